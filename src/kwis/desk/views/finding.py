"""Fetching a call through what the user may see: unknown and forbidden give the same 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kwis.desk.models import Ticket


def ticket_or_404(request: HttpRequest, number: str) -> Ticket:
    rows = Ticket.objects.visible_to(request.user).select_related(
        "service__category", "desk", "owner", "with_team", "with_supplier", "place", "customer", "reported_by"
    )
    ticket: Ticket = get_object_or_404(rows, number=number)
    return ticket
