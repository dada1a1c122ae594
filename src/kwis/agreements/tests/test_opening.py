from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kwis.agreements.models import CalendarDay, Target, WorkCalendar
from kwis.agreements.opening import calendar_for, calendar_of, is_open, next_open, open_until, propose_moment
from kwis.people.models import Desk, Team

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOUR = 3600

pytestmark = pytest.mark.django_db


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM)


@pytest.fixture
def desk() -> Desk:
    return Desk.objects.create(code="servicepunt", name="Servicepunt")


@pytest.fixture
def early(desk: Desk) -> WorkCalendar:
    calendar = WorkCalendar.objects.create(code="vroeg", name="Vroeg", hours="ma-vr 07:30-12:00,13:00-17:30")
    calendar.desks.add(desk)
    return calendar


def test_a_desk_is_open_by_its_calendar(desk: Desk, early: WorkCalendar):
    assert is_open(desk, local(2026, 3, 25, 7, 30))
    assert not is_open(desk, local(2026, 3, 25, 12, 30))
    assert next_open(desk, local(2026, 3, 27, 18)) == local(2026, 3, 30, 7, 30)
    assert open_until(desk, local(2026, 3, 25, 8)) == local(2026, 3, 25, 12)


def test_a_deviating_day_goes_before_the_week_and_before_a_public_holiday(desk: Desk, early: WorkCalendar):
    CalendarDay.objects.create(calendar=early, date=date(2026, 3, 25), reason="Verhuizing")
    CalendarDay.objects.create(calendar=early, date=date(2026, 4, 27), hours="10:00-11:00")
    assert next_open(desk, local(2026, 3, 25, 8)) == local(2026, 3, 26, 7, 30)
    assert next_open(desk, local(2026, 4, 27, 8)) == local(2026, 4, 27, 10)


def test_a_team_uses_its_own_calendar_or_that_of_its_desk(desk: Desk, early: WorkCalendar):
    front = Team.objects.create(code="front", name="Servicepunt", desk=desk)
    night = Team.objects.create(code="wacht", name="Wacht", desk=desk)
    always = WorkCalendar.objects.create(
        code="altijd", name="Altijd", hours="mon-sun 00:00-24:00", country=""
    )
    always.teams.add(night)
    assert is_open(front, local(2026, 3, 25, 7, 45))
    assert not is_open(front, local(2026, 3, 25, 22))
    assert is_open(night, local(2026, 12, 25, 22))


def test_without_a_calendar_the_default_holds_and_without_that_office_hours(desk: Desk):
    assert next_open(desk, local(2026, 3, 25, 6)) == local(2026, 3, 25, 8)
    WorkCalendar.objects.create(code="laat", name="Laat", hours="mon-fri 10:00-12:00", is_default=True)
    assert next_open(desk, local(2026, 3, 25, 6)) == local(2026, 3, 25, 10)
    assert next_open(None, local(2026, 3, 25, 6)) == local(2026, 3, 25, 10)


def test_a_calendar_out_of_use_is_not_used(desk: Desk, early: WorkCalendar):
    WorkCalendar.objects.update(active=False)
    assert not is_open(desk, local(2026, 3, 25, 7, 45))


def test_the_calendar_of_a_target_goes_before_that_of_the_desk(desk: Desk, early: WorkCalendar):
    always = WorkCalendar.objects.create(
        code="altijd", name="Altijd", hours="mon-sun 00:00-24:00", country=""
    )
    assert calendar_for(Target(solve_seconds=1, calendar=always), desk) == always.rules()
    assert calendar_for(Target(solve_seconds=1), desk) == early.rules()
    assert calendar_for(None, desk) == early.rules()


def test_a_proposed_moment_falls_on_a_quarter_within_opening_hours(desk: Desk, early: WorkCalendar):
    calendar = calendar_of(desk)
    assert propose_moment(calendar, local(2026, 3, 25, 9, 7), 2 * HOUR) == local(2026, 3, 25, 11, 15)
    assert propose_moment(calendar, local(2026, 3, 25, 9, 0), 2 * HOUR) == local(2026, 3, 25, 11)
    odd = timedelta(seconds=39, microseconds=497456)
    assert propose_moment(calendar, local(2026, 3, 25, 9, 7) + odd, 2 * HOUR) == local(2026, 3, 25, 11, 15)
    assert propose_moment(calendar, local(2026, 3, 25, 16), 3 * HOUR) == local(2026, 3, 26, 9)
    assert propose_moment(calendar, local(2026, 3, 27, 19), 0) == local(2026, 3, 30, 7, 30)
    assert propose_moment(calendar, local(2026, 3, 25, 9, 0), 2 * HOUR).tzinfo is UTC


def test_a_proposed_moment_is_not_rounded_past_closing_time():
    short = WorkCalendar.objects.create(code="kort", name="Kort", hours="mon-fri 09:00-12:10").rules()
    assert propose_moment(short, local(2026, 3, 25, 11, 3), HOUR + 300) == local(2026, 3, 25, 12, 8)


def test_more_time_than_the_calendar_covers_is_proposed_for_the_coming_open_moment(
    desk: Desk, early: WorkCalendar
):
    assert propose_moment(calendar_of(desk), local(2026, 3, 27, 19), 10**11) == local(2026, 3, 30, 7, 30)
