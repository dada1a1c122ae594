"""Sending a question, and asking for a service with its own form."""

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import override_settings
from tests.cast import Cast, make_cast

from kwis.accounts.roles import make_ready
from kwis.catalogue.models import FormField, IntakeForm
from kwis.channels.click.sending import new_token
from kwis.channels.tests.portal import a_call, browser, let_it_settle, status_of
from kwis.core.clock import at
from kwis.desk.models import FormAnswer, Ticket
from kwis.dispatch.models import Plan, PlanStep, WorkOrder
from kwis.people.models import Place

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
MONDAY = datetime(2026, 6, 8, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
WORDS = {"text": "Mijn bureaulamp doet het niet.", "urgency": "2"}


@pytest.fixture
def form(cast: Cast) -> IntakeForm:
    """Which printer, what is wrong, and, only for paper, which tray."""
    form = IntakeForm.objects.create(service=cast.printing)
    rows = [
        ("which", "text", True, {}, []),
        ("what", "choice", True, {}, ["paper", "toner"]),
        ("tray", "number", True, {"field": "what", "equals": "paper"}, []),
        ("where", "place", False, {}, []),
        ("photo", "file", False, {}, []),
    ]
    for order, (key, kind, required, shown_if, options) in enumerate(rows):
        FormField.objects.create(
            form=form,
            key=key,
            type=kind,
            required=required,
            shown_if=shown_if,
            order=order,
            label={"nl": f"Vraag {key}"},
            options=[{"key": option, "label": {"nl": option}} for option in options],
        )
    return form


def test_words_become_a_call_with_number_and_promise(cast: Cast) -> None:
    client = browser(cast.carla)
    with at(MONDAY):
        answer = client.post(
            "/calls/new/", {**WORDS, "kind": "fault", "place": cast.room.pk, "expectation": "Kom kijken"}
        )
        call = Ticket.objects.get()
        assert answer["Location"] == f"/calls/{call.number}/sent/"
        page = client.get(answer["Location"]).content.decode()
    assert call.number in page
    assert "U hoort van ons <strong>" in page
    assert (call.channel, call.kind, call.place, call.customer) == ("portal", "fault", cast.room, cast.carla)
    assert (call.expectation, call.messages.get().text) == ("Kom kijken", WORDS["text"])


def test_without_a_door_the_kind_is_proposed_from_the_words(cast: Cast) -> None:
    browser(cast.carla).post("/calls/new/", {**WORDS, "text": "De printer is kapot"})
    assert Ticket.objects.get().kind == "fault"


def test_a_photo_goes_along_and_only_who_sees_the_call_can_open_it(cast: Cast) -> None:
    photo = SimpleUploadedFile("lamp.png", PNG)
    browser(cast.carla).post("/calls/new/", {**WORDS, "files": [photo]})
    file = Ticket.objects.get().messages.get().attachments.get().file
    address = f"/files/{file.token}/"
    who = (cast.carla, cast.anna, cast.dirk, cast.wim, None)
    assert [status_of(person, address) for person in who] == [200, 200, 404, 404, 404]


def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(cast: Cast) -> None:
    photo = SimpleUploadedFile("lamp.png", PNG)
    client = browser(cast.carla)
    sent = {"text": "", "urgency": "1", "expectation": "Bel mij", "files": [photo], "need_by": "2001-01-01"}
    answer = client.post("/calls/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Vertel in uw eigen woorden waar het over gaat." in page
    assert "Kies een dag die nog komt." in page
    assert "Bel mij" in page
    assert "lamp.png" in page
    assert not Ticket.objects.exists()
    kept = page.split('name="files_kept" value="')[1].split('"')[0]
    client.post("/calls/new/", {**WORDS, "files_kept": kept})
    assert Ticket.objects.get().messages.get().attachments.get().file.name == "lamp.png"


def test_a_file_that_somebody_else_kept_cannot_be_named(cast: Cast) -> None:
    page = browser(cast.carla).post(
        "/calls/new/", {"text": "", "files": [SimpleUploadedFile("geheim.png", PNG)]}
    )
    kept = page.content.decode().split('name="files_kept" value="')[1].split('"')[0]
    browser(cast.dirk).post("/calls/new/", {**WORDS, "files_kept": kept})
    assert not Ticket.objects.get().messages.get().attachments.exists()


def test_an_empty_file_is_refused_with_the_reason(cast: Cast) -> None:
    answer = browser(cast.carla).post(
        "/calls/new/", {**WORDS, "files": [SimpleUploadedFile("leeg.txt", b"")]}
    )
    assert answer.status_code == 422
    assert not Ticket.objects.exists()


def test_the_same_form_sent_twice_is_one_call(cast: Cast) -> None:
    client, token = browser(cast.carla), new_token()
    first = client.post("/calls/new/", {**WORDS, "token": token})
    second = client.post("/calls/new/", {**WORDS, "token": token})
    assert first["Location"] == second["Location"]
    assert Ticket.objects.count() == 1


def test_a_token_of_somebody_else_leads_to_no_call_of_theirs(cast: Cast) -> None:
    token = new_token()
    browser(cast.carla).post("/calls/new/", {**WORDS, "token": token})
    browser(cast.dirk).post("/calls/new/", {**WORDS, "token": token})
    assert set(Ticket.objects.values_list("customer", flat=True)) == {cast.carla.pk, cast.dirk.pk}


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_call() -> None:
    make_ready()
    cast, token, answers = make_cast(), new_token(), []
    clients = [browser(cast.carla) for _click in range(4)]
    together = threading.Barrier(len(clients))

    def click(client) -> None:
        together.wait()
        answers.append(client.post("/calls/new/", {**WORDS, "token": token}).status_code)
        connection.close()

    clicks = [threading.Thread(target=click, args=[client]) for client in clients]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert answers == [302] * 4
    assert Ticket.objects.count() == 1


def test_a_stranger_is_asked_to_log_in_and_makes_no_call(cast: Cast) -> None:
    for address in (
        "/calls/new/",
        "/services/printen/request/",
        "/calls/",
        "/me/",
        "/choose/places/",
        "/choose/colleagues/",
    ):
        assert browser().get(address)["Location"].startswith("/account/login/")
    assert browser().post("/calls/new/", WORDS).status_code == 302
    assert not Ticket.objects.exists()


def test_a_place_out_of_use_cannot_be_chosen(cast: Cast) -> None:
    gone = Place.objects.create(kind="room", path="stadhuis/9", name="9.99", parent=cast.site, active=False)
    client = browser(cast.carla)
    assert "9.99" not in client.get("/choose/places/", {"q": "9.99"}).content.decode()
    answer = client.post("/calls/new/", {**WORDS, "place": gone.pk})
    assert answer.status_code == 422
    assert "Kies een plek uit de lijst." in answer.content.decode()


def test_colleagues_are_found_by_name_but_not_by_people_from_outside(cast: Cast) -> None:
    assert "Dirk Dijk" in browser(cast.carla).get("/choose/colleagues/", {"q": "dijk"}).content.decode()
    cast.carla.external = True
    cast.carla.save()
    assert "Dirk Dijk" not in browser(cast.carla).get("/choose/colleagues/", {"q": "dijk"}).content.decode()


def test_a_request_shows_its_questions_the_promise_and_who_does_what(cast: Cast, form: IntakeForm) -> None:
    plan = Plan.objects.create(service=cast.printing)
    PlanStep.objects.create(
        plan=plan, key="look", team=cast.workplace, customer_label={"nl": "Nakijken"}, title={"nl": "T"}
    )
    PlanStep.objects.create(plan=plan, key="hidden", team=cast.workplace, title={"nl": "Boeken sluiten"})
    page = browser(cast.carla).get("/services/printen/request/").content.decode()
    assert "Vraag which" in page
    assert 'data-shown-if="what"' in page
    assert "Dit beloven wij u" in page
    assert "Nakijken" in page
    assert "Boeken sluiten" not in page
    assert "Stadhuis, 2.08" in page  # the own room is filled in


def test_answers_are_kept_with_the_call(cast: Cast, form: IntakeForm) -> None:
    photo = SimpleUploadedFile("vel.png", PNG)
    sent = {
        "q-which": "P-204",
        "q-what": "paper",
        "q-tray": "2",
        "q-where": cast.room.pk,
        "q-photo": [photo],
        "more": "Al een week.",
    }
    browser(cast.carla).post("/services/printen/request/", sent)
    call = Ticket.objects.get()
    assert call.subject == "Printen: P-204"
    assert (call.service, call.place, call.kind) == (cast.printing, cast.room, "fault")
    assert call.messages.get().text == "Al een week."
    assert call.messages.get().attachments.get().file.name == "vel.png"
    assert dict(FormAnswer.objects.values_list("field__key", "text"))["tray"] == "2"
    page = browser(cast.carla).get(f"/calls/{call.number}/").content.decode()
    assert "Vraag what" in page


def test_a_question_that_is_not_asked_is_not_missed_and_one_that_is_asked_is(
    cast: Cast, form: IntakeForm
) -> None:
    client = browser(cast.carla)
    refused = client.post(
        "/services/printen/request/", {"q-which": "P-204", "q-what": "paper", "more": "Blijft staan"}
    )
    page = refused.content.decode()
    assert refused.status_code == 422
    assert 'href="#id-tray-field"' in page
    assert 'value="P-204"' in page
    assert "Blijft staan" in page
    assert not Ticket.objects.exists()
    assert (
        client.post("/services/printen/request/", {"q-which": "P-204", "q-what": "toner"}).status_code == 302
    )


def test_an_answer_that_the_form_does_not_offer_is_refused(cast: Cast, form: IntakeForm) -> None:
    answer = browser(cast.carla).post("/services/printen/request/", {"q-which": "x", "q-what": "<script>"})
    assert answer.status_code == 422
    assert not Ticket.objects.exists()


def test_a_service_for_others_cannot_be_seen_or_requested(cast: Cast) -> None:
    cast.printing.state = "draft"
    cast.printing.save()
    client = browser(cast.carla)
    for address in ("/services/printen/", "/services/printen/request/"):
        assert client.get(address).status_code == 404
    assert client.post("/services/printen/request/", {"more": "x"}).status_code == 404
    assert not Ticket.objects.exists()


def test_a_service_that_starts_at_once_sets_its_work_out_by_itself(cast: Cast) -> None:
    cast.printing.start = "at_once"
    cast.printing.save()
    plan = Plan.objects.create(service=cast.printing)
    PlanStep.objects.create(
        plan=plan,
        key="look",
        team=cast.workplace,
        customer_label={"nl": "Nakijken"},
        title={"nl": "Nakijken"},
    )
    browser(cast.carla).post("/services/printen/request/", {"more": "Graag"})
    let_it_settle()
    assert WorkOrder.objects.get().team == cast.workplace


def test_needed_on_a_day_means_before_the_end_of_it(cast: Cast) -> None:
    with at(MONDAY):
        day = (MONDAY + timedelta(days=3)).date()
        browser(cast.carla).post("/calls/new/", {**WORDS, "need_by": day.isoformat()})
    need_by = Ticket.objects.get().need_by
    assert need_by is not None
    assert need_by.astimezone(MONDAY.tzinfo).isoformat() == "2026-06-11T17:00:00+02:00"


def test_every_page_of_the_portal_opens_for_a_customer(cast: Cast) -> None:
    call = a_call(cast)
    client = browser(cast.carla)
    pages = [
        "/services/",
        "/services/printen/",
        "/articles/",
        "/calls/",
        "/calls/?show=closed",
        "/me/",
        "/privacy/",
        "/accessibility/",
        "/contact/",
    ]
    for address in [*pages, f"/calls/{call.number}/", "/calls/new/?kind=complaint", "/find/?q="]:
        assert client.get(address).status_code == 200, address


def test_a_form_that_ends_in_own_words_asks_for_them_once(cast: Cast, form: IntakeForm) -> None:
    client = browser(cast.carla)
    assert 'name="more"' in client.get("/services/printen/request/").content.decode()
    last = FormField.objects.create(
        form=form, key="rest", order=90, type="long_text", label={"nl": "Wilt u nog iets vertellen?"}
    )
    page = client.get("/services/printen/request/").content.decode()
    assert page.count("Wilt u nog iets vertellen?") == 1
    assert 'name="more"' not in page
    # a question that not everybody sees leaves no room for everybody
    last.shown_if = {"field": "what", "equals": "paper"}
    last.save()
    assert 'name="more"' in client.get("/services/printen/request/").content.decode()


def test_what_is_missing_reads_as_a_sentence(cast: Cast, form: IntakeForm) -> None:
    form.fields.filter(key="what").update(label={"nl": "Wat is er mis?"})
    page = browser(cast.carla).post("/services/printen/request/", {}).content.decode()
    assert "?:" not in page
    assert "Wat is er mis? Dit is nodig. Kies er een." in page
    assert "Vraag which: Dit is nodig. Vul het in." in page


@override_settings(MAX_FILE_BYTES=1024 * 1024)
def test_how_large_a_file_may_be_is_said_and_nothing_is_sent_without_it(cast: Cast) -> None:
    client = browser(cast.carla)
    page = " ".join(client.get("/calls/new/?kind=fault").content.decode().split())
    assert 'data-most="1048576"' in page
    assert "Een bestand mag hooguit 1,0 MB zijn." in page
    answer = client.post(
        "/calls/new/", {**WORDS, "files": SimpleUploadedFile("film.bin", b"x" * 1024 * 1024 + b"y")}
    )
    assert answer.status_code == 422
    assert not Ticket.objects.exists()
