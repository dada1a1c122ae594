"""What dispatch shows on the page of a call."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from kwis.desk.workflow import UNFINISHED
from kwis.dispatch.models import Plan
from kwis.dispatch.permissions import DispatchRight
from kwis.dispatch.shown_orders import orders_of
from kwis.ui import slots
from kwis.ui.rights import may


def work_orders(request: HttpRequest, ticket: Any) -> str:
    """The orders of a call in the order in which they were set out, with what each waits for."""
    orders = orders_of(ticket.pk)
    sets_out = may(request.user, DispatchRight.SET_OUT) and ticket.status in UNFINISHED
    startable = (
        sets_out
        and not orders
        and ticket.service_id
        and Plan.objects.filter(service=ticket.service_id, active=True).exists()
    )
    context = {"ticket": ticket, "orders": orders, "sets_out": sets_out, "startable": startable}
    return render_to_string("dispatch/_work_orders.html", context, request)


slots.register("ticket.work", work_orders)
