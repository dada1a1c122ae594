"""How orders read in templates: `{% load dispatch %}`."""

from django import template

from kwis.core.clock import now
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.shown_orders import ShownOrder
from kwis.dispatch.workflow import OPEN, READY, State

register = template.Library()

LOOKS = {
    State.SET_OUT: "busy",
    State.ACCEPTED: "busy",
    State.PLANNED: "busy",
    State.IN_PROGRESS: "busy",
    State.WAITING: "wait",
    State.REPORTED_READY: "done",
    State.ACCEPTED_READY: "done",
    State.REFUSED: "stuck",
    State.CANCELLED: "wait",
}


@register.filter
def is_late(order: WorkOrder) -> bool:
    return order.state in OPEN and order.due_at is not None and order.due_at < now()


@register.filter
def look_of(order: WorkOrder | ShownOrder) -> str:
    """The shape of its state: busy, done, stuck or wait (the state component)."""
    if order.released_at is None and order.state in OPEN:
        return "wait"
    return LOOKS[State(order.state)]


@register.filter
def waits_for(order: WorkOrder) -> list[WorkOrder]:
    """The orders it still waits for; empty once it runs."""
    if order.released_at is not None:
        return []
    return [needed for needed in order.needs.all() if needed.state not in READY]
