"""Loading the demo organisation into an empty database, once; a load that was cut off begins again from nothing."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation

from kwis.accounts import roles
from kwis.accounts.models import User
from kwis.agreements.opening import calendars_stay
from kwis.channels.delivering import sending
from kwis.channels.models import Delivery
from kwis.core import clock, events, jobs
from kwis.core.models import Event
from kwis.core.notices import see_older_than
from kwis.demo.checking import check
from kwis.demo.contents import read_content
from kwis.demo.making.organisation import make_organisation
from kwis.demo.making.rules import make_rules
from kwis.demo.models import Loading
from kwis.demo.telling.call import Call
from kwis.demo.telling.casting import Casting
from kwis.demo.telling.choosing import CALLS, choose
from kwis.demo.telling.sharing import Tell, tell_in_shares
from kwis.demo.telling.today import make_today_alive
from kwis.demo.telling.understanding import understand_ahead
from kwis.demo.telling.year import tell_year
from kwis.demo.world import World
from kwis.ui.pulse import silent

# letters of the last days are in the outbox; those of a year would be most of the work of loading
LETTERS_SINCE = timedelta(days=5)
# processes that tell the year together, on any machine, so that the outcome is the same on all of them
SHARES = 2
NEWS_SINCE = timedelta(days=4)
KEPT_TABLES = frozenset({"django_migrations", "django_content_type"})


@dataclass(frozen=True)
class Loaded:
    calls: int
    seconds: float


def load_once() -> None:
    """What `kwis demo` does: load into an empty database, leave alone what is there, a real organisation too."""
    earlier = Loading.objects.first()
    if earlier is not None and earlier.done_at is not None:
        return
    if earlier is not None:
        print("The demo organisation was not loaded to the end; it is loaded anew.", flush=True)
        empty()
    elif User.objects.exists():
        return
    print(
        "Loading the demo organisation and its year of calls; this is done once and takes a minute or two.",
        flush=True,
    )
    loaded = load()
    print(f"Loaded {loaded.calls} calls in {loaded.seconds:.0f} seconds.", flush=True)


def load(now: datetime | None = None, *, every: int = 1, calls: int = CALLS, shares: int = SHARES) -> Loaded:
    """Make the organisation and tell its year up to `now`; with `every` only one story in so many.

    The database holds no organisation yet. The same `now` and number of shares give the same data.
    """
    began = time.monotonic()
    content = read_content()
    check(content)
    moment = now or clock.now()
    marker = Loading.objects.create(year_ends_at=moment)
    with silent(), translation.override("nl"), _in_a_hurry():
        world = make_organisation(content, moment)
        casting = Casting(world)
        told = [casting.cast(one) for one in choose(world, every=every, calls=calls)]
        understand_ahead(told)
        with events.carried_here(_wanted(world)), calendars_stay():
            tell_in_shares(told, shares, _telling(world))
            with clock.at(moment):
                make_today_alive(world, told)
        # those of today; the jobs of all others find their letter sent
        jobs.run_waiting(queues=(jobs.MAIL_OUT,))
        see_older_than(moment - NEWS_SINCE)
        make_rules(world)
        events.read_on()
    marker.done_at = clock.now()
    marker.save(update_fields=["done_at"])
    return Loaded(len(told), time.monotonic() - began)


def _wanted(world: World) -> events.Wanted:
    """All reactions, but letters only for the last days, and none at all when there is a mail server."""
    letters_from = world.now - LETTERS_SINCE

    def wanted(event: Event, subscriber: str) -> bool:
        if subscriber.startswith("automation."):
            return False  # the first rule is made when the year has been told
        if not subscriber.startswith("channels."):
            return True
        return not settings.SMTP_URL and event.at >= letters_from

    return wanted


def _telling(world: World) -> Tell:
    """How a share of the calls is told."""

    def tell(calls: Sequence[Call]) -> None:
        with _in_a_hurry():
            tell_year(world, calls, between=_send_letters(world))

    return tell


def _send_letters(world: World) -> Callable[[Call], None]:
    """Letters go to the outbox at the moment they were written."""
    letters_from = world.now - LETTERS_SINCE

    def send(call: Call) -> None:
        if clock.now() >= letters_from and call.came_in:
            waiting = Delivery.objects.filter(ticket=call.ticket, state=Delivery.State.WAITING)
            for key in waiting.order_by("id").values_list("pk", flat=True):
                sending.send(key)

    return send


@contextmanager
def _in_a_hurry() -> Iterator[None]:
    """Do not wait for the disk at every commit: what a power cut takes away is loaded anew. And look for garbage less often."""
    thresholds = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = on")


def empty() -> None:
    """Take away every row, the numbers given out, and waiting jobs; only for a load that was cut off."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables"
            " WHERE schemaname = current_schema() AND NOT tablename = ANY(%s)",
            [sorted(KEPT_TABLES)],
        )
        (tables,) = cursor.fetchone()
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
        cursor.execute(
            "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() AND sequencename ~ '^number_[a-z]+_[0-9]{4}$'"
        )
        for (sequence,) in cursor.fetchall():
            cursor.execute(f"DROP SEQUENCE {sequence}")
    roles.make_ready()
