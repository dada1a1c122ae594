"""An order starts when all it waits for is ready; and where the work is now is said to the call."""

from datetime import datetime

from django.db import models

from kwis.agreements.opening import calendar_of, propose_moment
from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.desk.models import Ticket
from kwis.dispatch.events import OrderReleased
from kwis.dispatch.models import OrderClock, WorkOrder
from kwis.dispatch.workflow import OPEN, READY


def release_what_can(ticket: Ticket, *, by: Actor) -> list[WorkOrder]:
    """Release every order whose needs are all ready; then say on the call where the work is."""
    unfinished = list(_unfinished(ticket).prefetch_related("needs"))
    released = [order for order in unfinished if order.released_at is None and _may_start(order)]
    for order in released:
        _release(order, by)
    _place_with_first([order for order in unfinished if order.released_at is not None], ticket, by)
    return released


def _unfinished(ticket: Ticket) -> models.QuerySet[WorkOrder]:
    return ticket.orders.filter(state__in=OPEN).select_related("team", "supplier").order_by("id")


def _may_start(order: WorkOrder) -> bool:
    return all(needed.state in READY for needed in order.needs.all())


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
    _place_with_first(list(_unfinished(ticket).filter(released_at__isnull=False)), ticket, by)


def _place_with_first(running: list[WorkOrder], ticket: Ticket, by: Actor) -> None:
    if not running:
        ticket.place_with(by=by)
        return
    first = min(running, key=lambda order: (order.due_at, order.pk))
    ticket.place_with(team=first.team, supplier=first.supplier, until=first.due_at, by=by)
