"""Reporting ready: only orders are reported ready; the customer's yes closes."""

from django.utils.translation import gettext as _

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.core.models import StoredFile
from kwis.desk.workflow import NotNow
from kwis.dispatch.events import OrderReportedReady
from kwis.dispatch.models import Completion, OrderClock, WorkOrder
from kwis.dispatch.releasing import release_what_can


def report_ready(
    order: WorkOrder,
    *,
    text: str,
    by: Actor,
    customer_words: str = "",
    minutes: int | None = None,
    material: str = "",
    photo: StoredFile | None = None,
) -> Completion:
    """The back office or supplier says that its part is done; what waited for it starts.

    A part that the customer does not see is ready with this; one that they see waits for their yes.
    """
    with order.changing():
        if order.released_at is None:
            raise NotNow(_("This work order still waits for another one."))
        if not text.strip():
            raise NotNow(_("Say in a few words what was done."))
        order.step_to("report_ready")
        if not order.customer_label:
            order.step_to("accept_part")
        order.ready_at = now()
        order.keep("state", "ready_at")
        OrderClock.objects.filter(order=order, stopped_at__isnull=True).update(stopped_at=now())
        completion = Completion.objects.create(
            order=order,
            text=text,
            customer_words=customer_words,
            minutes=minutes,
            material=material[:300],
            photo=photo,
            by_name=by.name,
            at=now(),
        )
        order.report(
            OrderReportedReady(
                number=order.number, title=order.customer_label or order.title, customer_words=customer_words
            ),
            by=by,
            public=bool(order.customer_label),
        )
        release_what_can(order.ticket, by=by)
        return completion
