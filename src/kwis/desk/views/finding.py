"""Fetching a call through what the user may see: unknown and forbidden give the same 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kwis.desk.models import Ticket

BESIDE = ("service", "desk", "owner", "with_team", "with_supplier", "place", "customer", "reported_by")
# of what stands beside a call its page shows the name; what a verb needs more of, it reads
NAMES = (
    "service__code", "service__name", "desk__name", "owner__name", "owner__given_name", "with_team__name",
    "with_supplier__name", "place__label", "customer__name", "reported_by__name",
)  # fmt: skip


def ticket_or_404(request: HttpRequest, number: str) -> Ticket:
    rows = Ticket.objects.visible_to(request.user).select_related(*BESIDE)
    ticket: Ticket = get_object_or_404(rows, number=number)
    return ticket


def ticket_to_show(request: HttpRequest, number: str) -> Ticket:
    """The same for a page that only shows it."""
    own = [field.name for field in Ticket._meta.concrete_fields]
    rows = Ticket.objects.visible_to(request.user).select_related(*BESIDE).only(*own, *NAMES)
    ticket: Ticket = get_object_or_404(rows, number=number)
    return ticket
