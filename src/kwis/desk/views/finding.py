"""Fetching a call through what the user may see: unknown and forbidden give the same 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kwis.desk.models import Ticket

BESIDE = ("service", "desk", "owner", "with_team", "with_supplier", "place", "customer", "reported_by")


def ticket_or_404(request: HttpRequest, number: str) -> Ticket:
    rows = Ticket.objects.visible_to(request.user).select_related(*BESIDE)
    ticket: Ticket = get_object_or_404(rows, number=number)
    return ticket


def ticket_to_show(request: HttpRequest, number: str) -> Ticket:
    """The same for a page that only shows it: what stands beside the call is read with the rest (`desk.beside`)."""
    ticket: Ticket = get_object_or_404(Ticket.objects.visible_to(request.user), number=number)
    return ticket
