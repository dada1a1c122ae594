from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from kwis.agreements.free_days import Holidays
from kwis.agreements.hours import WorkHours, parse_spans
from kwis.agreements.worktime import (
    Calendar,
    NeverOpen,
    OutOfReach,
    StillPaused,
    WorktimeError,
    add,
    between,
    is_open,
    next_open,
    open_until,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OFFICE = Calendar(WorkHours.parse("mon-fri 08:00-12:00,13:00-17:00"), AMSTERDAM, Holidays("nl"))
ALWAYS = Calendar(WorkHours.parse("mon-sun 00:00-24:00"), AMSTERDAM)
HOUR = 3600


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM)


def test_the_break_and_the_weekend_do_not_count():
    assert add(local(2026, 3, 27, 11), 2 * HOUR, OFFICE) == local(2026, 3, 27, 14)
    assert add(local(2026, 3, 27, 16), 2 * HOUR, OFFICE) == local(2026, 3, 30, 9)
    assert between(local(2026, 3, 27, 11), local(2026, 3, 30, 9), OFFICE) == 6 * HOUR


def test_the_answer_is_the_earliest_moment_so_closing_time_and_not_the_next_opening():
    assert add(local(2026, 3, 27, 16), HOUR, OFFICE) == local(2026, 3, 27, 17)


def test_zero_seconds_is_the_start_itself_also_when_closed():
    saturday = local(2026, 3, 28, 12)
    assert add(saturday, 0, OFFICE) == saturday


def test_answers_are_in_utc():
    assert add(local(2026, 3, 27, 11), HOUR, OFFICE).tzinfo is UTC


def test_an_end_before_the_start_is_no_time_at_all():
    assert between(local(2026, 3, 27, 16), local(2026, 3, 27, 9), OFFICE) == 0


def test_negative_seconds_are_refused():
    with pytest.raises(WorktimeError, match="negative"):
        add(local(2026, 3, 27, 11), -1, OFFICE)


def test_a_moment_without_a_zone_is_refused():
    naive = datetime(2026, 3, 27, 11)
    for sum_ in (
        lambda: add(naive, 1, OFFICE),
        lambda: between(naive, naive, OFFICE),
        lambda: is_open(naive, OFFICE),
    ):
        with pytest.raises(WorktimeError, match="time zone"):
            sum_()


def test_the_night_the_clock_goes_forward_has_an_hour_less():
    assert between(local(2026, 3, 29, 0), local(2026, 3, 30, 0), ALWAYS) == 23 * HOUR
    assert between(local(2026, 10, 25, 0), local(2026, 10, 26, 0), ALWAYS) == 25 * HOUR


def test_an_hour_shown_twice_is_worked_twice_and_a_skipped_hour_never():
    night = Calendar(WorkHours.parse("sun 02:00-03:00"), AMSTERDAM)
    assert between(local(2026, 10, 25, 0), local(2026, 10, 26, 0), night) == 2 * HOUR
    assert between(local(2026, 3, 29, 0), local(2026, 3, 30, 0), night) == 0


def test_king_s_day_is_closed_unless_a_deviating_day_opens_it():
    monday = local(2026, 4, 27, 9)
    assert not is_open(monday, OFFICE)
    open_anyway = Calendar(
        OFFICE.hours, AMSTERDAM, OFFICE.holidays, {date(2026, 4, 27): parse_spans("09:00-10:00")}
    )
    assert is_open(monday, open_anyway)
    assert between(local(2026, 4, 27), local(2026, 4, 28), open_anyway) == HOUR
    shut = Calendar(OFFICE.hours, AMSTERDAM, OFFICE.holidays, {date(2026, 4, 28): ()})
    assert next_open(monday, shut) == local(2026, 4, 29, 8)


def test_overlapping_and_empty_pauses_count_once():
    start = local(2026, 3, 25, 8)
    pauses = [
        (local(2026, 3, 25, 9), local(2026, 3, 25, 11)),
        (local(2026, 3, 25, 10), local(2026, 3, 25, 11, 30)),
        (local(2026, 3, 25, 15), local(2026, 3, 25, 15)),
        (local(2026, 3, 25, 16), local(2026, 3, 25, 15)),
    ]
    assert between(start, local(2026, 3, 25, 12), OFFICE, pauses) == HOUR + HOUR // 2
    assert add(start, 2 * HOUR, OFFICE, pauses) == local(2026, 3, 25, 13, 30)


def test_a_pause_that_still_lasts_leaves_the_end_open_but_not_what_came_before():
    start = local(2026, 3, 25, 8)
    lasting = [(local(2026, 3, 25, 10), None)]
    with pytest.raises(StillPaused):
        add(start, 3 * HOUR, OFFICE, lasting)
    assert add(start, 2 * HOUR, OFFICE, lasting) == local(2026, 3, 25, 10)
    assert between(start, local(2027, 3, 25, 10), OFFICE, lasting) == 2 * HOUR


def test_hours_that_never_open_again_are_named_and_end():
    every_day = [f"{(date(2028, 1, 1) + timedelta(days=n)):%m-%d}" for n in range(366)]
    never = Calendar(WorkHours.parse("mon-sun 00:00-24:00"), AMSTERDAM, Holidays.parse(every_day))
    with pytest.raises(NeverOpen):
        add(local(2026, 3, 25, 8), 1, never)
    with pytest.raises(NeverOpen):
        next_open(local(2026, 3, 25, 8), never)
    assert between(local(2026, 3, 25), local(2036, 3, 25), never) == 0
    assert open_until(local(2026, 3, 25, 8), never) is None


def test_more_work_than_the_calendar_covers_is_named():
    with pytest.raises(OutOfReach, match="2101"):
        add(local(2026, 3, 25, 8), 10**12, OFFICE)
    with pytest.raises(OutOfReach, match="1966 to 2100"):
        between(local(1950, 1, 1), local(2026, 1, 1), OFFICE)
    with pytest.raises(OutOfReach):
        add(datetime.max.replace(tzinfo=UTC), 1, ALWAYS)
    with pytest.raises(OutOfReach):
        between(datetime.min.replace(tzinfo=timezone(timedelta(hours=2))), local(2026, 1, 1), ALWAYS)


def test_open_until_is_the_coming_closing_time():
    assert open_until(local(2026, 3, 25, 8), OFFICE) == local(2026, 3, 25, 12)
    assert open_until(local(2026, 3, 25, 12), OFFICE) is None
    assert open_until(local(2026, 3, 25, 8), ALWAYS) is None
    late = Calendar(WorkHours.parse("wed 08:00-24:00; thu 00:00-06:00"), AMSTERDAM)
    assert open_until(local(2026, 3, 25, 8), late) == local(2026, 3, 26, 6)


def test_ten_years_of_working_time_are_added_whole_years_at_a_time():
    start = local(2026, 3, 25, 8)
    seconds = 10 * 250 * 8 * HOUR
    end = add(start, seconds, OFFICE)
    assert end.year >= 2035
    assert between(start, end, OFFICE) == seconds
