"""An order starts when all it waits for is ready; and where the work is now is said to the call."""

from datetime import datetime

from kwis.agreements.opening import calendar_of, propose_moment
from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.desk.models import Ticket
from kwis.dispatch.events import OrderReleased
from kwis.dispatch.models import OrderClock, WorkOrder
from kwis.dispatch.workflow import OPEN, READY


def release_what_can(ticket: Ticket, *, by: Actor) -> list[WorkOrder]:
    """Release every order whose needs are all ready; then say on the call where the work is."""
    released: list[WorkOrder] = []
    waiting = WorkOrder.objects.filter(
        ticket=ticket, released_at__isnull=True, state__in=OPEN
    ).prefetch_related("needs")
    for order in waiting:
        if all(needed.state in READY for needed in order.needs.all()):
            _release(order, by)
            released.append(order)
    place_ticket(ticket, by=by)
    return released


def _release(order: WorkOrder, by: Actor) -> None:
    order.released_at = now()
    order.due_at = due_moment(order)
    order.keep("released_at", "due_at")
    OrderClock.objects.create(
        order=order, target_seconds=order.due_minutes * 60, started_at=order.released_at, due_at=order.due_at
    )
    order.report(OrderReleased(number=order.number, title=order.title), by=by)


def due_moment(order: WorkOrder) -> datetime:
    """The order's working minutes from now, in the hours of the back office; a supplier's in those of the desk."""
    return propose_moment(calendar_of(order.team or order.ticket.desk), now(), order.due_minutes * 60)


def place_ticket(ticket: Ticket, *, by: Actor) -> None:
    """The work is with whoever holds the first due order that runs; with nobody: at the desk."""
    running = (
        WorkOrder.objects.filter(ticket=ticket, state__in=OPEN, released_at__isnull=False)
        .select_related("team", "supplier")
        .order_by("due_at", "id")
        .first()
    )
    if running is None:
        ticket.place_with(by=by)
    else:
        ticket.place_with(team=running.team, supplier=running.supplier, until=running.due_at, by=by)
