"""What was left open when a call came in is filled in or corrected on its page, and the history keeps old and new."""

import json
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from tests.cast import Cast

from kwis.catalogue.answering import read_so_far
from kwis.catalogue.models import FormField, IntakeForm
from kwis.core.models import Event, StoredFile
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import FormAnswer, Ticket
from kwis.desk.timeline import timeline
from kwis.desk.workflow import NotNow

KIND = {"nl": "Wat is er mis?", "en": "What is wrong?"}
COLOUR = {"nl": "Kleur van de toner", "en": "Colour of the toner"}
COUNT = {"nl": "Hoeveel printers?", "en": "How many printers?"}


@pytest.fixture
def form(cast: Cast) -> IntakeForm:
    """What is wrong; the colour only when the toner is empty; how many printers, which may stay open; a photo."""
    made = IntakeForm.objects.create(service=cast.printing)
    empty = {"key": "toner", "label": {"nl": "Toner op", "en": "Out of toner"}}
    broken = {"key": "stuk", "label": {"nl": "Stuk", "en": "Broken"}}
    for order, asked in enumerate(
        [
            {"key": "uitleg", "type": "explanation", "label": {}, "help": {"nl": "Kijk op het schermpje."}},
            {"key": "wat", "type": "choice", "label": KIND, "required": True, "options": [empty, broken]},
            {
                "key": "kleur",
                "type": "text",
                "label": COLOUR,
                "required": True,
                "shown_if": {"field": "wat", "equals": "toner"},
            },
            {"key": "aantal", "type": "number", "label": COUNT},
            {"key": "foto", "type": "file", "label": {"nl": "Foto", "en": "Photo"}, "required": True},
        ]
    ):
        FormField.objects.create(form=made, order=order, **asked)
    return made


@pytest.fixture
def call(cast: Cast, form: IntakeForm) -> Ticket:
    return a_call(cast)


@pytest.fixture
def anna(cast: Cast, client: Client) -> Client:
    client.force_login(cast.anna.user)
    return client


def a_call(cast: Cast, **given: Any) -> Ticket:
    contact = {"channel": "email", "text": "De printer doet het niet", "service": cast.printing, **given}
    return take_in(Contact(customer=cast.carla, by=cast.carla.actor, **contact))


def fill_in(ticket: Ticket, cast: Cast, **raw: str) -> None:
    """The whole form at once, as the verb takes it."""
    form = cast.printing.form
    assert form is not None
    answers, _open = read_so_far(form, raw)
    ticket.fill_in(answers, asked=form.fields.all(), by=cast.anna.actor)


def of(ticket: Ticket) -> dict[str, str]:
    return dict(ticket.answers.values_list("field__key", "text"))


def told(ticket: Ticket, *, public_only: bool = False) -> list[str]:
    with translation.override("nl"):
        return [entry.words for entry in timeline(ticket, public_only=public_only).entries if entry.event]


def here(ticket: Ticket) -> str:
    return f"/desk/tickets/{ticket.number}/questions/"


def send(client: Client, ticket: Ticket, stood: dict[str, list[str]] | None = None, **given: Any) -> Any:
    """What the dialog sends: `stood` is what was in it when it was opened."""
    form = ticket.service.form if ticket.service else None
    sent = {f"q-{key}": value for key, value in given.items()}
    return client.post(
        here(ticket), {"asked": form.pk if form else "", "stood": json.dumps(stood or {}), **sent}
    )


def page_of(client: Client, address: str) -> str:
    answer = client.get(address, headers={"accept-language": "nl"})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def written(ticket: Ticket) -> object:
    return (
        list(FormAnswer.objects.order_by("id").values_list()),
        Event.objects.count(),
        Ticket.objects.values_list("changed_at", "service").get(pk=ticket.pk),
    )


def test_an_answer_is_filled_in_corrected_and_taken_away_and_the_history_tells_it(
    call: Ticket, cast: Cast
) -> None:
    fill_in(call, cast, wat="toner", kleur="Geel")
    assert of(call) == {"wat": "Toner op", "kleur": "Geel"}
    fill_in(call, cast, wat="toner", kleur="Rood")
    fill_in(call, cast, wat="stuk")
    assert of(call) == {"wat": "Stuk"}
    with translation.override("nl"):
        assert told(call)[-5:] == [
            "Wat is er mis? Toner op",
            "Kleur van de toner: Geel",
            "Kleur van de toner: Geel → Rood",
            "Wat is er mis? Toner op → Stuk",
            "Kleur van de toner: Rood → –",
        ]


