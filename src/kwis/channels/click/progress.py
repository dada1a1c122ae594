"""Calls as rows for their customer: where each stands and what was promised."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from kwis.channels.click.customer_words import promise_state, promise_words, state_words
from kwis.desk.models import Hold, Ticket
from kwis.desk.workflow import CLOSED, ON_HOLD, SOLVED
from kwis.dispatch.accepting import parts_of_each
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.workflow import REPORTED_READY


@dataclass(frozen=True)
class CallRow:
    """`asks`: we ask whether it is ready; `asks_whole`: a plain yes answers all of it."""

    ticket: Ticket
    words: str
    asks: bool
    asks_whole: bool
    promise: SafeString | None
    promise_state: str


def rows_of(tickets: Sequence[Ticket]) -> list[CallRow]:
    """Two queries for all rows together; tickets come with owner, team and supplier."""
    parts = parts_of_each(tickets)
    waiting = [ticket.pk for ticket in tickets if ticket.status == ON_HOLD]
    holds = (
        {hold.ticket_id: hold for hold in Hold.objects.filter(ticket__in=waiting, ended_at__isnull=True)}
        if waiting
        else {}
    )
    return [_row(ticket, parts[ticket.pk], holds.get(ticket.pk)) for ticket in tickets]


def _row(ticket: Ticket, parts: list[WorkOrder], hold: Hold | None) -> CallRow:
    asked = any(part.state == REPORTED_READY for part in parts)
    solved = ticket.status == SOLVED
    return CallRow(
        ticket=ticket,
        words=state_words(ticket, parts, hold),
        asks=solved or (asked and ticket.status != CLOSED),
        asks_whole=solved,
        promise=promise_words(ticket),
        promise_state=promise_state(ticket),
    )
