"""Addresses that stand in letters."""

from django.conf import settings
from django.urls import reverse

from kwis.desk.models import Ticket


def call_page(ticket: Ticket) -> str:
    """The customer's page of a call; it asks to log in."""
    return settings.BASE_URL + reverse("portal:call", args=[ticket.number])
