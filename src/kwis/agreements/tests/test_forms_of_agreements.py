from typing import Any

import pytest
from django.utils import translation

from kwis.agreements.forms import (
    AgreementForm,
    CalendarDayForm,
    TargetForm,
    WorkCalendarForm,
    WorkingTimeField,
)
from kwis.agreements.models import Target, WorkCalendar
from kwis.people.models import Desk, Team

pytestmark = pytest.mark.django_db


def calendar_form(instance: WorkCalendar | None = None, **fields: Any) -> WorkCalendarForm:
    given = {
        "name": "Kantoor",
        "code": "kantoor",
        "hours": "ma-vr 8:00-17:00",
        "zone": "Europe/Amsterdam",
        "country": "nl",
    }
    return WorkCalendarForm(given | fields, instance=instance)


def test_a_calendar_is_made_with_its_desks_and_teams_and_shown_again_in_dutch():
    desk, team = (
        Desk.objects.create(code="d", name="Servicepunt"),
        Team.objects.create(code="t", name="Print"),
    )
    form = calendar_form(desks=[desk.pk], teams=[team.pk])
    assert form.is_valid(), form.errors
    kept = form.save()
    assert (list(kept.desks.all()), list(kept.teams.all())) == ([desk], [team])
    with translation.override("nl"):
        shown = WorkCalendarForm(instance=kept)
        assert shown["hours"].value() == "ma-vr 08:00-17:00"
        assert "ma-vr 08:00-17:00" in str(shown["hours"])
    again = calendar_form(kept, desks=[], teams=[team.pk])
    assert again.is_valid(), again.errors
    assert list(again.save().desks.all()) == []


def test_a_desk_that_has_a_calendar_is_not_given_a_second_one():
    desk = Desk.objects.create(code="d", name="Servicepunt")
    first = WorkCalendar.objects.create(code="eerste", name="Eerste", hours="mon 08:00-12:00")
    first.desks.add(desk)
    form = calendar_form(desks=[desk.pk])
    with translation.override("nl"):
        assert form.errors["desks"] == ["Servicepunt heeft al de kalender “Eerste”."]
    assert list(desk.calendars.all()) == [first]
    assert calendar_form(first, desks=[desk.pk]).is_valid()


def test_a_closed_desk_is_not_offered_but_stays_where_it_was_chosen():
    desk = Desk.objects.create(code="d", name="Oud loket", active=False)
    assert "desks" in calendar_form(desks=[desk.pk]).errors
    kept = WorkCalendar.objects.create(code="eerste", name="Eerste", hours="mon 08:00-12:00")
    kept.desks.add(desk)
    assert calendar_form(kept, desks=[desk.pk]).is_valid()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("8:00", 28800), ("8", 28800), ("0:30", 1800), ("1,5", 5400), ("1.25", 4500), ("", None)],
)
def test_working_time_is_typed_in_hours_and_kept_in_seconds(text: str, seconds: int | None):
    assert WorkingTimeField(required=False).clean(text) == seconds


def test_a_target_is_made_and_shown_in_hours():
    form = TargetForm(
        {"priority": "1", "respond_seconds": "0:30", "solve_seconds": "8", "valid_from": "2026-01-01"}
    )
    assert form.is_valid(), form.errors
    kept = form.save()
    assert (kept.respond_seconds, kept.solve_seconds) == (1800, 28800)
    assert TargetForm(instance=kept)["solve_seconds"].value() == "8:00"


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"solve_seconds": "soon"},
        {"solve_seconds": "0"},
        {"solve_seconds": "99999"},
        {"solve_seconds": "8:60"},
    ],
    ids=str,
)
def test_a_target_that_says_nothing_usable_is_refused_and_not_kept(wrong: dict[str, str]):
    assert not TargetForm({"valid_from": "2026-01-01"} | wrong).is_valid()
    assert not Target.objects.exists()


def test_dates_are_given_to_the_browser_in_the_form_it_reads():
    with translation.override("nl"):
        assert 'value="2026-02-01"' in str(AgreementForm(initial={"start": "2026-02-01"})["start"])
        assert 'type="date"' in str(CalendarDayForm()["date"])
