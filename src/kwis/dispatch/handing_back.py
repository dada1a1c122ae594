"""Back to the desk with a reason: the work comes back, the promise to the customer stays."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.core.notices import notify
from kwis.desk.workflow import NotNow
from kwis.dispatch.events import OrderHandedBack, OrderMoved
from kwis.dispatch.models import Handback, OrderClock, WorkOrder
from kwis.dispatch.releasing import place_ticket, release_what_can


def hand_back(order: WorkOrder, *, reason: str, text: str, by: Actor) -> Handback:
    """Raises `NotNow` without words: a bare "not ours" helps nobody."""
    with order.changing():
        if not text.strip():
            raise NotNow(_("Say in a few words why, so that the desk can go on."))
        order.step_to("hand_back")
        order.keep("state")
        OrderClock.objects.filter(order=order, stopped_at__isnull=True).update(stopped_at=now())
        handback = Handback.objects.create(order=order, reason=reason, text=text, by_name=by.name, at=now())
        order.report(
            OrderHandedBack(number=order.number, title=order.title, reason=handback.reason, text=text), by=by
        )
        place_ticket(order.ticket, by=by)
        order.ticket.let_go(order.team)
        _tell_owner(order)
        return handback


def _tell_owner(order: WorkOrder) -> None:
    """The desk goes on with it, so the owner of the call hears it."""
    owner = order.ticket.owner
    if owner is not None and owner.user_id:
        told = _("%(number)s came back: %(title)s") % {"number": order.number, "title": order.title}
        notify([owner.user_id], told, reverse("desk:ticket", args=[order.ticket.number]))


def cancel(order: WorkOrder, *, by: Actor) -> None:
    """The desk does not need this work any more; what waited for it no longer does."""
    with order.changing():
        order.step_to("cancel")
        order.keep("state")
        OrderClock.objects.filter(order=order, stopped_at__isnull=True).update(stopped_at=now())
        for waiting in order.needed_by.all():
            waiting.needs.remove(order)
        order.report(OrderMoved(number=order.number, title=order.title, state=order.state), by=by)
        release_what_can(order.ticket, by=by)
        order.ticket.let_go(order.team)
