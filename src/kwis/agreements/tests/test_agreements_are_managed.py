"""Beheer for this room: who holds the right keeps the lists; who does not finds no page and changes nothing."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.accounts.roles import give
from kwis.agreements.models import Agreement, CalendarDay, Target, WorkCalendar
from kwis.core.events import history_of

pytestmark = pytest.mark.django_db

LISTS = ("calendars", "agreements", "targets")


@pytest.fixture
def owner(client: Client, cast: Cast) -> Client:
    give(cast.dirk.user, "contract_owner")
    client.force_login(cast.dirk.user)
    client.cookies["django_language"] = "nl"
    return client


def filled(*days: dict[str, str], **changes: Any) -> dict[str, Any]:
    given = {
        "name": "Kantoor",
        "code": "kantoor",
        "hours": "ma-vr 8:00-17:00",
        "zone": "Europe/Amsterdam",
        "country": "nl",
    }
    counts = {"TOTAL_FORMS": len(days), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 400}
    rows = {f"days-{at}-{name}": value for at, day in enumerate(days) for name, value in day.items()}
    return given | {f"days-{name}": value for name, value in counts.items()} | rows | changes


def test_a_calendar_is_added_with_its_deviating_days(owner: Client, cast: Cast):
    day = {"date": "2026-12-24", "hours": "8:00-12:00", "reason": "Kerstavond"}
    answer = owner.post("/manage/calendars/new/", filled(day, desks=[cast.desk.pk]))
    kept = WorkCalendar.objects.get(code="kantoor")
    assert answer.url == f"/manage/calendars/{kept.pk}/"
    assert (kept.hours, list(kept.desks.all())) == ("mon-fri 08:00-17:00", [cast.desk])
    assert [(one.date, one.hours) for one in kept.days.all()] == [(date(2026, 12, 24), "08:00-12:00")]
    assert history_of(kept).count() == 1


def test_a_day_that_is_there_twice_or_wrong_hours_are_shown_and_not_kept(owner: Client, cast: Cast):
    twice = {"date": "2026-12-24"}
    assert owner.post("/manage/calendars/new/", filled(twice, twice)).status_code == 422
    answer = owner.post("/manage/calendars/new/", filled(hours="ma-vr 17:00-08:00"))
    assert answer.status_code == 422
    assert "eindigt voordat het begint" in answer.content.decode()
    assert not WorkCalendar.objects.exists()
    assert not CalendarDay.objects.exists()


def test_every_list_and_form_opens_with_rows_in_it(owner: Client, cast: Cast, django_assert_max_num_queries):
    calendar = WorkCalendar.objects.create(
        code="vroeg", name="Vroeg", hours="mon-fri 07:30-17:30", is_default=True
    )
    agreement = Agreement.objects.create(
        kind="contract", name="Printers", organisation=cast.supplier, start=date(2026, 1, 1)
    )
    target = Target.objects.create(agreement=agreement, service=cast.printing, priority=1, solve_seconds=5400)
    for at in range(2, 5):
        Target.objects.create(service=cast.printing, priority=at, solve_seconds=5400, calendar=calendar)
    words = {"calendars": "ma-vr 07:30-17:30", "agreements": "Printfix", "targets": "1:30"}
    for slug, row in zip(LISTS, (calendar, agreement, target), strict=True):
        with django_assert_max_num_queries(12):
            assert words[slug] in owner.get(f"/manage/{slug}/").content.decode()
        assert owner.get(f"/manage/{slug}/new/").status_code == 200
        assert owner.get(f"/manage/{slug}/{row.pk}/").status_code == 200
        assert owner.get(f"/manage/{slug}/?q=print").status_code == 200
    assert owner.get("/manage/targets/?priority=1").content.decode().count("1:30") == 1


def test_a_calendar_out_of_use_is_no_longer_the_default(owner: Client):
    calendar = WorkCalendar.objects.create(
        code="vroeg", name="Vroeg", hours="mon 08:00-12:00", is_default=True
    )
    owner.post(f"/manage/calendars/{calendar.pk}/retire/")
    calendar.refresh_from_db()
    assert (calendar.active, calendar.is_default) == (False, False)


@pytest.mark.parametrize("slug", LISTS)
def test_who_lacks_the_right_finds_no_page_and_changes_nothing(client: Client, cast: Cast, slug: str):
    for who in (cast.carla, cast.anna):
        client.force_login(who.user)
        assert client.get(f"/manage/{slug}/").status_code == 404
        assert client.post(f"/manage/{slug}/new/", filled()).status_code == 404
    assert not WorkCalendar.objects.exists()


def test_the_history_tells_working_time_in_hours_and_hours_of_a_week_only_when_they_changed(owner: Client):
    target = Target.objects.create(solve_seconds=5400)
    owner.post(
        f"/manage/targets/{target.pk}/", {"seen": 0, "solve_seconds": "8", "valid_from": target.valid_from}
    )
    assert history_of(target).get().data["changes"] == {"Opgelost binnen (werktijd)": ["1:30", "8:00"]}
    calendar = WorkCalendar.objects.create(code="kantoor", name="Kantoor", hours="mon-fri 08:00-17:00")
    owner.post(f"/manage/calendars/{calendar.pk}/", filled(hours="MA - VR 8:00-17:00", name="Anders", seen=0))
    assert history_of(calendar).get().data["changes"] == {"Naam": ["Kantoor", "Anders"]}
