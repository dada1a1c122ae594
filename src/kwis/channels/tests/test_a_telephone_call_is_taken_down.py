"""The intake page: what it shows while somebody types, and what becomes of a conversation."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast

from kwis.core import jobs
from kwis.core.clock import now
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Message, Promise, Ticket
from kwis.dispatch.models import Plan, PlanStep, WorkOrder
from kwis.knowledge.models import Guide, GuideQuestion
from kwis.people.models import Person, PersonNumber, TeamMembership

WORDS = "De printer op de tweede print niets meer"
INTAKE, HEARD = "/desk/intake/", "/desk/intake/heard/"


@pytest.fixture
def anna(cast: Cast, client: Client) -> Client:
    client.force_login(cast.anna.user)
    return client


def a_call(cast: Cast, **given: object) -> dict[str, Any]:
    return {
        "dedupe": uuid4().hex,
        "channel": "phone",
        "customer": cast.carla.pk,
        "text": WORDS,
        "decision": "answered",
        **given,
    }


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_answered_at_once_is_a_whole_call_with_the_agents_words(cast: Cast, anna: Client) -> None:
    done = anna.post(INTAKE, a_call(cast, told="Zet de printer uit en weer aan."))
    call = Ticket.objects.get()
    assert done["Location"] == INTAKE
    assert (call.status, call.channel, call.owner, call.customer) == (
        "closed",
        "phone",
        cast.anna,
        cast.carla,
    )
    assert call.answered_at_once
    assert call.messages.get(direction="out").text == "Zet de printer uit en weer aan."


def test_without_words_of_the_agent_the_customer_reads_a_plain_sentence(cast: Cast, anna: Client) -> None:
    anna.post(INTAKE, a_call(cast))
    assert Ticket.objects.get().messages.get(direction="out").text


def test_taking_on_makes_the_agent_owner_with_the_promise_that_was_given(cast: Cast, anna: Client) -> None:
    day = (now() + timedelta(days=2)).date()
    done = anna.post(
        INTAKE,
        a_call(cast, decision="taken", promise_how="visit", promise_day=day.isoformat(), promise_hour="9.30"),
    )
    call = Ticket.objects.get()
    assert done["Location"] == f"/desk/tickets/{call.number}/"
    assert (call.owner, call.status) == (cast.anna, "open")
    promise = call.open_promise
    assert promise is not None
    assert promise.how == Promise.How.VISIT
    assert (promise.due_at.date(), promise.made_by_name) == (day, "Anna Aarts")


def test_setting_out_gives_a_team_the_work_and_the_agent_the_customer(cast: Cast, anna: Client) -> None:
    anna.post(INTAKE, a_call(cast, decision="passed", to=str(cast.workplace.pk), service=cast.printing.pk))
    order = WorkOrder.objects.get()
    assert (order.team, order.ticket.owner, order.ticket.service) == (
        cast.workplace,
        cast.anna,
        cast.printing,
    )


def test_setting_out_by_plan_starts_the_plan_of_the_service_once(cast: Cast, anna: Client) -> None:
    plan = Plan.objects.create(service=cast.printing)
    PlanStep.objects.create(plan=plan, key="kijken", title={"nl": "Kijken"}, team=cast.workplace)
    anna.post(INTAKE, a_call(cast, decision="passed", to="plan", service=cast.printing.pk))
    jobs.run_waiting()
    assert [order.step.key for order in WorkOrder.objects.all()] == ["kijken"]


def test_a_plan_that_is_not_there_is_said_and_nothing_is_kept(cast: Cast, anna: Client) -> None:
    answer = anna.post(INTAKE, a_call(cast, decision="passed", to="plan", service=cast.printing.pk))
    assert answer.status_code == 409
    assert WORDS in text_of(answer)
    assert not Ticket.objects.exists()


def test_a_double_click_gives_one_call(cast: Cast, anna: Client) -> None:
    sent = a_call(cast)
    assert anna.post(INTAKE, sent).status_code == anna.post(INTAKE, sent).status_code == 302
    assert Ticket.objects.count() == 1
    assert Message.objects.filter(direction="out").count() == 1


def test_a_caller_is_recognised_by_number_however_it_is_written(cast: Cast, anna: Client) -> None:
    for number in ("%2B31612345678", "+31612345678", "0612345678", "06 1234 5678"):
        page = text_of(anna.get(f"{INTAKE}?phone={number}"))
        assert "Carla Çelik" in page
        assert f'value="{cast.carla.pk}"' in page


def test_a_number_of_several_people_asks_who_it_is(cast: Cast, anna: Client) -> None:
    PersonNumber.objects.create(person=cast.dirk, value="0612345678")
    page = text_of(anna.get(f"{INTAKE}?phone=0612345678"))
    assert f"?customer={cast.carla.pk}&amp;phone=0612345678" in page
    assert f"?customer={cast.dirk.pk}&amp;phone=0612345678" in page


def test_an_unknown_caller_becomes_a_person_from_outside_once(cast: Cast, anna: Client) -> None:
    assert 'value="0687654321"' in text_of(anna.get(f"{INTAKE}?phone=0687654321"))
    for _time in range(2):
        anna.post(INTAKE, a_call(cast, customer="", new_name="Noor van Rijn", new_phone="06-87654321"))
    noor = Person.objects.get(family_name="Rijn")
    assert noor.external
    assert [number.dialled for number in noor.numbers.all()] == ["+31687654321"]
    assert noor.tickets.count() == 2


def test_an_address_that_is_known_is_that_person(cast: Cast, anna: Client) -> None:
    anna.post(INTAKE, a_call(cast, customer="", new_name="C. Celik", new_email="Carla@Example.org"))
    assert Ticket.objects.get().customer == cast.carla


@pytest.mark.parametrize(
    "wrong",
    [
        {"customer": ""},
        {"customer": "999999999"},
        {"customer": "", "new_name": "Noor"},
        {"customer": "", "new_name": "Noor", "new_phone": "javascript:alert(1)"},
        {"text": "   "},
        {"decision": ""},
        {"decision": "passed", "to": ""},
        {"decision": "passed", "to": "999999"},
        {"decision": "taken", "promise_how": "call", "promise_day": "2020-01-01", "promise_hour": "10:00"},
        {"decision": "taken", "promise_how": "call", "promise_day": "2020-01-01", "promise_hour": "25:00"},
        {"service": "999999"},
        {"dedupe": "not-a-key"},
        {"channel": "post"},
        {"channel": "chat"},
    ],
)
def test_what_is_not_complete_is_said_and_nothing_is_kept(
    cast: Cast, anna: Client, wrong: dict[str, str]
) -> None:
    people = Person.objects.count()
    answer = anna.post(INTAKE, a_call(cast, **{"told": "Mijn antwoord", **wrong}))
    assert answer.status_code == 422
    assert "error-summary" in text_of(answer)
    assert "Mijn antwoord" in text_of(answer)
    assert not Ticket.objects.exists()
    assert Person.objects.count() == people


def test_a_letter_by_post_keeps_its_scan(cast: Cast, anna: Client) -> None:
    scan = SimpleUploadedFile("brief.pdf", b"%PDF-1.4 brief", "application/pdf")
    anna.post(INTAKE, a_call(cast, channel="post", text="", decision="taken", scan=scan))
    call = Ticket.objects.get()
    assert call.channel == "post"
    assert [a.file.name for a in call.messages.get(direction="in").attachments.all()] == ["brief.pdf"]


def test_while_typing_kind_and_service_are_proposed_with_the_running_calls(cast: Cast, anna: Client) -> None:
    running = take_in(
        Contact(channel="email", text="Een tweede scherm", customer=cast.carla, by=cast.carla.actor)
    )
    other = take_in(
        Contact(channel="email", text="Lamp stuk", customer=cast.dirk, by=cast.dirk.actor, place=cast.room)
    )
    said = text_of(anna.post(HEARD, {"customer": cast.carla.pk, "text": WORDS}))
    assert f'id="service-{cast.printing.pk}"' in said
    assert 'value="fault" data-key="4" checked' in said
    assert running.number in said
    assert other.number in said
    assert not Ticket.objects.exclude(pk__in=[running.pk, other.pk]).exists()


def test_what_the_agent_chose_stays_when_the_words_go_on(cast: Cast, anna: Client) -> None:
    sent = {
        "customer": cast.carla.pk,
        "text": WORDS,
        "kind": "complaint",
        "kind_proposed": "fault",
        "service": cast.hr_talk.pk,
        "service_proposed": "",
    }
    said = text_of(anna.post(HEARD, sent))
    assert 'value="complaint" data-key="1" checked' in said
    assert (
        f'id="service-{cast.hr_talk.pk}" name="service" value="{cast.hr_talk.pk}" data-key="5" checked'
        in said
    )


def test_a_service_that_was_searched_for_is_chosen_until_another_is_taken(cast: Cast, anna: Client) -> None:
    sent = {"text": WORDS, "service_other": cast.hr_talk.pk, "service_taken": ""}
    assert f'value="{cast.hr_talk.pk}" data-key="5" checked' in text_of(anna.post(HEARD, sent))
    later = {**sent, "service_taken": cast.hr_talk.pk, "service": cast.printing.pk, "service_proposed": ""}
    assert f'value="{cast.hr_talk.pk}" data-key="5" checked' not in text_of(anna.post(HEARD, later))


@pytest.fixture
def guide(cast: Cast) -> Guide:
    guide = Guide.objects.create(
        service=cast.printing, likely_fix={"nl": "Zet de printer uit.\nWacht een minuut."}
    )
    GuideQuestion.objects.create(guide=guide, question={"nl": "Welke printer?"}, order=1)
    GuideQuestion.objects.create(
        guide=guide,
        question={"nl": "Staat er iets op het scherm?"},
        answers=[{"nl": "Ja"}, {"nl": "Nee"}],
        order=2,
    )
    return guide


def test_the_likely_fix_stays_folded_until_the_questions_are_answered_or_skipped(
    cast: Cast, anna: Client, guide: Guide
) -> None:
    first, second = guide.questions.all()
    sent: dict[str, Any] = {"text": WORDS, "service": cast.printing.pk}
    said = text_of(anna.post(HEARD, sent))
    assert "Welke printer?" in said
    assert "Zet de printer uit." not in said
    half = text_of(anna.post(HEARD, {**sent, f"guide-{first.pk}": "P-12"}))
    assert "Zet de printer uit." not in half
    assert "Zet de printer uit." in text_of(
        anna.post(HEARD, {**sent, f"guide-{first.pk}": "P-12", f"guide-{second.pk}": "Ja"})
    )
    assert "Zet de printer uit." in text_of(anna.post(HEARD, {**sent, "guide_skipped": cast.printing.pk}))


def test_the_answers_to_the_guide_become_a_note_inside(cast: Cast, anna: Client, guide: Guide) -> None:
    first, second = guide.questions.all()
    anna.post(
        INTAKE,
        a_call(
            cast,
            decision="taken",
            service=cast.printing.pk,
            **{f"guide-{first.pk}": "P-12", f"guide-{second.pk}": ""},
        ),
    )
    note = Ticket.objects.get().messages.get(direction="note")
    assert note.text == "Welke printer? P-12"
    assert not note.public


def test_everything_typed_is_shown_as_words(cast: Cast, anna: Client, guide: Guide) -> None:
    bad = "<script>alert(1)</script>\"'>"
    first = guide.questions.first()
    assert first is not None
    for answer in (
        anna.post(
            HEARD,
            {
                "text": bad,
                "service": cast.printing.pk,
                f"guide-{first.pk}": bad,
                "service_taken": bad,
                "kind_proposed": bad,
            },
        ),
        anna.post(INTAKE, a_call(cast, decision="", text=bad, told=bad, new_name=bad)),
        anna.get(INTAKE, {"phone": bad, "customer": bad}),
    ):
        assert "<script>alert" not in text_of(answer)


def test_calls_that_the_agent_may_not_see_are_not_on_the_page(cast: Cast, anna: Client) -> None:
    secret = take_in(
        Contact(
            channel="email",
            text="Over mijn ziekte",
            customer=cast.carla,
            by=cast.carla.actor,
            service=cast.hr_talk,
            place=cast.room,
        )
    )
    for who in (cast.carla, cast.dirk):
        said = text_of(anna.post(HEARD, {"customer": who.pk, "text": "ziekte", "place": cast.room.pk}))
        assert secret.number not in said
        assert "Over mijn ziekte" not in said


def test_who_may_not_take_in_finds_no_page_and_changes_nothing(cast: Cast, client: Client) -> None:
    for person in (cast.carla, cast.wim):
        client.force_login(person.user)
        assert client.get(INTAKE).status_code == 404
        assert client.post(HEARD, {"text": WORDS}).status_code == 404
        assert client.post(INTAKE, a_call(cast)).status_code == 404
    client.logout()
    assert client.post(INTAKE, a_call(cast)).status_code == 302
    assert not Ticket.objects.exists()


def test_an_agent_who_works_at_no_desk_is_told_so_and_nothing_is_kept(cast: Cast, anna: Client) -> None:
    TeamMembership.objects.filter(person=cast.anna).delete()
    answer = anna.post(INTAKE, a_call(cast))
    assert answer.status_code == 409
    assert not Ticket.objects.exists()


def test_listening_takes_as_many_queries_with_many_calls(cast: Cast, anna: Client) -> None:
    sent = {"customer": cast.carla.pk, "text": WORDS}

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            anna.post(HEARD, sent)
        return len(queries)

    def add() -> None:
        for who in (cast.carla, cast.dirk):
            take_in(
                Contact(
                    channel="email",
                    text=WORDS,
                    customer=who,
                    by=who.actor,
                    place=cast.room,
                    service=cast.printing,
                )
            )

    add()
    count()
    few = count()
    for _time in range(8):
        add()
    assert count() == few <= 45
