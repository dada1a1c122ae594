"""The counter: a line with numbers, one visitor at a time, and a call of what they came for."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast

from kwis.accounts.roles import give
from kwis.catalogue.models import FormField, IntakeForm, Service
from kwis.channels.face.lining_up import call_next, join
from kwis.channels.models import Counter, Visit
from kwis.core import jobs
from kwis.core.clock import now
from kwis.desk.intake import Contact, take_in
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


@pytest.fixture
def with_photo(newcomer: Service) -> Service:
    """The service asks for a photo that has to be given."""
    FormField.objects.create(
        form=newcomer.forms.get(), key="pasfoto", type="file", label={"nl": "Pasfoto"}, required=True
    )
    return newcomer


def photo(name: str = "pasfoto.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"\x89PNG\r\n\x1a\n" + b"0" * 20, "image/png")


def order(service: Service, **given: Any) -> dict[str, Any]:
    return {"reason": service.pk, "decision": "taken", "q-naam": "Sam Smit", **given}


def test_a_service_that_needs_a_file_can_be_asked_at_the_counter(
    cast: Cast, counter: Counter, anna: Client, with_photo: Service
) -> None:
    visit = at_the_counter(cast, counter)
    page = anna.get(f"{PAGE}?reason={with_photo.pk}").content.decode()
    assert 'name="q-pasfoto" type="file"' in page
    assert 'enctype="multipart/form-data"' in page
    anna.post(f"/desk/counter/visits/{visit.pk}/outcome/", order(with_photo, **{"q-pasfoto": photo()}))
    call = Ticket.objects.get()
    assert {answer.field.key: answer.text for answer in call.answers.all()} == {
        "naam": "Sam Smit",
        "pasfoto": "pasfoto.png",
    }
    assert [a.file.name for a in call.messages.get(direction="in").attachments.all()] == ["pasfoto.png"]


def test_without_the_file_nothing_is_kept_and_with_it_the_file_is_sent_only_once(
    cast: Cast, counter: Counter, anna: Client, with_photo: Service
) -> None:
    visit = at_the_counter(cast, counter)
    address = f"/desk/counter/visits/{visit.pk}/outcome/"
    assert anna.post(address, order(with_photo)).status_code == 422
    again = anna.post(address, order(with_photo, **{"q-naam": "", "q-pasfoto": photo()}))
    assert again.status_code == 422
    assert not Ticket.objects.exists()
    kept = next(
        signed for one in again.context["questions"] if one.key == "pasfoto" for _file, signed in one.files
    )
    anna.post(address, order(with_photo, **{"q-pasfoto_kept": kept}))
    assert Ticket.objects.get().answers.get(field__key="pasfoto").text == "pasfoto.png"


def test_a_second_submit_that_overtakes_the_end_of_the_visit_gives_the_same_call(
    cast: Cast, counter: Counter, anna: Client, newcomer: Service
) -> None:
    visit = at_the_counter(cast, counter)
    for _click in range(2):
        anna.post(f"/desk/counter/visits/{visit.pk}/outcome/", order(newcomer))
        # the second click was read before the first had ended the visit: only the key of the call is left
        Visit.objects.filter(pk=visit.pk).update(ended_at=None, outcome="", ticket=None)
    jobs.run_waiting()
    call = Ticket.objects.get()
    assert call.dedupe_key == f"counter:{cast.anna.pk}:visit-{visit.pk}"
    assert call.answers.count() == 1
    assert WorkOrder.objects.filter(ticket=call).count() == 2


def test_two_agents_who_finish_one_visit_make_one_call(
    cast: Cast, counter: Counter, anna: Client, newcomer: Service
) -> None:
    visit = at_the_counter(cast, counter)
    anna.post(f"/desk/counter/visits/{visit.pk}/outcome/", order(newcomer))
    # the colleague's page still shows the visitor, and their click had passed the first look at the visit
    Visit.objects.filter(pk=visit.pk).update(ended_at=None)
    other = Client()
    other.force_login(cast.bo.user)
    other.post(f"/desk/counter/visits/{visit.pk}/outcome/", order(newcomer))
    assert Ticket.objects.get().owner == cast.anna


def test_a_submit_takes_as_many_queries_with_many_calls_and_questions(
    cast: Cast, counter: Counter, anna: Client, newcomer: Service
) -> None:
    def count() -> int:
        visit = at_the_counter(cast, counter)
        with CaptureQueriesContext(connection) as queries:
            done = anna.post(f"/desk/counter/visits/{visit.pk}/outcome/", order(newcomer, **more))
        assert done.status_code == 302
        return len(queries)

    more: dict[str, str] = {}
    count()
    few = count()
    form = newcomer.forms.get()
    for n in range(12):
        FormField.objects.create(form=form, key=f"vraag-{n}", type="text", label={"nl": "Nog iets"})
        more[f"q-vraag-{n}"] = "Ja"
        take_in(Contact(channel="email", text="Lamp stuk", customer=cast.carla, by=cast.carla.actor))
        join(cast.desk, by=cast.anna.actor, name=f"Bezoeker {n}")
        Visit.objects.filter(name=f"Bezoeker {n}").update(outcome="did_not_come", ended_at=now())
    assert count() == few <= 70


def test_without_a_counter_the_page_leads_who_may_to_making_one(cast: Cast, client: Client) -> None:
    client.force_login(cast.anna.user)
    page = client.get(PAGE).content.decode()
    assert "/manage/counters/new/" not in page
    assert "Een beheerder" in page
    give(cast.anna.user, "administrator")
    client.force_login(type(cast.anna.user).objects.get(pk=cast.anna.user.pk))
    assert 'href="/manage/counters/new/"' in client.get(PAGE).content.decode()
