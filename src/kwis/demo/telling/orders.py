"""The work orders of a call that is told: which of them the story means, and what it does not name."""

from kwis.catalogue.models import Service
from kwis.core.wording import say
from kwis.demo.reading import ContentError
from kwis.demo.telling.call import Call
from kwis.dispatch.handing_back import cancel
from kwis.dispatch.models import PlanStep, WorkOrder
from kwis.dispatch.setting_out import set_out, start_plan
from kwis.dispatch.workflow import OPEN, READY


def all_orders(call: Call) -> list[WorkOrder]:
    """All orders of the call as they stand now, each with the call that is being told."""
    return [_as_known(call, order) for order in WorkOrder.objects.filter(ticket=call.ticket)]


def _as_known(call: Call, order: WorkOrder) -> WorkOrder:
    """With the call, team and supplier that are in hand, instead of asking for each of them again."""
    order.ticket = call.ticket
    order.team = call.world.teams_by_key[order.team_id] if order.team_id else None
    order.supplier = call.world.suppliers_by_key[order.supplier_id] if order.supplier_id else None
    return order


def unnamed(call: Call) -> list[WorkOrder]:
    """Open orders that began by themselves and that the story has not named yet."""
    named = {order.pk for order in call.orders}
    return [order for order in all_orders(call) if order.pk not in named and order.state in OPEN]


def cancel_what_is_open(call: Call) -> None:
    """The desk stops the work that turns out not to be needed."""
    if not call.orders and call.ticket.service_id not in call.world.work_of_itself:
        return
    for order in all_orders(call):
        if order.state in OPEN:
            cancel(order, by=call.agent.actor)


def name(call: Call, order: WorkOrder) -> WorkOrder:
    """From now on the story knows this order, by number and by the key of its plan step."""
    if order.step is not None:
        call.keyed[order.step.key] = len(call.orders)
    call.orders.append(order)
    return order


def order_called(call: Call, called: int | str) -> WorkOrder:
    """The order that a step names: by number, or by the key of the plan's step, which may have begun by itself."""
    if isinstance(called, int):
        if not 1 <= called <= len(call.orders):
            raise ContentError(f"there is no order {called}; there are {len(call.orders)}")
        return call.orders[called - 1]
    if called not in call.keyed:
        begun = next((one for one in unnamed(call) if one.step is not None and one.step.key == called), None)
        name(call, begun or _set_out_step(call, _plan_step(call, called)))
    return call.orders[call.keyed[called]]


def replace(call: Call, old: WorkOrder, new: WorkOrder) -> None:
    """Set out again: it keeps its number in the story."""
    call.orders[call.orders.index(old)] = new


def released(call: Call, order: WorkOrder) -> WorkOrder:
    """An order that waits for work which the story never tells of: the desk finds that this is not needed."""
    if order.released_at is None:
        order.refresh_from_db(fields=["released_at"])
    if order.released_at is None:
        for needed in order.needs.exclude(state__in=READY):
            needed.ticket = call.ticket
            cancel(needed, by=call.agent.actor)
        order.refresh_from_db(fields=["released_at"])
    return order


def set_out_plan(call: Call) -> None:
    """All of the plan, and every step that the story names by its key, whatever its condition says."""
    begun = [order for order in unnamed(call) if order.step is not None]
    if not begun:
        for order in start_plan(call.ticket, by=call.agent.actor):
            order.ticket = call.ticket
            begun.append(order)
    there = {order.step.key: order for order in begun if order.step is not None}
    wanted = {step.order for step in call.story.steps if isinstance(step.order, str)}
    for step in _steps(call):
        if step.key not in there and step.key in wanted:
            there[step.key] = _set_out_step(call, step, there)
    for step in _steps(call):
        if step.key in there:
            name(call, there[step.key])


def _set_out_step(call: Call, step: PlanStep, there: dict[str, WorkOrder] | None = None) -> WorkOrder:
    orders = there or {}
    order = set_out(
        call.ticket,
        title=say(step.title),
        by=call.agent.actor,
        team=step.team,
        supplier=step.supplier,
        instruction=step.instruction,
        customer_label=say(step.customer_label),
        due_minutes=step.due_minutes,
        needs=[orders[needed.key] for needed in step.needs.all() if needed.key in orders],
        step=step,
    )
    order.ticket = call.ticket
    return order


def _steps(call: Call) -> list[PlanStep]:
    service: Service | None = call.ticket.service
    return call.world.plan_steps.get(service.code, []) if service is not None else []


def _plan_step(call: Call, key: str) -> PlanStep:
    found = next((step for step in _steps(call) if step.key == key), None)
    if found is None:
        raise ContentError(f"the plan of {call.ticket.service} has no step {key}")
    return found