def test_the_customer_does_not_read_of_it_and_who_did_it_is_known(call: Ticket, cast: Cast) -> None:
    before = told(call, public_only=True)
    fill_in(call, cast, wat="stuk")
    assert told(call, public_only=True) == before
    event = Event.objects.get(ticket_key=call.pk, type="desk.answer_changed")
    assert (event.actor_key, event.data) == (
        cast.anna.actor.key,
        {"question": KIND, "old": "", "new": "Stuk"},
    )


def test_the_same_answer_again_changes_nothing(call: Ticket, cast: Cast) -> None:
    fill_in(call, cast, wat="stuk", aantal="2,5")
    before = written(call)
    with translation.override("en"):
        fill_in(call, cast, wat="stuk", aantal="2.5")
    assert written(call) == before


def test_a_long_answer_is_told_in_short_and_kept_whole(call: Ticket, cast: Cast) -> None:
    fill_in(call, cast, wat="toner", kleur="geel " * 90)
    assert told(call)[-1].endswith("geel…") and len(told(call)[-1]) < 200
    assert len(Event.objects.latest("pk").data["new"]) == len("geel " * 90) - 1


def test_of_a_closed_call_they_stay_as_they_are(call: Ticket, cast: Cast, anna: Client) -> None:
    fill_in(call, cast, wat="stuk")
    call.withdraw(by=cast.anna.actor)
    before = written(call)
    with pytest.raises(NotNow):
        fill_in(call, cast, wat="toner")
    anna.cookies["kwis_language"] = "nl"
    answer = send(anna, call, {"wat": ["stuk"]}, wat="toner")
    assert answer.status_code == 409
    assert "Deze melding is afgesloten. Open hem eerst opnieuw." in answer.content.decode()
    assert written(call) == before
    assert here(call) not in page_of(anna, f"/desk/tickets/{call.number}/")


def test_answers_to_the_questions_of_another_service_are_refused(call: Ticket, cast: Cast) -> None:
    stale = Ticket.objects.get(pk=call.pk)
    call.translate(service=cast.hr_talk, kind="wish", by=cast.anna.actor)
    before = written(call)
    with pytest.raises(NotNow):
        fill_in(stale, cast, wat="stuk")
    assert written(call) == before


def test_the_page_says_what_is_still_open_and_leads_to_the_questions(
    call: Ticket, cast: Cast, anna: Client
) -> None:
    page = page_of(anna, f"/desk/tickets/{call.number}/")
    assert "Nog open: Wat is er mis?" in page
    assert "Kleur van de toner" not in page
    assert "Antwoorden aanvullen" in page
    assert page.count(f'href="{here(call)}"') == 1

    fill_in(call, cast, wat="toner")
    assert "Nog open: Kleur van de toner" in page_of(anna, f"/desk/tickets/{call.number}/")

    fill_in(call, cast, wat="toner", kleur="Geel")
    page = page_of(anna, f"/desk/tickets/{call.number}/")
    assert "Nog open" not in page
    assert "Antwoorden aanvullen" in page

    fill_in(call, cast, wat="toner", kleur="Geel", aantal="2")
    assert "Antwoorden wijzigen" in page_of(anna, f"/desk/tickets/{call.number}/")


def test_questions_that_are_still_open_are_read_as_one_line(call: Ticket, cast: Cast, anna: Client) -> None:
    FormField.objects.filter(key="aantal").update(required=True)
    page = page_of(anna, f"/desk/tickets/{call.number}/")
    assert "Nog open: Wat is er mis? Hoeveel printers?<" in page
    fill_in(call, cast, wat="toner")
    page = page_of(anna, f"/desk/tickets/{call.number}/")
    assert "Nog open: Kleur van de toner, Hoeveel printers?<" in page


def test_what_is_filled_in_later_stands_in_the_order_of_the_form(
    call: Ticket, cast: Cast, anna: Client
) -> None:
    fill_in(call, cast, aantal="2")
    fill_in(call, cast, aantal="2", wat="stuk")
    page = page_of(anna, f"/desk/tickets/{call.number}/")
    assert page.index("<dt>Wat is er mis?</dt>") < page.index("<dt>Hoeveel printers?</dt>")


def test_the_questions_stand_in_the_dialog_with_what_is_known(call: Ticket, cast: Cast, anna: Client) -> None:
    fill_in(call, cast, wat="toner", aantal="12")
    page = page_of(anna, here(call))
    assert '<option value="toner" selected>Toner op</option>' in page
    assert 'value="12"' in page
    assert "Kijk op het schermpje." in page
    assert 'data-shown-if="wat" data-shown-equals="["toner"]"' in page
    assert "Foto" not in page


