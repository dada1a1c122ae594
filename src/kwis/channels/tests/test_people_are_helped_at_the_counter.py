"""The counter: a line with numbers, one visitor at a time, and a call of what they came for."""

from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.catalogue.models import FormField, IntakeForm, Service
from kwis.channels.face.lining_up import call_next, join
from kwis.channels.models import Counter, Visit
from kwis.core import jobs
from kwis.desk.models import Ticket
from kwis.desk.workflow import NotNow
from kwis.dispatch.models import Plan, PlanStep, WorkOrder

PAGE = "/desk/counter/"


@pytest.fixture
def counter(cast: Cast) -> Counter:
    return Counter.objects.create(desk=cast.desk, name="Balie 1")


@pytest.fixture
def anna(cast: Cast, counter: Counter, client: Client) -> Client:
    client.force_login(cast.anna.user)
    return client


@pytest.fixture
def newcomer(cast: Cast) -> Service:
    """A service with a question and a plan that starts at once."""
    service = Service.objects.create(
        code="nieuwe-medewerker", category=cast.printing.category, kind="wish", state="published", start="at_once",
        name={"nl": "Nieuwe medewerker"}, popular=True,
    )  # fmt: skip
    form = IntakeForm.objects.create(service=service)
    FormField.objects.create(form=form, key="naam", type="text", label={"nl": "Wie komt er?"}, required=True)
    plan = Plan.objects.create(service=service)
    PlanStep.objects.create(plan=plan, key="laptop", title={"nl": "Laptop"}, team=cast.workplace)
    PlanStep.objects.create(plan=plan, key="contract", title={"nl": "Contract"}, team=cast.hr)
    return service


def at_the_counter(cast: Cast, counter: Counter, **given: Any) -> Visit:
    join(cast.desk, by=cast.anna.actor, **(given or {"person": cast.carla}))
    return call_next(counter, by=cast.anna.actor)


def test_numbers_count_up_and_the_first_is_called_first(cast: Cast, counter: Counter, anna: Client) -> None:
    anna.post(
        "/desk/counter/visits/", {"person": cast.carla.pk, "name": "Carla Çelik", "words": "Pas vergeten"}
    )
    anna.post("/desk/counter/visits/", {"name": "Leverancier Vizitec"})
    assert [(v.number, v.name) for v in Visit.objects.all()] == [
        (1, "Carla Çelik"),
        (2, "Leverancier Vizitec"),
    ]
    anna.post("/desk/counter/next/")
    called = Visit.objects.get(called_at__isnull=False)
    assert (called.number, called.counter, called.called_by_name) == (1, counter, "Anna Aarts")
    page = anna.get(PAGE).content.decode()
    assert "Carla Çelik" in page
    assert "Pas vergeten" in page


def test_one_visitor_at_a_time_and_an_empty_line_is_said(cast: Cast, counter: Counter, anna: Client) -> None:
    at_the_counter(cast, counter)
    join(cast.desk, by=cast.anna.actor, name="Noor")
    assert anna.post("/desk/counter/next/").status_code == 409
    assert Visit.objects.being_helped().count() == 1
    other = Counter.objects.create(desk=cast.desk, name="Balie 2")
    call_next(other, by=cast.bo.actor)
    with pytest.raises(NotNow):
        call_next(Counter.objects.create(desk=cast.desk, name="Balie 3"), by=cast.bo.actor)


def test_who_did_not_come_makes_room_and_gives_no_call(cast: Cast, counter: Counter, anna: Client) -> None:
    visit = at_the_counter(cast, counter)
    anna.post(f"/desk/counter/visits/{visit.pk}/absence/")
    visit.refresh_from_db()
    assert (visit.outcome, visit.ended_by_name) == ("did_not_come", "Anna Aarts")
    assert not Ticket.objects.exists()


def test_helped_at_once_is_a_closed_call_linked_to_the_visit_once(
    cast: Cast, counter: Counter, anna: Client
) -> None:
    visit = at_the_counter(cast, counter)
    for _click in range(2):
        anna.post(
            f"/desk/counter/visits/{visit.pk}/outcome/",
            {"note": "Pas vergeten, dagpas gegeven", "decision": "answered"},
        )
    call = Ticket.objects.get()
    visit.refresh_from_db()
    assert (call.channel, call.customer, call.status, call.owner) == (
        "counter",
        cast.carla,
        "closed",
        cast.anna,
    )
    assert (visit.ticket, visit.outcome) == (call, "helped")


def test_ordering_at_the_counter_keeps_the_answers_and_starts_the_plan(
    cast: Cast, counter: Counter, anna: Client, newcomer: Service
) -> None:
    visit = at_the_counter(cast, counter)
    page = anna.get(f"{PAGE}?reason={newcomer.pk}").content.decode()
    assert "Wie komt er?" in page
    anna.post(
        f"/desk/counter/visits/{visit.pk}/outcome/",
        {"reason": newcomer.pk, "decision": "taken", "q-naam": "Sam Smit"},
    )
    jobs.run_waiting()
    call = Ticket.objects.get()
    assert (call.channel, call.service, call.owner) == ("counter", newcomer, cast.anna)
    assert call.answers.get().text == "Sam Smit"
    assert {order.step.key for order in WorkOrder.objects.filter(ticket=call)} == {"laptop", "contract"}


def test_a_question_left_open_is_said_and_nothing_is_kept(
    cast: Cast, counter: Counter, anna: Client, newcomer: Service
) -> None:
    visit = at_the_counter(cast, counter)
    answer = anna.post(
        f"/desk/counter/visits/{visit.pk}/outcome/",
        {"reason": newcomer.pk, "decision": "taken", "note": "haast"},
    )
    assert answer.status_code == 422
    assert "Wie komt er?" in answer.content.decode()
    visit.refresh_from_db()
    assert visit.ended_at is None
    assert not Ticket.objects.exists()


def test_without_reason_or_words_nothing_happens(cast: Cast, counter: Counter, anna: Client) -> None:
    visit = at_the_counter(cast, counter)
    assert anna.post(f"/desk/counter/visits/{visit.pk}/outcome/", {"decision": "answered"}).status_code == 422
    assert not Ticket.objects.exists()


def test_a_visitor_by_name_becomes_a_person_from_outside(cast: Cast, counter: Counter, anna: Client) -> None:
    visit = at_the_counter(cast, counter, name="Noor van Rijn")
    anna.post(
        f"/desk/counter/visits/{visit.pk}/outcome/", {"note": "Waar is zaal 3?", "decision": "answered"}
    )
    assert Ticket.objects.get().customer.external


def test_who_may_not_work_at_the_desk_finds_nothing_and_changes_nothing(
    cast: Cast, counter: Counter, client: Client
) -> None:
    visit = at_the_counter(cast, counter)
    for person in (cast.carla, cast.wim):
        client.force_login(person.user)
        assert client.get(PAGE).status_code == 404
        for path in (
            "visits/",
            "next/",
            "stand/",
            f"visits/{visit.pk}/absence/",
            f"visits/{visit.pk}/outcome/",
        ):
            assert client.post(PAGE + path, {"name": "x", "note": "x"}).status_code == 404
    visit.refresh_from_db()
    assert visit.ended_at is None
    assert Visit.objects.count() == 1
    assert not Ticket.objects.exists()


def test_without_any_counter_the_page_says_how_to_make_one(cast: Cast, client: Client) -> None:
    client.force_login(cast.anna.user)
    assert client.get(PAGE).status_code == 200
    assert client.post("/desk/counter/next/").status_code == 404
