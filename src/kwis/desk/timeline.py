"""One time line: what was said and what happened, newest page first, read by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db.models import Q, QuerySet

from kwis.core.events import EventType, known_types, sentence
from kwis.core.models import Event
from kwis.desk.models import Message, Ticket

PAGE = 60
SALT = "kwis.timeline"


@dataclass(frozen=True)
class Entry:
    """Either a message or an event in words."""

    at: datetime
    order: tuple[datetime, int, int]
    message: Message | None = None
    words: str = ""
    event: Event | None = None


@dataclass(frozen=True)
class Timeline:
    """`entries` run from old to new; `older` is the token of what came before, empty at the start."""

    entries: Sequence[Entry]
    older: str = ""


def timeline(ticket: Ticket, *, public_only: bool = False, before: str = "") -> Timeline:
    """The newest entries, or those before a token. The customer's side reads public entries only."""
    border = _read(before)
    messages: QuerySet[Message] = ticket.messages.prefetch_related("attachments__file")
    events: QuerySet[Event] = Event.objects.filter(ticket_key=ticket.pk, type__in=_told_types())
    if public_only:
        messages, events = messages.filter(public=True), events.filter(public=True)
    if border:
        at, message_key, event_key = border
        messages = messages.filter(Q(at__lt=at) | Q(at=at, pk__lt=message_key))
        events = events.filter(Q(at__lt=at) | Q(at=at, pk__lt=event_key))
    found = [Entry(m.at, (m.at, m.pk, 0), message=m) for m in messages.order_by("-at", "-pk")[: PAGE + 1]]
    for event in events.order_by("-at", "-pk")[: PAGE + 1]:
        words = sentence(event)
        if words:
            found.append(Entry(event.at, (event.at, 0, event.pk), words=words, event=event))
    found.sort(key=lambda entry: entry.order, reverse=True)
    shown = found[:PAGE]
    older = _token(shown[-1]) if len(found) > PAGE else ""
    return Timeline(entries=list(reversed(shown)), older=older)


def _told_types() -> list[str]:
    """Types that can have words at all: those that define them."""
    return [name for name, declared in known_types().items() if declared.words is not EventType.words]


def _token(entry: Entry) -> str:
    at, message_key, event_key = entry.order
    # of the other sort everything at the same moment is still to come
    return signing.dumps([at.isoformat(), message_key or 2**62, event_key or 2**62], salt=SALT)


def _read(token: str) -> tuple[datetime, int, int] | None:
    if not token:
        return None
    try:
        at, message_key, event_key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return datetime.fromisoformat(at), int(message_key), int(event_key)