def test_the_agent_fills_them_in_from_the_page_and_may_leave_open_what_must_be_known(
    call: Ticket, anna: Client
) -> None:
    assert send(anna, call, wat="toner").status_code == 302
    assert of(call) == {"wat": "Toner op"}
    assert send(anna, call, {"wat": ["toner"]}, wat="toner", kleur="Geel", aantal="3").status_code == 302
    assert of(call) == {"wat": "Toner op", "kleur": "Geel", "aantal": "3"}
    # what is not asked any more is not sent by the browser
    stood = {"wat": ["toner"], "kleur": ["Geel"], "aantal": ["3"]}
    assert send(anna, call, stood, wat="stuk", aantal="3").status_code == 302
    assert of(call) == {"wat": "Stuk", "aantal": "3"}


def test_without_scripts_a_question_that_is_not_asked_any_more_loses_its_answer(
    call: Ticket, cast: Cast, anna: Client
) -> None:
    fill_in(call, cast, wat="toner", kleur="Geel")
    stood = {"wat": ["toner"], "kleur": ["Geel"]}
    assert send(anna, call, stood, wat="stuk", kleur="Geel").status_code == 302
    assert of(call) == {"wat": "Stuk"}


def test_an_answer_that_cannot_be_taken_is_said_under_its_question_and_nothing_is_written(
    call: Ticket, cast: Cast, anna: Client
) -> None:
    fill_in(call, cast, wat="stuk")
    before = written(call)
    answer = send(anna, call, {"wat": ["stuk"]}, wat="stuk", aantal="veel")
    assert answer.status_code == 422
    assert 'id="id_q-aantal_error"' in answer.content.decode()
    assert 'value="veel"' in answer.content.decode()
    assert send(anna, call, {"wat": ["stuk"]}, wat="weg").status_code == 422
    assert written(call) == before


def test_two_who_answer_different_questions_at_once_do_not_undo_each_other(
    call: Ticket, cast: Cast, anna: Client
) -> None:
    fill_in(call, cast, wat="toner", aantal="1")
    # Bo saves while the dialog of Anna is open
    fill_in(call, cast, wat="toner", aantal="1", kleur="Geel")
    stood = {"wat": ["toner"], "aantal": ["1"]}
    assert send(anna, call, stood, wat="toner", kleur="", aantal="4").status_code == 302
    assert of(call) == {"wat": "Toner op", "kleur": "Geel", "aantal": "4"}


@pytest.mark.parametrize("stood", ["", "[1]", "{", '{"wat": {"a": 1}}'])
def test_what_stood_there_may_be_nonsense(stood: str, call: Ticket, form: IntakeForm, anna: Client) -> None:
    sent = {"asked": form.pk, "stood": stood, "q-wat": "stuk"}
    assert anna.post(here(call), sent).status_code == 302
    assert of(call) == {"wat": "Stuk"}


def test_questions_of_the_service_of_then_are_not_taken_for_those_of_now(
    call: Ticket, cast: Cast, anna: Client
) -> None:
    other = IntakeForm.objects.create(service=cast.hr_talk)
    FormField.objects.create(form=other, key="wat", type="text", label=KIND)
    before = written(call)
    answer = anna.post(here(call), {"asked": other.pk, "stood": "{}", "q-wat": "stuk"})
    assert answer.status_code == 422
    # sent once more it is refused once more
    assert f'name="asked" value="{other.pk}"' in answer.content.decode()
    assert written(call) == before


def test_an_earlier_version_of_the_form_stays_readable_and_the_new_one_is_asked(
    call: Ticket, cast: Cast, form: IntakeForm, anna: Client
) -> None:
    fill_in(call, cast, wat="toner", kleur="Geel", aantal="2")
    # the next version has no colour, cannot take "toner" any more and asks for the room
    form.begin_version()
    broken = {"key": "stuk", "label": {"nl": "Stuk", "en": "Broken"}}
    FormField.objects.create(form=form, key="wat", type="choice", label=KIND, options=[broken], required=True)
    FormField.objects.create(form=form, key="aantal", type="number", label=COUNT)
    FormField.objects.create(
        form=form, key="kamer", type="text", label={"nl": "Kamer", "en": "Room"}, required=True
    )

    page = page_of(anna, f"/desk/tickets/{call.number}/")
    assert "<dd>Toner op</dd>" in page and "<dd>Geel</dd>" in page
    assert "Nog open: Kamer" in page

    page = page_of(anna, here(call))
    assert 'name="q-kamer"' in page and 'name="q-kleur"' not in page
    assert send(anna, call, {"aantal": ["2"]}, wat="", aantal="2", kamer="2.08").status_code == 302
    assert of(call) == {"wat": "Toner op", "kleur": "Geel", "aantal": "2", "kamer": "2.08"}

    assert send(anna, call, {"aantal": ["2"], "kamer": ["2.08"]}, wat="stuk", aantal="2", kamer="2.08")
    assert of(call) == {"wat": "Stuk", "kleur": "Geel", "aantal": "2", "kamer": "2.08"}
    assert call.answers.get(field__key="wat").field.form == form
    assert "Wat is er mis? Toner op → Stuk" in told(call)


