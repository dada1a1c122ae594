"""One time line: what was said and what happened, newest page first, read by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from kwis.core.events import EventType, known_types, latest_of_ticket, sentence
from kwis.core.models import Event
from kwis.desk.models import Ticket
from kwis.desk.shown_messages import ShownMessage, latest_messages

PAGE = 60
SALT = "kwis.timeline"


@dataclass(frozen=True)
class Entry:
    """Either a message or an event in words."""

    at: datetime
    order: tuple[datetime, int, int]
    message: ShownMessage | None = None
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
    said = latest_messages(
        ticket.pk, public_only=public_only, before=border and (border[0], border[1]), most=PAGE + 1
    )
    happened = latest_of_ticket(
        ticket.pk,
        _told_types(),
        public_only=public_only,
        before=border and (border[0], border[2]),
        most=PAGE + 1,
    )
    found = [Entry(message.at, (message.at, message.pk, 0), message=message) for message in said]
    for event in happened:
        words = sentence(event)
        if words:
            found.append(Entry(event.at, (event.at, 0, event.pk), words=words, event=event))
    found.sort(key=lambda entry: entry.order, reverse=True)
    shown = found[:PAGE]
    older = _token(shown[-1]) if len(found) > PAGE else ""
    return Timeline(entries=list(reversed(shown)), older=older)


def _told_types() -> tuple[str, ...]:
    """Types that can have words at all: those that define them."""
    return tuple(name for name, declared in known_types().items() if declared.words is not EventType.words)


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
