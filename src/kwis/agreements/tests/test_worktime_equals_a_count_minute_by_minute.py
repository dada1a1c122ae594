"""Hypothesis against the slow count: changes of the clock, closed days, breaks, pauses, whole days that do not exist."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from kwis.agreements.free_days import Holidays
from kwis.agreements.hours import WorkHours
from kwis.agreements.tests.slow_worktime import SlowCalendar
from kwis.agreements.worktime import Calendar, add, between, is_open, next_open, open_until

# Moments near which the clock of the zone does something: spring, autumn, at midnight, by half an hour,
# for a month of fasting, a calendar day left out.
CHANGES = [
    ("Europe/Amsterdam", datetime(2026, 3, 29, 1)),
    ("Europe/Amsterdam", datetime(2026, 10, 25, 1)),
    ("Europe/Amsterdam", datetime(2026, 12, 31, 23)),
    ("Europe/Amsterdam", datetime(2026, 7, 1, 12)),
    ("Asia/Tehran", datetime(2015, 3, 21, 20)),
    ("Asia/Tehran", datetime(2015, 9, 21, 19)),
    ("America/Sao_Paulo", datetime(2015, 10, 18, 3)),
    ("America/Sao_Paulo", datetime(2015, 2, 22, 2)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, 15)),
    ("Africa/Casablanca", datetime(2026, 2, 15, 2)),
    ("Pacific/Apia", datetime(2011, 12, 30, 10)),
    ("America/New_York", datetime(2026, 11, 1, 6)),
    ("UTC", datetime(2028, 2, 29, 0)),
]
REACH = 4 * 24 * 60


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, SlowCalendar, datetime]:
    zone_name, change = draw(st.sampled_from(CHANGES))
    change = change.replace(tzinfo=UTC)
    start = change + timedelta(minutes=draw(st.integers(-2 * 24 * 60, 24 * 60)))
    spans = st.lists(
        st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda s: s[0] < s[1]), max_size=3
    )
    whole_day_too = st.one_of(spans, st.just([(0, 1440)]), st.just([(480, 720), (780, 1020)]))
    week = draw(st.lists(whole_day_too, min_size=7, max_size=7).filter(any))
    closed = [change.date() + timedelta(days=n) for n in draw(st.sets(st.integers(-2, 5), max_size=3))]
    pauses = []
    for begin, length in draw(
        st.lists(st.tuples(st.integers(-600, REACH), st.integers(0, 3000)), max_size=3)
    ):
        pauses.append((start + timedelta(minutes=begin), start + timedelta(minutes=begin + length)))
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    text = ";".join(
        f"{day} {b // 60:02}:{b % 60:02}-{e // 60:02}:{e % 60:02}"
        for day, spans in zip(days, week, strict=True)
        for b, e in spans
    )
    zone = ZoneInfo(zone_name)
    fast = Calendar(WorkHours.parse(text), zone, Holidays(dates=frozenset(closed)))
    return fast, SlowCalendar(week, zone, closed, pauses), start


@settings(max_examples=120, deadline=None)
@given(calendars(), st.integers(-60, REACH))
def test_between_counts_the_same_seconds(made: tuple[Calendar, SlowCalendar, datetime], minutes: int):
    fast, slow, start = made
    end = start + timedelta(minutes=minutes)
    assert between(start, end, fast, slow.pauses) == slow.between(start, end)


@settings(max_examples=120, deadline=None)
@given(calendars(), st.integers(0, 2000))
def test_add_finds_the_same_moment(made: tuple[Calendar, SlowCalendar, datetime], minutes: int):
    fast, slow, start = made
    expected = slow.add(start, minutes, give_up=start + timedelta(minutes=REACH))
    if expected is None:
        assert between(start, start + timedelta(minutes=REACH), fast, slow.pauses) < minutes * 60
    else:
        assert add(start, minutes * 60, fast, slow.pauses) == expected


@settings(max_examples=60, deadline=None)
@given(calendars())
def test_open_and_next_open_and_open_until_agree_with_the_count(
    made: tuple[Calendar, SlowCalendar, datetime],
):
    fast, slow, start = made
    slow.pauses = []
    assert is_open(start, fast) == slow.counts(start)
    first = slow.add(start, 1, give_up=start + timedelta(minutes=REACH))
    if first is not None:
        assert next_open(start, fast) == first - timedelta(minutes=1)
    closes = open_until(start, fast)
    assert (closes is not None and closes > start) or not slow.counts(start) or closes is None
    if closes is not None and closes < start + timedelta(minutes=REACH):
        assert not slow.counts(closes)
        assert slow.between(start, closes) == (closes - start).total_seconds()


@settings(max_examples=200, deadline=None)
@given(calendars(), st.integers(1, 10**8), st.integers(0, 999_999))
def test_add_and_between_undo_each_other_to_the_second(
    made: tuple[Calendar, SlowCalendar, datetime], seconds: int, odd: int
):
    fast, slow, start = made
    start += timedelta(microseconds=odd * 61)
    end = add(start, seconds, fast, slow.pauses)
    assert between(start, end, fast, slow.pauses) == seconds
    assert between(start, end - timedelta(microseconds=1), fast, slow.pauses) == seconds - 1
