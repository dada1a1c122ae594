"""Working time: count only the seconds in which a calendar is open.

Open is what the wall clock says: a moment counts when its local time falls in an open span of its local date. An hour that
the clock skips in spring is never worked; an hour that it shows twice in autumn is worked twice. Seconds are real, elapsed
seconds. Everything is exact integer arithmetic in microseconds since 1970, on aware datetimes in and out.

    add(start, seconds)     the earliest moment by which so many open seconds have passed
    between(start, end)     whole open seconds from start to end; 0 when end is not after start
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from kwis.agreements.free_days import KNOWN_YEARS, Holidays
from kwis.agreements.hours import Span, WorkHours

Pause = tuple[datetime, datetime | None]
"""From and until; None when it still lasts."""

_Stretch = tuple[int, int]
"""From and until, in microseconds since 1970 UTC."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()
_MICROSECOND = timedelta(microseconds=1)
_SECOND = 1_000_000
_DAY = 24 * 3600 * _SECOND
_ANY_YEARS = range(1900, 3000)
_FOREVER = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND


class WorktimeError(ValueError):
    """The sum has no answer."""


class NeverOpen(WorktimeError):
    """From this moment on the calendar does not open again."""


class StillPaused(WorktimeError):
    """A pause without an end comes before the answer."""


class OutOfReach(WorktimeError):
    """The moment, or the answer, lies outside the years that a calendar covers."""


@dataclass(frozen=True)
class Calendar:
    """When one place is open. `other_days` replaces the hours of single dates, holidays too; no spans is closed."""

    hours: WorkHours
    zone: tzinfo = field(default_factory=lambda: ZoneInfo("Europe/Amsterdam"))
    holidays: Holidays = field(default_factory=Holidays)
    other_days: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def years(self) -> range:
        return KNOWN_YEARS if self.holidays.country else _ANY_YEARS

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """The open spans of one local date."""
        if day in self.other_days:
            return self.other_days[day]
        if day in self.holidays:
            return ()
        return self.hours.week[day.weekday()]


def add(start: datetime, seconds: int, calendar: Calendar, pauses: Iterable[Pause] = ()) -> datetime:
    """The earliest moment, in UTC, by which `seconds` open seconds have passed since `start`.

    Zero seconds is `start` itself, also outside opening hours. Time in `pauses` does not count.
    Raises WorktimeError for negative seconds; NeverOpen, StillPaused or OutOfReach when there is no such moment.
    """
    if seconds < 0:
        raise WorktimeError("Working time can only be added, not taken away: the seconds are negative.")
    begin = _instant(start, calendar)
    left = seconds * _SECOND
    if not left:
        return _moment(begin)
    waits = _in_order(pauses)
    for opens, closes in _counted(begin, _end_of_years(calendar), calendar, waits):
        if closes - opens >= left:
            return _moment(opens + left)
        left -= closes - opens
    if waits and waits[-1][1] == _FOREVER:
        raise StillPaused("A pause still lasts, so that moment is not known yet.")
    if left < seconds * _SECOND:
        raise OutOfReach(f"That much working time does not fit before the year {calendar.years.stop}.")
    raise NeverOpen("These hours never open after that moment.")


def between(start: datetime, end: datetime, calendar: Calendar, pauses: Iterable[Pause] = ()) -> int:
    """Whole open seconds from `start` to `end`, without the time in `pauses`; 0 when end is not after start."""
    begin, stop = _instant(start, calendar), _instant(end, calendar)
    return (
        sum(closes - opens for opens, closes in _counted(begin, stop, calendar, _in_order(pauses))) // _SECOND
    )


def is_open(at: datetime, calendar: Calendar) -> bool:
    local = _moment(_instant(at, calendar)).astimezone(calendar.zone)
    second = local.hour * 3600 + local.minute * 60 + local.second
    return any(begin <= second < end for begin, end in calendar.spans_on(local.date()))


def next_open(at: datetime, calendar: Calendar) -> datetime:
    """`at` itself when the calendar is open then, else the next opening, in UTC. Raises NeverOpen."""
    for opens, _closes in _open_stretches(_instant(at, calendar), _end_of_years(calendar), calendar):
        return _moment(opens)
    raise NeverOpen("These hours never open after that moment.")


def open_until(at: datetime, calendar: Calendar) -> datetime | None:
    """When the place that is open at `at` closes, in UTC; None when it is closed, or open for more than a week on end."""
    begin = until = _instant(at, calendar)
    week_on = begin + 7 * _DAY
    for opens, closes in _open_stretches(begin, week_on, calendar):
        if opens > until:
            break
        until = closes
    return _moment(until) if begin < until < week_on else None


