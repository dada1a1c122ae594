"""The customer's yes or no, part by part."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.desk.models import Closure, Ticket
from kwis.desk.workflow import CLOSED, SOLVED
from kwis.dispatch.events import OrderMoved, PartAccepted, PartRefused
from kwis.dispatch.models import Acceptance, WorkOrder
from kwis.dispatch.releasing import place_ticket
from kwis.dispatch.workflow import ACCEPTED_READY, CANCELLED, OPEN, REPORTED_READY


def accept_part(order: WorkOrder, *, by: Actor, words: str = "") -> None:
    """Yes to one part. Yes to the last one of a call that was solved closes it. A second yes does nothing."""
    with order.changing():
        _say_yes(order, words, by)
        if order.ticket.status == SOLVED and not parts_to_ask(order.ticket):
            order.ticket.close(Closure.By.CUSTOMER, by=by)


def _say_yes(order: WorkOrder, words: str, by: Actor) -> None:
    if order.state == ACCEPTED_READY:
        return
    order.step_to("accept_part")
    order.keep("state")
    Acceptance.objects.create(order=order, yes=True, words=words, by_name=by.name, at=now())
    order.report(PartAccepted(number=order.number, part=order.customer_label), by=by, public=True)


def refuse_part(order: WorkOrder, *, cause: str, by: Actor, words: str = "") -> None:
    """No to one part: the call opens again with a cause, and the work is on the board again."""
    with order.changing():
        order.step_to("refuse_part")
        order.ready_at = None
        order.keep("state", "ready_at")
        Acceptance.objects.create(order=order, yes=False, words=words, by_name=by.name, at=now())
        order.report(
            PartRefused(number=order.number, part=order.customer_label, cause=cause), by=by, public=True
        )
        order.ticket.involve(order.team)
        order.ticket.reopen(cause, by=by, words=words, part=order.customer_label)
        place_ticket(order.ticket, by=by)


def accept_all(ticket: Ticket, *, by: Actor, closed_by: str = Closure.By.CUSTOMER) -> None:
    """Yes to everything that is asked, and so to the call."""
    with ticket.changing():
        for order in parts_to_ask(ticket):
            _say_yes(order, "", by)
        ticket.close(closed_by, by=by)


def settle_parts(ticket: Ticket, *, by: Actor) -> None:
    """The call closed without an answer part by part (by its term, or through the desk): what was ready counts as ready."""
    with ticket.changing():
        if ticket.status != CLOSED:
            return
        for order in WorkOrder.objects.filter(ticket=ticket, state=REPORTED_READY):
            order.step_to("accept_part")
            order.keep("state")
            order.report(OrderMoved(number=order.number, title=order.title, state=order.state), by=by)


def parts_to_ask(ticket: Ticket) -> list[WorkOrder]:
    """Parts that are reported ready and wait for the customer's yes."""
    return list(WorkOrder.objects.filter(ticket=ticket, state=REPORTED_READY).exclude(customer_label=""))


def still_running(ticket: Ticket) -> list[WorkOrder]:
    return list(WorkOrder.objects.filter(ticket=ticket, state__in=OPEN))


def teams_at_work(ticket: Ticket, since: datetime) -> set[int]:
    """Teams that have unfinished work for the call, or finished some since then; what came back does not count."""
    counts = Q(state__in=(*OPEN, REPORTED_READY)) | Q(state=ACCEPTED_READY, ready_at__gte=since)
    orders = WorkOrder.objects.filter(counts, ticket=ticket, team__isnull=False)
    return set(orders.values_list("team_id", flat=True))


def parts_of(ticket: Ticket) -> list[WorkOrder]:
    """What the customer sees as parts of their call, in order; a part set out again replaces the earlier one."""
    return parts_of_each([ticket])[ticket.pk]


def parts_of_each(tickets: Iterable[Ticket]) -> dict[int, list[WorkOrder]]:
    """The parts of several calls at once, by the id of the call."""
    found: dict[int, list[WorkOrder]] = {ticket.pk: [] for ticket in tickets}
    parts = list(
        WorkOrder.objects.filter(ticket__in=found)
        .exclude(customer_label="")
        .exclude(state=CANCELLED)
        .select_related("team", "supplier")
        .prefetch_related("completions")
        .order_by("id")
    )
    replaced = {part.again_for_id for part in parts}
    for part in parts:
        if part.pk not in replaced:
            found[part.ticket_id].append(part)
    return found
