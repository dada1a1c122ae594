"""An event is written with its change, told after it is committed, and handled once by each who listens."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from procrastinate.contrib.django.models import ProcrastinateJob

from kwis.core import events, jobs
from kwis.core.actors import KWIS, Actor
from kwis.core.models import Event, EventTransaction, Notice, Reaction


@dataclass(frozen=True, kw_only=True)
class LampLit(events.EventType):
    type: ClassVar[str] = "tests.lamp_lit"
    watt: int = 0

    def words(self) -> str:
        return f"lit {self.watt} W"


@dataclass(frozen=True, kw_only=True)
class LampOut(events.EventType):
    type: ClassVar[str] = "tests.lamp_out"


@pytest.fixture(autouse=True)
def nobody_else_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_subscribers", {})
    monkeypatch.setattr(events, "_readers", {})


def lit(watt: int = 40, **more: object) -> Event:
    return events.record(LampLit(watt=watt), by=KWIS, **more)  # type: ignore[arg-type]


def waiting() -> list[dict[str, object]]:
    return list(
        ProcrastinateJob.objects.filter(task_name="core.react", status="todo").values_list("args", flat=True)
    )


def handled() -> list[str]:
    return list(Notice.objects.order_by("id").values_list("text", flat=True))


def note(text: str) -> None:
    Notice.objects.create(user_key=1, text=text, url="/")


@pytest.mark.django_db
def test_an_event_keeps_what_was_done_by_whom_to_what() -> None:
    lamp = Notice.objects.create(user_key=1, text="lamp", url="/")
    lit(60, subject=lamp, ticket_key=7, channel="portal", public=True)
    [event] = events.history_of(lamp)
    assert (event.type, event.data, event.ticket_key, event.channel, event.public) == (
        "tests.lamp_lit",
        {"watt": 60},
        7,
        "portal",
        True,
    )
    assert (event.actor_name, event.actor_kind, event.actor_key) == ("Kwis", "system", None)
    assert events.sentence(event) == "lit 60 W"
    assert events.typed(event) == LampLit(watt=60)


@pytest.mark.django_db
def test_an_event_of_a_type_that_is_gone_or_has_other_fields_can_still_be_read() -> None:
    event = lit()
    event.data = {"watt": 5, "colour": "red"}
    assert events.typed(event) == LampLit(watt=5)
    event.type = "tests.gone"
    assert events.typed(event) is None
    assert events.sentence(event) == ""


def test_two_types_of_event_cannot_have_one_name() -> None:
    with pytest.raises(TypeError):
        type(
            "Other",
            (events.EventType,),
            {"type": "tests.lamp_lit", "__annotations__": {"type": ClassVar[str]}},
        )


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(TransactionManagementError):
        lit()
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_gets_one_job_however_many_events_it_records() -> None:
    with transaction.atomic():
        lit()
        lit()
        with transaction.atomic():
            lit()
    assert len(waiting()) == 1
    assert EventTransaction.objects.count() == 1
    assert len(set(Event.objects.values_list("xid", flat=True))) == 1
    with transaction.atomic():
        lit()
    assert len(waiting()) == 2


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_told() -> None:
    with suppress(RuntimeError), transaction.atomic():
        lit()
        raise RuntimeError
    assert not Event.objects.exists()
    assert waiting() == []


@pytest.mark.django_db(transaction=True)
def test_the_job_is_there_when_the_first_event_was_rolled_back_to_a_savepoint() -> None:
    with transaction.atomic():
        with suppress(RuntimeError), transaction.atomic():
            lit(1)
            raise RuntimeError
        lit(2)
    assert Event.objects.get().data == {"watt": 2}
    assert len(waiting()) == 1


@pytest.mark.django_db(transaction=True)
def test_who_listens_hears_each_event_once_also_when_the_job_runs_again() -> None:
    @events.on(LampLit)
    def hear(event: Event) -> None:
        note(f"heard {event.data['watt']}")

    with transaction.atomic():
        lit(1)
        lit(2)
        events.record(LampOut(), by=KWIS)
    xid = EventTransaction.objects.get().xid
    assert jobs.run_waiting() == 1
    events.react(xid)
    assert handled() == ["heard 1", "heard 2"]
    assert Reaction.objects.count() == 2
    assert not EventTransaction.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_who_fails_leaves_the_others_done_and_is_tried_again() -> None:
    broken = [True]

    @events.on(LampLit)
    def falter(event: Event) -> None:
        note("half done")
        if broken[0]:
            raise RuntimeError("not yet")

    @events.on(LampLit)
    def hear(event: Event) -> None:
        note("heard")

    with transaction.atomic():
        lit()
    xid = EventTransaction.objects.get().xid
    with pytest.raises(RuntimeError):
        events.react(xid)
    assert handled() == ["heard"]
    assert EventTransaction.objects.exists()
    broken[0] = False
    events.react(xid)
    assert handled() == ["heard", "half done"]
    assert not EventTransaction.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_lost_job_is_given_again_by_the_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    @events.on(LampLit)
    def hear(event: Event) -> None:
        note("heard")

    with transaction.atomic():
        lit()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("UPDATE core_eventtransaction SET at = now() - interval '1 hour'")
    jobs.defer("core.sweep")
    assert jobs.run_waiting() == 2
    assert handled() == ["heard"]


def read_until(wanted: list[int], read: list[int]) -> None:
    """Let the readers read on; a transaction of another database on the same server may hold them up for a moment."""
    deadline = time.monotonic() + 30
    while read != wanted and time.monotonic() < deadline:
        events.read_on()
        time.sleep(0.05)
    assert read == wanted


@pytest.fixture
def other_connection() -> Iterator[threading.Event]:
    """A second transaction that recorded an event and stays open until the event is set."""
    started, finish = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                lit(1)
                started.set()
                finish.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert started.wait(10)

    def let_go() -> None:
        finish.set()
        thread.join(10)

    finish.let_go = let_go  # type: ignore[attr-defined]
    yield finish
    let_go()


@pytest.mark.django_db(transaction=True)
def test_a_reader_never_passes_a_transaction_that_is_still_running(other_connection: threading.Event) -> None:
    read: list[int] = []

    @events.reads("tests.reader")
    def reader(batch: list[Event]) -> None:
        read.extend(event.data["watt"] for event in batch)

    with transaction.atomic():
        lit(2)  # a later id and a later transaction, committed before the earlier one
    events.read_on()
    assert read == []
    other_connection.let_go()  # type: ignore[attr-defined]
    with transaction.atomic():
        lit(3)
    read_until([1, 2, 3], read)
    events.read_on()
    assert read == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_of_more_events_than_a_batch_is_read_whole_and_then_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(events, "BATCH", 2)
    read: list[int] = []
    sizes: set[int] = set()

    @events.reads("tests.reader")
    def reader(batch: list[Event]) -> None:
        sizes.add(len(batch))
        read.extend(event.data["watt"] for event in batch)

    with transaction.atomic():
        for watt in range(5):
            lit(watt)
    with transaction.atomic():
        lit(5)
    read_until([0, 1, 2, 3, 4, 5], read)
    assert max(sizes) == 2


@pytest.mark.django_db(transaction=True)
def test_a_reader_that_fails_reads_the_same_again_and_one_that_is_new_reads_from_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(events, "BATCH", 2)
    read: list[int] = []
    broken = [True]

    @events.reads("tests.reader")
    def reader(batch: list[Event]) -> None:
        if broken[0] and len(read) >= 2:
            raise RuntimeError
        read.extend(event.data["watt"] for event in batch)

    for watt in range(5):
        with transaction.atomic():
            lit(watt)
    with pytest.raises(RuntimeError):
        read_until([0, 1, 2, 3, 4], read)
    assert read == [0, 1]
    broken[0] = False
    read_until([0, 1, 2, 3, 4], read)


@pytest.mark.django_db(transaction=True)
def test_after_a_restore_old_events_count_as_committed_and_readers_go_on_where_they_were() -> None:
    read: list[int] = []

    @events.reads("tests.reader")
    def reader(batch: list[Event]) -> None:
        read.extend(event.data["watt"] for event in batch)

    @events.on(LampLit)
    def hear(event: Event) -> None:
        note(f"heard {event.data['watt']}")

    with transaction.atomic():
        lit(1)
    jobs.run_waiting()
    read_until([1], read)
    with transaction.atomic():
        lit(2)
    far = 10**12  # the machine where the copy was made had counted further
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_event SET xid = xid + %s", [far])
        cursor.execute("UPDATE core_eventreader SET xid = xid + %s", [far])
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("UPDATE core_eventtransaction SET xid = xid + %s", [far])
    events.rebase_transactions()
    assert all(xid < 0 for xid in Event.objects.values_list("xid", flat=True))
    jobs.run_waiting()
    assert read == [1, 2]
    assert handled() == ["heard 1", "heard 2"]
    with transaction.atomic():
        lit(3)
    jobs.run_waiting()
    read_until([1, 2, 3], read)


@pytest.mark.django_db(transaction=True)
def test_rebasing_nothing_does_nothing() -> None:
    events.rebase_transactions()
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_person_is_named_as_they_were() -> None:
    events.record(LampOut(), by=Actor(name="Anna", key=3))
    assert str(Event.objects.get().actor_name) == "Anna"
