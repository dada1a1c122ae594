"""What this room shows on the page of a call: what became of each letter."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from kwis.channels.models import Delivery
from kwis.ui import slots


def delivery_state(request: HttpRequest, ticket: Any, message: Any) -> str | None:
    """Under a message to the customer: to whom it went and whether it arrived. One query for the whole page."""
    if message.direction != message.Direction.OUT:
        return None
    of_ticket = getattr(request, "_letters_of", {})
    if ticket.pk not in of_ticket:
        rows = Delivery.objects.filter(ticket=ticket, message__isnull=False)
        of_ticket[ticket.pk] = list(rows.only("message", "address", "state", "said", "ended_at"))
        request._letters_of = of_ticket  # type: ignore[attr-defined]
    letters = [letter for letter in of_ticket[ticket.pk] if letter.message_id == message.pk]
    return (
        render_to_string("channels/_delivery_state.html", {"letters": letters}, request) if letters else None
    )


slots.register("ticket.message", delivery_state)