def _counted(begin: int, stop: int, calendar: Calendar, waits: list[_Stretch]) -> Iterator[_Stretch]:
    """The open stretches from `begin` to `stop` less the pauses, which are in order and do not overlap."""
    if waits and waits[-1][1] == _FOREVER:
        stop, waits = min(stop, waits[-1][0]), waits[:-1]
    for opens, closes in _open_stretches(begin, stop, calendar):
        while waits and waits[0][1] <= opens:
            waits = waits[1:]
        for pause_begin, pause_end in waits:
            if pause_begin >= closes:
                break
            if opens < pause_begin:
                yield opens, pause_begin
            opens = pause_end
        if opens < closes:
            yield opens, closes


def _open_stretches(begin: int, stop: int, calendar: Calendar) -> Iterator[_Stretch]:
    """Every open stretch from `begin` to `stop`, in order; one may touch the next (midnight, change of the clock)."""
    for opens, closes, offset in _even_stretches(begin, stop, calendar):
        first, last = (opens + offset) // _DAY, (closes + offset - 1) // _DAY
        for day in range(first, last + 1):
            midnight = day * _DAY - offset
            for span_begin, span_end in calendar.spans_on(date.fromordinal(_EPOCH_DAY + day)):
                span_opens = max(opens, midnight + span_begin * _SECOND)
                span_closes = min(closes, midnight + span_end * _SECOND)
                if span_opens < span_closes:
                    yield span_opens, span_closes


def _even_stretches(begin: int, stop: int, calendar: Calendar) -> Iterator[tuple[int, int, int]]:
    """From `begin` to `stop`, cut where the clock changes: from, until, offset from UTC."""
    if begin >= stop:
        return
    for year in range(_moment(begin).year, _moment(stop - 1).year + 1):
        changes = _offsets(calendar.zone, year)
        ends = [at for at, _offset in changes[1:]] + [_new_year(year + 1)]
        for (opens, offset), closes in zip(changes, ends, strict=True):
            if opens < stop and closes > begin:
                yield max(opens, begin), min(closes, stop), offset


@lru_cache(maxsize=4096)
def _offsets(zone: tzinfo, year: int) -> tuple[tuple[int, int], ...]:
    """The offsets from UTC during a year: each with the instant from which it holds, the first from New Year (UTC)."""
    found = [(_new_year(year), _offset(zone, _new_year(year)))]
    for day in range(_new_year(year), _new_year(year + 1), _DAY):
        # No zone changes its clock twice within a day and back again, so the two ends of a day tell.
        before, after = found[-1][1], _offset(zone, day + _DAY)
        if before != after:
            found.append((_change_within(zone, day, day + _DAY, before), after))
    return tuple(entry for entry in found if entry[0] < _new_year(year + 1))


def _change_within(zone: tzinfo, before_change: int, after_change: int, offset: int) -> int:
    """The first second between the two instants that no longer has `offset`."""
    while after_change - before_change > _SECOND:
        middle = (before_change + after_change) // 2 // _SECOND * _SECOND
        if _offset(zone, middle) == offset:
            before_change = middle
        else:
            after_change = middle
    return after_change


def _offset(zone: tzinfo, instant: int) -> int:
    offset = _moment(instant).astimezone(zone).utcoffset()
    return 0 if offset is None else offset // _MICROSECOND


def _in_order(pauses: Iterable[Pause]) -> list[_Stretch]:
    """Pauses in order, overlapping ones taken together; one that still lasts ends at _FOREVER."""
    joined: list[_Stretch] = []
    for begin, end in sorted(
        (_since_epoch(a), _FOREVER if b is None else _since_epoch(b)) for a, b in pauses
    ):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif begin < end:
            joined.append((begin, end))
    return joined


def _instant(moment: datetime, calendar: Calendar) -> int:
    instant = _since_epoch(moment)
    if not _new_year(calendar.years.start) <= instant < _new_year(calendar.years.stop):
        first, last = calendar.years.start, calendar.years.stop - 1
        raise OutOfReach(f"This calendar covers the years {first} to {last}, not {moment.year}.")
    return instant


def _end_of_years(calendar: Calendar) -> int:
    return _new_year(calendar.years.stop)


def _since_epoch(moment: datetime) -> int:
    if moment.utcoffset() is None:
        raise WorktimeError("A moment needs a time zone.")
    return (moment - _EPOCH) // _MICROSECOND


def _moment(instant: int) -> datetime:
    return _EPOCH + instant * _MICROSECOND


def _new_year(year: int) -> int:
    return (datetime(year, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND
