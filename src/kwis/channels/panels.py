"""What this room shows on the page of a call: what became of each letter."""

from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.template.loader import render_to_string

from kwis.channels.models import Delivery
from kwis.desk.models import Message
from kwis.ui import slots

COLUMNS = ("id", "message_id", "address", "state", "said")
STATEMENT = (
    f"SELECT {', '.join(COLUMNS)} FROM {Delivery._meta.db_table}"  # noqa: S608 - our own table
    " WHERE ticket_id = %s AND message_id IS NOT NULL ORDER BY id"
)


def delivery_state(request: HttpRequest, ticket: Any, message: Any) -> str | None:
    """Under a message to the customer: to whom it went and whether it arrived. One query for the whole page."""
    if message.direction != Message.Direction.OUT:
        return None
    of_ticket = getattr(request, "_letters_of", {})
    if ticket.pk not in of_ticket:
        of_ticket[ticket.pk] = _letters_of(ticket.pk)
        request._letters_of = of_ticket  # type: ignore[attr-defined]
    letters = [letter for letter in of_ticket[ticket.pk] if letter.message_id == message.pk]
    return (
        render_to_string("channels/_delivery_state.html", {"letters": letters}, request) if letters else None
    )


def _letters_of(ticket_key: int) -> list[Delivery]:
    """By hand: it is read with every call that is opened."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [ticket_key])
        return [Delivery.from_db(connection.alias, COLUMNS, row) for row in cursor.fetchall()]


slots.register("ticket.message", delivery_state)
