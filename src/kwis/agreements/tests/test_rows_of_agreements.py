from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from kwis.accounts.models import User
from kwis.accounts.roles import give
from kwis.agreements.models import Agreement, CalendarDay, Target, WorkCalendar
from kwis.people.models import Desk, Organisation, Team

pytestmark = pytest.mark.django_db


def calendar(**fields: Any) -> WorkCalendar:
    return WorkCalendar(**({"code": "kantoor", "name": "Kantoor", "hours": "mon-fri 08:00-17:00"} | fields))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"hours": "ma-vr 17:00-08:00"}, "“17:00-08:00” eindigt voordat het begint"),
        ({"hours": ";"}, "Er zijn geen openingstijden"),
        ({"zone": "Europe/Rijnoever"}, "is geen tijdzone"),
        ({"country": "zz"}, "zz"),
    ],
)
def test_a_calendar_that_cannot_be_read_is_refused_in_the_reader_s_language(
    wrong: dict[str, str], reason: str
):
    with translation.override("nl"), pytest.raises(ValidationError) as refused:
        calendar(**wrong).full_clean()
    assert reason in " ".join(refused.value.messages)


def test_hours_are_kept_in_their_usual_form():
    kept = calendar(hours="MA - VR 8:00–17:00")
    kept.save()
    assert WorkCalendar.objects.get(pk=kept.pk).hours == "mon-fri 08:00-17:00"


def test_a_deviating_day_is_checked_and_once_in_a_calendar():
    kept = calendar()
    kept.save()
    CalendarDay.objects.create(calendar=kept, date=date(2026, 12, 24), hours="8:00 - 12:00")
    assert CalendarDay.objects.get().hours == "08:00-12:00"
    with pytest.raises(ValidationError):
        CalendarDay(calendar=kept, date=date(2026, 12, 24)).full_clean()
    with pytest.raises(ValidationError):
        CalendarDay(calendar=kept, date=date(2026, 12, 31), hours="12:00-08:00").full_clean()


def test_there_is_one_default_calendar():
    calendar(is_default=True).save()
    with pytest.raises(ValidationError, match="kalender"):
        calendar(code="ander", is_default=True).full_clean()


def test_a_desk_has_one_calendar():
    desk = Desk.objects.create(code="servicepunt", name="Servicepunt")
    for code in ("een", "twee"):
        calendar(code=code).save()
    WorkCalendar.objects.get(code="een").desks.add(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkCalendar.objects.get(code="twee").desks.add(desk)
    assert desk.hours.calendar.code == "een"


def test_an_agreement_needs_the_other_side_of_its_kind():
    firm = Organisation.objects.create(code="firma", name="Kopij BV", kind=Organisation.Kind.SUPPLIER)
    customer = Organisation.objects.create(code="ruimte", name="Ruimte")
    team = Team.objects.create(code="print", name="Printbeheer")
    Agreement(kind="contract", name="Onderhoud", organisation=firm).full_clean()
    Agreement(kind="sla", name="Ruimte", organisation=customer).full_clean()
    Agreement(kind="sla", name="Iedereen").full_clean()
    Agreement(kind="ola", name="Printen", team=team).full_clean()
    for wrong in (
        Agreement(kind="contract", name="Onderhoud"),
        Agreement(kind="contract", name="Onderhoud", organisation=customer),
        Agreement(kind="sla", name="Ruimte", organisation=firm),
        Agreement(kind="ola", name="Printen"),
        Agreement(kind="sla", name="Kort", start=date(2026, 2, 1), end=date(2026, 1, 1)),
    ):
        with pytest.raises(ValidationError):
            wrong.full_clean()


def test_the_last_day_to_give_notice_follows_from_end_and_notice_period():
    assert Agreement(name="Kort", end=date(2026, 12, 31), notice_days=90).notice_on == date(2026, 10, 2)
    assert Agreement(name="Kort", end=date(2026, 12, 31)).notice_on is None
    assert Agreement(name="Open", notice_days=90).notice_on is None


def test_a_target_says_something_and_once():
    Target(solve_seconds=3600).full_clean()
    Target.objects.create(solve_seconds=3600)
    for wrong in (
        Target(),
        Target(solve_seconds=0),
        Target(solve_seconds=60),
        Target(respond_seconds=60, priority=7),
    ):
        with pytest.raises(ValidationError):
            wrong.full_clean()


@pytest.mark.parametrize(("role", "sees"), [("agent", True), ("contract_owner", True), ("customer", False)])
def test_who_has_no_right_sees_no_agreement_target_or_calendar(role: str, sees: bool):
    user = User.objects.create_user(role)
    give(user, role)
    calendar().save()
    Agreement.objects.create(name="Iedereen")
    Target.objects.create(solve_seconds=60)
    for model in (WorkCalendar, Agreement, Target):
        assert model.objects.visible_to(user).exists() == sees
        assert not model.objects.visible_to(AnonymousUser()).exists()


def test_hours_are_said_with_the_days_of_the_reader_s_language():
    kept = calendar(hours="mon-fri 08:00-17:00; sat 09:00-12:00")
    with translation.override("nl"):
        assert kept.hours_in_words == "ma-vr 08:00-17:00; za 09:00-12:00"
    with translation.override("en"):
        assert kept.hours_in_words == kept.hours
