"""Setting out work: from a plan or by hand, to a back office or a supplier."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.core.numbers import next_number
from kwis.core.wording import say
from kwis.desk.models import FormAnswer, Ticket
from kwis.desk.workflow import UNFINISHED, NotNow
from kwis.dispatch.events import OrderSetOut
from kwis.dispatch.models import Handback, Plan, PlanStep, WorkOrder
from kwis.dispatch.releasing import release_what_can
from kwis.people.models import Organisation, Person, Team


def set_out(
    ticket: Ticket,
    *,
    title: str,
    by: Actor,
    team: Team | None = None,
    supplier: Organisation | None = None,
    person: Person | None = None,
    instruction: str = "",
    customer_label: str = "",
    due_minutes: int = 960,
    needs: Iterable[WorkOrder] = (),
    step: PlanStep | None = None,
    again_for: WorkOrder | None = None,
) -> WorkOrder:
    """Set out one work order for a call; it starts when all it needs is ready.

    Raises `NotNow` for a finished call, and when not exactly one of team and supplier is given.
    """
    with ticket.changing():
        order = WorkOrder(
            ticket=ticket,
            step=step,
            again_for=again_for,
            title=title.strip()[:200] or ticket.subject,
            instruction=instruction,
            customer_label=customer_label[:200],
            team=team,
            supplier=supplier,
            person=person,
            due_minutes=due_minutes,
        )
        _put_on_the_board(order, needs, by)
        _release([order], by)
        return order


def _put_on_the_board(order: WorkOrder, needs: Iterable[WorkOrder], by: Actor) -> None:
    """Save a new order with what it waits for, and tell of it; whether it may start is for `_release`."""
    ticket = order.ticket
    if ticket.status not in UNFINISHED:
        raise NotNow(_("This call is closed; open it again first."))
    if (order.team is None) == (order.supplier is None):
        raise NotNow(_("Choose one back office or one supplier."))
    order.number = next_number("order", "W-")
    order.place_id = ticket.place_id
    order.created_at = order.changed_at = now()
    order.save(force_insert=True)
    if needed := list(needs):
        order.needs.add(*needed)
    ticket.involve(order.team)
    order.report(OrderSetOut(number=order.number, title=order.title, to=order.holder_name), by=by)
    if order.again_for is not None:
        Handback.objects.filter(order_id=order.again_for_id, answered_at__isnull=True).update(
            answered_at=now()
        )


def _release(orders: Sequence[WorkOrder], by: Actor) -> None:
    """Let new orders of one call start when nothing holds them up; those in hand know it too."""
    started = {one.pk: one for one in release_what_can(orders[0].ticket, by=by)}
    for order in orders:
        if order.pk in started:
            order.released_at, order.due_at = started[order.pk].released_at, started[order.pk].due_at


def start_plan(ticket: Ticket, *, by: Actor) -> list[WorkOrder]:
    """Set out every step of the service's plan whose condition fits the answers. A plan starts once."""
    with ticket.changing():
        plan = Plan.objects.filter(service=ticket.service, active=True).first() if ticket.service else None
        if plan is None:
            raise NotNow(_("This service has no plan."))
        if WorkOrder.objects.filter(ticket=ticket, step__plan=plan).exists():
            raise NotNow(_("The plan of this service was already started."))
        # a call that was about another service first still has the answers of then
        answered = FormAnswer.objects.filter(ticket=ticket, field__form__service=ticket.service)
        answers: dict[str, Any] = dict(answered.values_list("field__key", "value"))
        steps = [step for step in _in_order(plan) if fits(step.condition, answers)]
        orders: dict[int, WorkOrder] = {}
        for step in steps:
            needed = _needed(step, orders)
            orders[step.pk] = WorkOrder(
                ticket=ticket,
                step=step,
                title=say(step.title).strip()[:200] or ticket.subject,
                instruction=step.instruction,
                customer_label=say(step.customer_label)[:200],
                team=step.team,
                supplier=step.supplier,
                due_minutes=step.due_minutes,
            )
            _put_on_the_board(orders[step.pk], needed, by)
        if orders:
            _release(list(orders.values()), by)
        return list(orders.values())


def fits(condition: Mapping[str, Any], answers: Mapping[str, Any]) -> bool:
    """Whether a condition {"field", "equals"} holds for the answers; an empty one always does."""
    if not condition:
        return True
    given = answers.get(condition["field"])
    return condition["equals"] in given if isinstance(given, list) else given == condition["equals"]


def _in_order(plan: Plan) -> list[PlanStep]:
    """Steps with every step after the ones it needs."""
    steps = list(plan.steps.select_related("team", "supplier").prefetch_related("needs"))
    placed: list[PlanStep] = []
    while steps:
        ready = [s for s in steps if not {n.pk for n in s.needs.all()} & {r.pk for r in steps}]
        placed += ready
        steps = [s for s in steps if s not in ready]
        if not ready:
            raise NotNow(_("The steps of this plan wait for each other."))
    return placed


def _needed(step: PlanStep, orders: Mapping[int, WorkOrder]) -> list[WorkOrder]:
    """The orders a step waits for; a needed step that was left out passes on what it needed itself."""
    found: list[WorkOrder] = []
    for needed in step.needs.all():
        found += [orders[needed.pk]] if needed.pk in orders else _needed(needed, orders)
    return found


def set_out_again(
    order: WorkOrder,
    *,
    by: Actor,
    instruction: str = "",
    team: Team | None = None,
    supplier: Organisation | None = None,
) -> WorkOrder:
    """The same work once more after a hand-back, to the same or another holder: a round trip. Who waited, waits for this."""
    elsewhere = team is not None or supplier is not None
    with order.changing():
        new = set_out(
            order.ticket,
            title=order.title,
            by=by,
            team=team if elsewhere else order.team,
            supplier=supplier if elsewhere else order.supplier,
            instruction=instruction or order.instruction,
            customer_label=order.customer_label,
            due_minutes=order.due_minutes,
            needs=order.needs.all(),
            step=order.step,
            again_for=order,
        )
        for waiting in order.needed_by.all():
            waiting.needs.remove(order)
            waiting.needs.add(new)
        return new