def test_a_file_that_came_with_the_request_stays(call: Ticket, form: IntakeForm, anna: Client) -> None:
    photo = StoredFile.objects.create(name="storing.jpg", size=1, type="image/jpeg")
    FormAnswer.objects.create(
        ticket=call, field=form.fields.get(key="foto"), value=[photo.token], text=photo.name
    )
    assert send(anna, call, wat="stuk").status_code == 302
    assert of(call) == {"wat": "Stuk", "foto": "storing.jpg"}


def test_every_kind_of_question_comes_back_as_it_was_filled_in(
    cast: Cast, call: Ticket, form: IntakeForm, anna: Client
) -> None:
    options = [{"key": one, "label": {"nl": one.upper()}} for one in ("a", "b", "c")]
    given = {
        "tekst": ("text", "Een & ander"),
        "lang": ("long_text", "Regel een\nregel twee"),
        "getal": ("number", "2,5"),
        "geld": ("money", "1250,50"),
        "dag": ("date", "2026-11-24"),
        "tijd": ("time", "09:30"),
        "keuze": ("several", ["a", "c"]),
        "wie": ("person", str(cast.dirk.pk)),
        "waar": ("place", str(cast.room.pk)),
        "post": ("email", "dirk@example.org"),
        "bel": ("phone", "06 1234 5678"),
    }
    for key, (kind, _value) in given.items():
        FormField.objects.create(form=form, key=key, type=kind, label={"nl": key}, options=options, order=9)
    raw = {key: value for key, (_kind, value) in given.items()}
    anna.cookies["kwis_language"] = "nl"
    assert send(anna, call, **raw).status_code == 302
    assert len(of(call)) == len(given)

    shown = anna.get(here(call), headers={"accept-language": "nl"}).context["form"]
    assert {key: [value] if isinstance(value, str) else value for key, value in raw.items()} == shown.known
    before = written(call)
    assert send(anna, call, json.loads(shown.stood), **raw).status_code == 302
    assert written(call) == before


def test_a_call_of_which_the_service_asks_nothing_has_no_questions(cast: Cast, anna: Client) -> None:
    call = a_call(cast)
    assert here(call) not in page_of(anna, f"/desk/tickets/{call.number}/")
    assert "De dienst van deze melding heeft geen vragen." in page_of(anna, here(call))
    before = written(call)
    assert send(anna, call, wat="stuk").status_code == 422
    assert written(call) == before


def test_questions_that_are_not_published_are_not_asked(call: Ticket, form: IntakeForm, anna: Client) -> None:
    IntakeForm.objects.update(published=False)
    assert here(call) not in page_of(anna, f"/desk/tickets/{call.number}/")


def test_who_only_has_work_in_the_call_reads_the_answers_and_does_not_change_them(
    call: Ticket, cast: Cast, client: Client
) -> None:
    fill_in(call, cast, wat="stuk")
    call.place_with(team=cast.workplace, by=cast.anna.actor)
    client.force_login(cast.wim.user)
    page = page_of(client, f"/desk/tickets/{call.number}/")
    assert "<dd>Stuk</dd>" in page
    assert here(call) not in page
    before = written(call)
    assert client.get(here(call)).status_code == 404
    assert send(client, call, {"wat": ["stuk"]}, wat="toner").status_code == 404
    assert written(call) == before


@pytest.mark.parametrize("who", ["bo", "carla", "hanna"])
def test_of_a_confidential_call_the_questions_are_as_unknown_as_the_call(
    who: str, cast: Cast, form: IntakeForm, client: Client
) -> None:
    call = a_call(cast, confidential=True)
    call.take(cast.anna)
    before = written(call)
    client.force_login(getattr(cast, who).user)
    assert client.get(here(call)).status_code == 404
    assert send(client, call, wat="stuk").status_code == 404
    assert written(call) == before


def test_a_call_that_is_not_there_has_no_questions(anna: Client, db: None) -> None:
    assert anna.get("/desk/tickets/99-1/questions/").status_code == 404
