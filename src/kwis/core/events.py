"""News: a verb records an event in its own transaction; other rooms react after it is committed.

`record()` writes the event row and, once per transaction, one job in that same transaction, so no event is
lost and none is announced that did not happen. The job runs each subscriber (`@on`) at most once per event.
Mass consumers (`@reads`) get no jobs: they read forward by (transaction id, id) and never pass a transaction
that is still running, because a later id may be committed before an earlier one.
"""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.db import connection, models, transaction

from kwis.core import jobs
from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.core.models import Event, EventReader, EventTransaction

logger = logging.getLogger(__name__)

Subscriber = Callable[[Event], None]
BatchReader = Callable[[Sequence[Event]], None]
Wanted = Callable[[Event, str], bool]
"""Whether this event is for this subscriber (its name begins with its room)."""

_types: dict[str, type["EventType"]] = {}
_subscribers: dict[str, list[tuple[str, Subscriber]]] = {}
_readers: dict[str, BatchReader] = {}

BATCH = 500
COLUMNS = (
    "at",
    "type",
    "ticket_key",
    "subject_type",
    "subject_key",
    "actor_kind",
    "actor_key",
    "actor_name",
    "channel",
    "public",
)

_carried_here: ContextVar[Wanted | None] = ContextVar("kwis_carried_here", default=None)


@dataclass(frozen=True, kw_only=True)
class EventType:
    """A kind of event, declared in a room's events.py; its fields are the event's data (JSON values)."""

    type: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        if cls.type in _types:
            raise TypeError(f"two event types are called {cls.type}")
        _types[cls.type] = cls

    def words(self) -> str:
        """How the time line tells it, translated; empty when the time line should not show it."""
        return ""


def typed(event: Event) -> EventType | None:
    """The event's data as its declared type; None for a type that no longer exists."""
    declared = _types.get(event.type)
    if declared is None:
        return None
    known = {field.name for field in fields(declared)}
    return declared(**{name: value for name, value in event.data.items() if name in known})


def record(
    what: EventType,
    *,
    by: Actor,
    subject: models.Model | None = None,
    ticket_key: int | None = None,
    channel: str = "",
    public: bool = False,
) -> Event:
    """Write down what happened, in the caller's transaction.

    Raises `TransactionManagementError` outside a transaction: an event without its change is a lie.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "record() belongs in the transaction of the change itself"
        )
    event = _write(
        at=now(),
        type=what.type,
        ticket_key=ticket_key,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_key=subject.pk if subject is not None else None,
        actor_kind=by.kind,
        actor_key=by.key,
        actor_name=by.name,
        channel=channel,
        public=public,
        data=asdict(what),
    )
    if (wanted := _carried_here.get()) is not None:
        transaction.on_commit(lambda: _carry(event, wanted))
    else:
        _announce()
    return event


def _write(**values: Any) -> Event:
    """Insert one event. By hand: a call has fifteen of them, and building the query took most of the time."""
    event = Event(**values)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_event (at, type, ticket_key, subject_type, subject_key, actor_kind, actor_key, actor_name,"
            " channel, public, data) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id, xid",
            [*(values[name] for name in COLUMNS), json.dumps(event.data)],
        )
        event.pk, event.xid = cursor.fetchone()
    event._state.adding, event._state.db = False, connection.alias
    return event


def _announce() -> None:
    """One job per transaction: the row's primary key decides who is first, also after a savepoint's rollback."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_eventtransaction (xid, at) VALUES (pg_current_xact_id()::text::bigint, now())"
            " ON CONFLICT DO NOTHING RETURNING xid"
        )
        first = cursor.fetchone()
    if first:
        jobs.defer("core.react", xid=first[0])


@contextmanager
def carried_here(wanted: Wanted = lambda event, subscriber: True) -> Iterator[None]:
    """Within the block reactions run in this process, right after the commit, under the clock of that moment.

    Only for loading, where a process that is killed begins again from nothing: there is no job and no row that would find
    a reaction that did not run. Reactions that are not `wanted` never run; one that fails raises.
    """
    token = _carried_here.set(wanted)
    try:
        yield
    finally:
        _carried_here.reset(token)


def _carry(event: Event, wanted: Wanted) -> None:
    for name, subscriber in _subscribers.get(event.type, ()):
        if wanted(event, name):
            with transaction.atomic():
                subscriber(event)


def on(*types: type[EventType]) -> Callable[[Subscriber], Subscriber]:
    """Call the function with each committed event of these types. Runs in a transaction of its own."""

    def register(subscriber: Subscriber) -> Subscriber:
        name = f"{subscriber.__module__}.{subscriber.__name__}".removeprefix("kwis.")
        for event_type in types:
            _subscribers.setdefault(event_type.type, []).append((name, subscriber))
        return subscriber

    return register


def reads(name: str) -> Callable[[BatchReader], BatchReader]:
    """Hand every event to the function in batches, in order, at least once."""

    def register(reader: BatchReader) -> BatchReader:
        _readers[name] = reader
        return reader

    return register


