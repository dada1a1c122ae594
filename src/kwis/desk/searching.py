"""Finding calls: each has one row in the search table, written anew after something was said or changed on it."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from kwis.core import search
from kwis.core.events import reads
from kwis.core.models import Event
from kwis.core.wording import say
from kwis.desk.listing import ListedCall, columns_of, listed
from kwis.desk.models import Message, Ticket

KIND = "ticket"
NUMBER = re.compile(r"\d{2}-\d{1,9}")
# a call with more than this is found by its newest messages
MESSAGES = 60


def find_tickets(user: Any, words: str, limit: int = 50) -> list[ListedCall]:
    """Calls that fit the words, best first, among those that the user may see.

    A number leads to its call also in the seconds before the call is in the search table.
    """
    if NUMBER.fullmatch(words.strip()):
        exact = listed(columns_of(Ticket.objects.visible_to(user).filter(number=words.strip())))
        if exact:
            return exact
    hits = search.find(
        KIND,
        words,
        allowed=Ticket.objects.visible_to(user),
        among=lambda most: Ticket.objects.keys_near(user, most),
        limit=limit,
    )
    found = {call.id: call for call in listed(columns_of(Ticket.objects.filter(pk__in=hits.keys)))}
    return [found[key] for key in hits.keys]


def index(keys: Collection[int]) -> None:
    """Write the search rows of these calls, in the caller's transaction."""
    tickets = Ticket.objects.select_related(
        "customer", "service", "place", "owner", "with_team", "with_supplier"
    ).in_bulk(list(keys))
    said: dict[int, list[str]] = {key: [] for key in tickets}
    for key, text in Message.objects.filter(ticket__in=tickets).order_by("-id").values_list("ticket", "text"):
        if len(said[key]) < MESSAGES:
            said[key].append(text)
    search.put_many(_entry(ticket, said[key]) for key, ticket in tickets.items())


def _entry(ticket: Ticket, texts: Sequence[str]) -> search.Entry:
    names = (
        ticket.customer_name,
        ticket.customer_department,
        str(ticket.place or ""),
        say(ticket.service.name) if ticket.service else "",
        str(ticket.with_supplier or ""),
    )
    return search.Entry(
        kind=KIND,
        key=ticket.pk,
        title=ticket.subject,
        number=ticket.number,
        names=names,
        texts=texts,
        handles=[handle for handle in (ticket.customer_phone, ticket.customer_email) if handle],
        customer_key=ticket.customer_id,
        organisation_key=ticket.customer.organisation_id,
        at=ticket.created_at,
    )


@reads("desk.search")
def keep_findable(events: Sequence[Event]) -> None:
    """Whatever happened to a call may have changed its words."""
    keys = {event.ticket_key for event in events if event.ticket_key is not None}
    if keys:
        index(keys)
