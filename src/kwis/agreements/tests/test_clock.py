from datetime import datetime
from zoneinfo import ZoneInfo

from kwis.agreements.clock import Clock, ClockState
from kwis.agreements.hours import WorkHours
from kwis.agreements.worktime import Calendar

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OFFICE = Calendar(WorkHours.parse("mon-fri 08:00-12:00,13:00-17:00"), AMSTERDAM)
HOUR = 3600


def wednesday(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 25, hour, minute, tzinfo=AMSTERDAM)


def test_a_clock_goes_from_ok_to_soon_to_late():
    clock = Clock(wednesday(8), 4 * HOUR, OFFICE)
    assert clock.due_at() == wednesday(12)
    assert (clock.left(wednesday(8)), clock.state(wednesday(8))) == (4 * HOUR, ClockState.OK)
    assert clock.state(wednesday(11)) == ClockState.OK, "a quarter left is not yet under a quarter"
    assert clock.state(wednesday(11, 1)) == ClockState.SOON
    assert (clock.left(wednesday(12)), clock.state(wednesday(12))) == (0, ClockState.SOON)
    assert clock.state(wednesday(12, 1)) == ClockState.LATE, "also in the break: people were told 12 o'clock"
    assert clock.left(wednesday(14)) == -HOUR


def test_a_pause_moves_the_due_moment_by_open_time_only():
    clock = Clock(wednesday(8), 4 * HOUR, OFFICE, ((wednesday(11), wednesday(14)),))
    assert clock.due_at() == wednesday(15)
    assert clock.state(wednesday(13)) == ClockState.PAUSED
    assert clock.state(wednesday(14)) == ClockState.OK
    assert clock.left(wednesday(14)) == HOUR


def test_while_the_pause_lasts_there_is_no_due_moment_and_nothing_runs():
    clock = Clock(wednesday(8), 4 * HOUR, OFFICE, ((wednesday(9), None),))
    assert clock.due_at() is None
    assert clock.state(wednesday(16)) == ClockState.PAUSED
    assert clock.left(wednesday(9)) == clock.left(wednesday(16)) == 3 * HOUR


def test_what_was_late_before_the_pause_stays_late():
    clock = Clock(wednesday(8), HOUR, OFFICE, ((wednesday(10), None),))
    assert clock.state(wednesday(16)) == ClockState.LATE
    assert clock.left(wednesday(16)) == -HOUR


def test_before_a_pause_begins_the_clock_runs():
    clock = Clock(wednesday(8), 4 * HOUR, OFFICE, ((wednesday(11), wednesday(14)),))
    assert clock.state(wednesday(10)) == ClockState.OK