def react(xid: int) -> None:
    """Run what still has to be done for the events of one transaction.

    A subscriber that fails leaves the others done; the first error is raised at the end so that the job is
    tried again.
    """
    failures: list[Exception] = []
    for event in Event.objects.filter(xid=xid).order_by("id"):
        for name, subscriber in _subscribers.get(event.type, ()):
            try:
                _run_once(event, name, subscriber)
            except Exception as error:
                logger.exception("reaction %s to %s %s failed", name, event.type, event.pk)
                failures.append(error)
    if failures:
        raise failures[0]
    EventTransaction.objects.filter(xid=xid).delete()


def _run_once(event: Event, name: str, subscriber: Subscriber) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        # the done-row is taken first: a second runner waits for it, and it goes when the subscriber fails
        cursor.execute(
            "INSERT INTO core_reaction (event_id, subscriber, at) VALUES (%s, %s, now())"
            " ON CONFLICT DO NOTHING RETURNING id",
            [event.pk, name],
        )
        if cursor.fetchone():
            subscriber(event)


def read_on(names: Iterable[str] | None = None) -> int:
    """Let the mass consumers read all that is committed and safe to read; returns how many events they got."""
    return sum(_read_one(name) for name in (names or list(_readers)))


def _read_one(name: str) -> int:
    total = 0
    while True:
        with transaction.atomic():
            EventReader.objects.get_or_create(name=name)
            # whoever holds the row reads on; a second worker has nothing to add
            position = EventReader.objects.select_for_update(skip_locked=True).filter(name=name).first()
            if position is None:
                return total
            batch = _after(position.xid, position.event_key)
            if not batch:
                return total
            _readers[name](batch)
            position.xid, position.event_key = batch[-1].xid, batch[-1].pk
            position.save()
        total += len(batch)


def _after(xid: int, key: int) -> list[Event]:
    """The next batch: the rest of the transaction that was read last, and then later ones.

    Asked one after the other: as one condition with OR, all of a large transaction that was read already (an import, a
    restore) is walked through again for every batch.
    """
    running = models.Func(
        template="(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)",
        output_field=models.BigIntegerField(),
    )
    safe = Event.objects.filter(xid__lt=running).order_by("xid", "id")
    rest = list(safe.filter(xid=xid, pk__gt=key)[:BATCH])
    return rest + list(safe.filter(xid__gt=xid)[: BATCH - len(rest)])


def rebase_transactions() -> None:
    """After a restore: a new database counts its transactions from the start again.

    Moves all recorded transaction ids below zero, in the same order, so that old events count as committed and
    every reader goes on where it was.
    """
    with transaction.atomic():
        highest = Event.objects.aggregate(top=models.Max("xid"))["top"]
        if highest is None:
            return
        shift = highest + 1
        # said to be a large number: as a plain one it would be cut off at 32 bits
        by = models.Value(shift, output_field=models.BigIntegerField())
        Event.objects.update(xid=models.F("xid") - by)
        EventReader.objects.update(xid=models.F("xid") - by)
        waiting = list(EventTransaction.objects.values_list("xid", flat=True))
        EventTransaction.objects.all().delete()
        EventTransaction.objects.bulk_create(EventTransaction(xid=xid - shift) for xid in waiting)
        for xid in waiting:
            jobs.defer("core.react", xid=xid - shift)


def history_of(subject: models.Model) -> models.QuerySet[Event]:
    """All that was recorded about one row, newest first."""
    return Event.objects.filter(subject_type=subject._meta.label_lower, subject_key=subject.pk).order_by(
        "-id"
    )


OF_TICKET = (
    "SELECT id, at, type, data::text FROM core_event WHERE ticket_key = %s AND type = ANY(%s) AND (public OR NOT %s)"
    " AND (at, id) < (%s, %s) ORDER BY at DESC, id DESC LIMIT %s"
)
END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)


def latest_of_ticket(
    key: int, types: Sequence[str], *, public_only: bool, before: tuple[datetime, int] | None, most: int
) -> list[Event]:
    """What last happened to a call, newest first, at most so many; `before` is the moment and key of one to go on from.

    Of each event what tells it: moment, type and data. By hand: this is read with every call that is opened, and as a query
    of Django's with each type on its own it took longer to put together than to answer.
    """
    at, event_key = before or (END_OF_TIME, 0)
    with connection.cursor() as cursor:
        cursor.execute(OF_TICKET, [key, list(types), public_only, at, event_key, most])
        rows = cursor.fetchall()
    columns = ("id", "at", "type", "data")
    return [
        Event.from_db(connection.alias, columns, (event, moment, kind, json.loads(data)))
        for event, moment, kind, data in rows
    ]


def sentence(event: Event) -> str:
    """The event in the reader's language, for the time line; empty when it has no words."""
    declared = typed(event)
    return declared.words() if declared is not None else ""


def known_types() -> dict[str, Any]:
    """Every declared event type by name, for webhooks, rules and documentation."""
    return dict(_types)
