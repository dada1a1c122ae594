"""Whether a desk or a team is open, when it opens, and what moment can be promised.

A desk or team without a calendar of its own uses the default calendar; where there is none either, office hours.
A team without one first uses that of its desk.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from kwis.agreements import worktime
from kwis.agreements.free_days import Holidays
from kwis.agreements.hours import WorkHours
from kwis.agreements.models import CalendarDay, DeskHours, Target, TeamHours, WorkCalendar, rules_of
from kwis.people.models import Desk, Team

OFFICE_HOURS = "mon-fri 08:00-17:00"
QUARTER = timedelta(minutes=15)


_known: ContextVar[dict[tuple[str, int], worktime.Calendar] | None] = ContextVar(
    "kwis_calendars", default=None
)


@contextmanager
def calendars_stay() -> Iterator[None]:
    """Read every calendar once for the whole block, during which nobody changes one: one verb, or work in bulk."""
    known = _known.get()
    token = _known.set({} if known is None else known)
    try:
        yield
    finally:
        _known.reset(token)


def calendar_of(who: Desk | Team | None) -> worktime.Calendar:
    """The calendar by which a desk or team works; None asks for the default one."""
    known = _known.get()
    if known is None:
        return _read_calendar(who)
    key = (type(who).__name__, who.pk if who is not None else 0)
    if key not in known:
        known[key] = _read_calendar(who)
    return known[key]


# its own, for a team else that of its desk, else the default one; with the days that are different
CALENDAR = (
    "SELECT calendar.hours, calendar.zone, calendar.country,"  # noqa: S608 - our own tables
    " (SELECT coalesce(json_object_agg(day.date, day.hours), '{}')"
    f" FROM {CalendarDay._meta.db_table} day WHERE day.calendar_id = calendar.id)::text"
    f" FROM {WorkCalendar._meta.db_table} calendar"
    f" LEFT JOIN {TeamHours._meta.db_table} of_team ON of_team.calendar_id = calendar.id AND of_team.team_id = %s"
    f" LEFT JOIN {DeskHours._meta.db_table} of_desk ON of_desk.calendar_id = calendar.id AND of_desk.desk_id = %s"
    " WHERE calendar.active AND (of_team.id IS NOT NULL OR of_desk.id IS NOT NULL OR calendar.is_default)"
    " ORDER BY of_team.id IS NULL, of_desk.id IS NULL LIMIT 1"
)


def _read_calendar(who: Desk | Team | None) -> worktime.Calendar:
    """By hand: it is read for every call that comes in, and on every page that says when somebody is there."""
    team = who.pk if isinstance(who, Team) else None
    desk = who.desk_id if isinstance(who, Team) else who.pk if who is not None else None
    with connection.cursor() as cursor:
        cursor.execute(CALENDAR, [team, desk])
        row = cursor.fetchone()
    if row is not None:
        hours, zone, country, days = row
        different = {date.fromisoformat(day): open_at for day, open_at in json.loads(days).items()}
        return rules_of(hours, zone, country, different)
    return worktime.Calendar(WorkHours.parse(OFFICE_HOURS), ZoneInfo(settings.TIME_ZONE), Holidays("nl"))


def calendar_for(target: Target | None, who: Desk | Team | None) -> worktime.Calendar:
    """The calendar that a target counts with: its own, else that of the desk or team that does the work."""
    if target is not None and target.calendar is not None:
        return target.calendar.rules()
    return calendar_of(who)


def is_open(desk: Desk | Team | None, at: datetime) -> bool:
    return worktime.is_open(at, calendar_of(desk))


def next_open(desk: Desk | Team | None, at: datetime) -> datetime | None:
    """`at` itself when open then, else the next opening; None when it never opens again."""
    try:
        return worktime.next_open(at, calendar_of(desk))
    except worktime.NeverOpen:
        return None


def open_until(desk: Desk | Team | None, at: datetime) -> datetime | None:
    """When a desk that is open at `at` closes; None when it is closed, or open round the clock."""
    return worktime.open_until(at, calendar_of(desk))


def propose_moment(calendar: worktime.Calendar, at: datetime, seconds: int) -> datetime:
    """A moment that can be promised: so many open seconds on, at a quarter of an hour, within opening hours.

    No seconds is the coming moment that somebody is there; so is more than the calendar covers, because a call must not
    be lost over a promise. Where the next quarter falls after closing time, the exact moment stays.
    """
    try:
        exact = worktime.add(at, seconds, calendar) if seconds else worktime.next_open(at, calendar)
    except worktime.OutOfReach:
        exact = worktime.next_open(at, calendar)
    quarter = exact + (datetime.min.replace(tzinfo=UTC) - exact) % QUARTER
    # whole seconds on both sides: a moment of real life has microseconds
    is_open_till_then = worktime.between(exact, quarter, calendar) == (quarter - exact) // timedelta(
        seconds=1
    )
    return quarter if is_open_till_then else exact
