"""A call as its customer sees it, and what they can do with it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast

from kwis.channels.click.letter_links import confirm_address, part_address, survey_address
from kwis.channels.tests.portal import a_call, a_part, browser, let_it_settle, status_of
from kwis.core.clock import at, now
from kwis.core.files import keep
from kwis.desk.models import Closure, Hold, Recovery, Reopening, Ticket
from kwis.dispatch.accepting import refuse_part
from kwis.dispatch.completing import report_ready
from kwis.dispatch.models import Acceptance, WorkOrder
from kwis.dispatch.setting_out import set_out
from kwis.surveys.asking import ask
from kwis.surveys.models import SurveyAnswer

INSIDE = "ALLEEN-BINNEN-5521"
PNG = b"\x89PNG\r\n\x1a\n" + b"1" * 64


@pytest.fixture
def call(cast: Cast) -> Ticket:
    call = a_call(cast)
    call.take(cast.anna)
    return call


@pytest.fixture
def part(cast: Cast, call: Ticket) -> WorkOrder:
    part = a_part(cast, call)
    report_ready(
        part, text=f"Serienummer {INSIDE}", customer_words="De laptop ligt bij de balie.", by=cast.wim.actor
    )
    return part


def solved(call: Ticket, cast: Cast) -> Ticket:
    call.solve("Het is gedaan.", author=cast.anna)
    return call


def page_of(call: Ticket, person, **query: str) -> str:
    return browser(person).get(f"/calls/{call.number}/", query).content.decode()


def test_what_stays_inside_is_never_shown(cast: Cast, call: Ticket) -> None:
    file = keep("intern.png", PNG, by=cast.anna.actor)
    call.note(f"Let op {INSIDE}", author=cast.anna, files=[file])
    set_out(call, title=INSIDE, instruction=INSIDE, team=cast.workplace, by=cast.anna.actor)
    part = a_part(cast, call)
    part.refresh_from_db()
    part.wait(INSIDE, by=cast.wim.actor)
    call.hold(Hold.Reason.SUPPLIER, text=INSIDE, by=cast.anna.actor)
    call.answer("Wij kijken ernaar.", author=cast.anna)
    page = page_of(call, cast.carla)
    assert "Wij kijken ernaar." in page
    assert INSIDE not in page
    assert INSIDE not in browser(cast.carla).get("/").content.decode()
    assert [status_of(person, f"/files/{file.token}/") for person in (cast.carla, cast.anna)] == [404, 200]


def test_a_call_of_somebody_else_is_not_there(cast: Cast, call: Ticket, part: WorkOrder) -> None:
    client = browser(cast.dirk)
    address = f"/calls/{call.number}/"
    for tail in ("", "sent/"):
        assert client.get(address + tail).status_code == 404
    message = call.messages.first()
    assert client.get(f"{address}messages/{message.pk}/html/").status_code == 404
    acts = {
        "messages/": {"text": "x"},
        "answer/": {"answer": "yes"},
        f"parts/{part.number}/answer/": {"answer": "yes"},
        "face/": {"score": "4"},
        "reopening/": {"cause": "not_solved"},
        "withdrawal/": {},
        "watchers/": {"person": cast.dirk.pk},
    }
    for tail, sent in acts.items():
        assert client.post(address + tail, sent).status_code == 404, tail
    call.refresh_from_db()
    assert (call.status, call.messages.count(), call.watchers.count()) == ("open", 1, 0)
    assert not Acceptance.objects.exists()


def test_the_desk_does_not_get_at_calls_through_the_portal(cast: Cast, call: Ticket) -> None:
    assert browser(cast.anna).get(f"/calls/{call.number}/").status_code == 404


def test_who_watches_along_sees_it_and_decides_nothing(cast: Cast, call: Ticket) -> None:
    solved(call, cast)
    call.add_watcher(cast.dirk, by=cast.carla.actor)
    client = browser(cast.dirk)
    page = client.get(f"/calls/{call.number}/").content.decode()
    assert "Het is gedaan." in page
    assert "Ja, in orde" not in page
    assert client.post(f"/calls/{call.number}/answer/", {"answer": "yes"}).status_code == 404
    call.refresh_from_db()
    assert call.status == "solved"


def test_parts_are_one_road_with_a_count(cast: Cast, call: Ticket, part: WorkOrder) -> None:
    a_part(cast, call, "Toegangspas")
    page = page_of(call, cast.carla)
    assert "0 van de 2 onderdelen zijn klaar" in page
    assert "journey-ask" in page
    assert "De laptop ligt bij de balie." in page
    assert INSIDE not in page


def test_yes_to_a_part_is_an_acceptance(cast: Cast, call: Ticket, part: WorkOrder) -> None:
    browser(cast.carla).post(f"/calls/{call.number}/parts/{part.number}/answer/", {"answer": "yes"})
    part.refresh_from_db()
    assert part.state == "accepted_ready"
    assert Acceptance.objects.get().yes is True


def test_no_to_a_part_needs_a_cause_and_then_brings_the_work_back(
    cast: Cast, call: Ticket, part: WorkOrder
) -> None:
    client, address = browser(cast.carla), f"/calls/{call.number}/parts/{part.number}/answer/"
    refused = client.post(address, {"answer": "no", "words": "Hij start niet"})
    assert refused.status_code == 422
    assert "Kies wat er nog niet goed is." in refused.content.decode()
    assert "Hij start niet" in refused.content.decode()
    part.refresh_from_db()
    assert part.state == "reported_ready"
    client.post(address, {"answer": "no", "cause": "not_solved", "words": "Hij start niet"})
    part.refresh_from_db()
    assert part.state == "in_progress"
    assert (Reopening.objects.get().words, Reopening.objects.get().part) == ("Hij start niet", "Laptop")
    assert Recovery.objects.get().owner == cast.anna


def test_what_the_customer_wrote_with_a_no_stands_once_on_their_page(
    cast: Cast, call: Ticket, part: WorkOrder
) -> None:
    refuse_part(part, cause="not_solved", words="Hij start <b>niet</b>", by=cast.carla.actor)
    page = page_of(call, cast.carla)
    assert page.count("“Hij start &lt;b&gt;niet&lt;/b&gt;”") == 1


def test_what_the_desk_wrote_when_it_opened_a_call_again_stays_inside(cast: Cast, call: Ticket) -> None:
    solved(call, cast)
    call.reopen("came_back", words=INSIDE, by=cast.anna.actor)
    page = page_of(call, cast.carla)
    assert "Wij gaan er weer mee aan de slag" in page
    assert INSIDE not in page


def test_one_part_is_counted_as_one(cast: Cast, call: Ticket, part: WorkOrder) -> None:
    assert "0 van 1 onderdeel is klaar" in page_of(call, cast.carla)


def test_work_that_the_customer_does_not_see_cannot_be_answered(cast: Cast, call: Ticket) -> None:
    hidden = set_out(call, title="Boeken", team=cast.workplace, by=cast.anna.actor)
    address = f"/calls/{call.number}/parts/{hidden.number}/answer/"
    assert browser(cast.carla).post(address, {"answer": "yes"}).status_code == 404


def test_yes_closes_and_the_face_counts(cast: Cast, call: Ticket) -> None:
    solved(call, cast)
    browser(cast.carla).post(f"/calls/{call.number}/answer/", {"answer": "yes", "score": "4", "tip": "Snel"})
    call.refresh_from_db()
    assert (call.status, call.closures.get().by) == ("closed", Closure.By.CUSTOMER)
    said = SurveyAnswer.objects.get()
    assert (said.face, said.words, said.survey.ticket) == ("very_happy", "Snel", call)


def test_yes_without_a_face_closes_and_the_face_can_come_later(cast: Cast, call: Ticket) -> None:
    solved(call, cast)
    client = browser(cast.carla)
    client.post(f"/calls/{call.number}/answer/", {"answer": "yes"})
    assert "Hoe vond u onze hulp?" in page_of(call, cast.carla)
    client.post(f"/calls/{call.number}/face/", {"score": "1", "tip": "Duurde lang"})
    assert SurveyAnswer.objects.get().face == "not_good"
    assert "Hoe vond u onze hulp?" not in page_of(call, cast.carla)


def test_each_face_means_what_is_drawn(cast: Cast, call: Ticket) -> None:
    solved(call, cast)
    faces = {"4": "very_happy", "3": "good", "2": "could_be_better", "1": "not_good"}
    for value, face in faces.items():
        browser(cast.carla).post(f"/calls/{call.number}/face/", {"score": value})
        assert SurveyAnswer.objects.get().face == face
    assert browser(cast.carla).post(f"/calls/{call.number}/face/", {"score": "5"}).status_code == 422
    assert SurveyAnswer.objects.get().face == "not_good"


def test_a_face_for_a_call_that_still_runs_is_too_early(cast: Cast, call: Ticket) -> None:
    assert browser(cast.carla).post(f"/calls/{call.number}/face/", {"score": "4"}).status_code == 409
    assert not SurveyAnswer.objects.exists()


def test_yes_to_a_call_that_still_runs_is_refused(cast: Cast, call: Ticket) -> None:
    answer = browser(cast.carla).post(f"/calls/{call.number}/answer/", {"answer": "yes"})
    call.refresh_from_db()
    assert (answer.status_code, call.status) == (409, "open")


def test_no_to_the_whole_call_opens_it_again(cast: Cast, call: Ticket) -> None:
    solved(call, cast)
    client, address = browser(cast.carla), f"/calls/{call.number}/answer/"
    assert client.post(address, {"answer": "no"}).status_code == 422
    client.post(address, {"answer": "no", "cause": "came_back", "words": "Weer uit"})
    call.refresh_from_db()
    assert (call.status, Reopening.objects.get().cause) == ("open", "came_back")


def test_everything_is_right_in_one_go(cast: Cast, call: Ticket, part: WorkOrder) -> None:
    other = a_part(cast, call, "Pas")
    report_ready(other, text="Klaar", by=cast.wim.actor)
    solved(call, cast)
    assert "Alles is in orde" in page_of(call, cast.carla)
    browser(cast.carla).post(f"/calls/{call.number}/answer/", {"answer": "yes"})
    call.refresh_from_db()
    assert call.status == "closed"
    assert Acceptance.objects.filter(yes=True).count() == 2


def test_a_closed_call_opens_again_within_the_term_only(cast: Cast, call: Ticket) -> None:
    solved(call, cast)
    client, address = browser(cast.carla), f"/calls/{call.number}/reopening/"
    client.post(f"/calls/{call.number}/answer/", {"answer": "yes"})
    with at(now() + timedelta(days=31)):
        assert "Open de melding opnieuw" not in page_of(call, cast.carla)
        assert client.post(address, {"cause": "came_back"}).status_code == 409
        call.refresh_from_db()
        assert call.status == "closed"
    assert "Open de melding opnieuw" in page_of(call, cast.carla)
    client.post(address, {"cause": "came_back", "words": "Weer stuk"})
    call.refresh_from_db()
    assert call.status == "open"


def test_a_message_with_a_file_comes_in_and_is_unread(cast: Cast, call: Ticket) -> None:
    photo = SimpleUploadedFile("foto.png", PNG)
    browser(cast.carla).post(
        f"/calls/{call.number}/messages/", {"text": "Hierbij <b>de</b> foto", "files": [photo]}
    )
    call.refresh_from_db()
    message = call.messages.last()
    assert (message.channel, message.author, call.unread) == ("portal", cast.carla, True)
    assert message.attachments.get().file.name == "foto.png"
    assert "Hierbij &lt;b&gt;de&lt;/b&gt; foto" in page_of(call, cast.carla)


def test_only_a_photo_is_a_message_too_and_nothing_is_not(cast: Cast, call: Ticket) -> None:
    client, address = browser(cast.carla), f"/calls/{call.number}/messages/"
    assert client.post(address, {"text": " "}).status_code == 422
    assert call.messages.count() == 1
    assert (
        client.post(address, {"text": "", "files": [SimpleUploadedFile("foto.png", PNG)]}).status_code == 302
    )
    assert call.messages.count() == 2


def test_a_message_ends_the_waiting_for_the_customer(cast: Cast, call: Ticket) -> None:
    call.hold(Hold.Reason.CUSTOMER, by=cast.anna.actor)
    assert "Wij wachten op een antwoord van u." in page_of(call, cast.carla)
    browser(cast.carla).post(f"/calls/{call.number}/messages/", {"text": "Kamer 2.08"})
    call.refresh_from_db()
    assert call.status == "open"


def test_a_closed_call_takes_no_message(cast: Cast, call: Ticket) -> None:
    call.withdraw(by=cast.carla.actor)
    answer = browser(cast.carla).post(f"/calls/{call.number}/messages/", {"text": "Nog iets"})
    assert (answer.status_code, call.messages.count()) == (409, 1)


def test_not_needed_any_more_closes_the_call(cast: Cast, call: Ticket) -> None:
    browser(cast.carla).post(f"/calls/{call.number}/withdrawal/")
    call.refresh_from_db()
    assert (call.status, call.closures.get().withdrawn) == ("closed", True)


def test_what_still_runs_is_said_when_it_cannot_be_withdrawn(cast: Cast, call: Ticket) -> None:
    a_part(cast, call)
    answer = browser(cast.carla).post(f"/calls/{call.number}/withdrawal/")
    call.refresh_from_db()
    assert (answer.status_code, call.status) == (409, "open")


def test_a_colleague_can_watch_along_but_not_on_a_confidential_call(cast: Cast, call: Ticket) -> None:
    client = browser(cast.carla)
    client.post(f"/calls/{call.number}/watchers/", {"person": cast.dirk.pk})
    assert call.watchers.get().person == cast.dirk
    assert browser(cast.dirk).get(f"/calls/{call.number}/").status_code == 200
    secret = a_call(cast, service=cast.hr_talk)
    assert client.post(f"/calls/{secret.number}/watchers/", {"person": cast.dirk.pk}).status_code == 404
    assert not secret.watchers.exists()


def test_a_mail_is_shown_in_a_frame_of_its_own_and_a_note_never(cast: Cast, call: Ticket) -> None:
    call.receive("Hallo", author=cast.carla, channel="email", html="<p>Hallo</p>")
    mail, note = call.messages.last(), call.note(INSIDE, author=cast.anna)
    client = browser(cast.carla)
    shown = client.get(f"/calls/{call.number}/messages/{mail.pk}/html/")
    assert "sandbox" in shown["Content-Security-Policy"]
    assert b"<p>Hallo</p>" in shown.content
    assert client.get(f"/calls/{call.number}/messages/{note.pk}/html/").status_code == 404


def test_the_page_of_a_call_asks_at_most_twenty_questions_however_long_the_talk(
    cast: Cast, call: Ticket, part: WorkOrder
) -> None:
    client, counts = browser(cast.carla), []
    for _round in range(2):
        for count in range(6):
            call.answer(f"Bericht {count}", author=cast.anna, files=[keep("a.png", PNG, by=cast.anna.actor)])
            a_part(cast, call, f"Onderdeel {count}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/calls/{call.number}/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20


def test_a_link_of_a_letter_shows_without_doing_and_a_press_does(cast: Cast, call: Ticket) -> None:
    solved(call, cast)
    address = confirm_address(call)
    stranger = browser()
    path = address[address.index("/letter/") :]
    assert "Wij denken dat het klaar is" in stranger.get(path).content.decode()
    call.refresh_from_db()
    assert call.status == "solved"
    stranger.post(path, {"answer": "yes", "score": "3"})
    call.refresh_from_db()
    assert (call.status, SurveyAnswer.objects.get().face) == ("closed", "good")
    assert stranger.post(path, {"answer": "no", "cause": "came_back"}).status_code == 409
    call.refresh_from_db()
    assert call.status == "closed"


def test_a_link_of_an_earlier_round_asks_nothing_any_more(cast: Cast, call: Ticket) -> None:
    solved(call, cast)
    path = confirm_address(call).split("localhost:8000")[-1]
    call.reopen("came_back", by=cast.carla.actor)
    solved(call, cast)
    assert browser().post(path, {"answer": "yes"}).status_code == 409
    call.refresh_from_db()
    assert call.status == "solved"


def test_a_link_for_one_part_says_yes_or_no_to_that_part(cast: Cast, call: Ticket, part: WorkOrder) -> None:
    part.refresh_from_db()
    path = part_address(part).split("localhost:8000")[-1]
    assert "Laptop is klaar. Is dit zo in orde?" in browser().get(path).content.decode()
    assert browser().post(path, {"answer": "no"}).status_code == 422
    browser().post(path, {"answer": "no", "cause": "incomplete"})
    part.refresh_from_db()
    assert part.state == "in_progress"


def test_a_link_for_the_faces_takes_a_face(cast: Cast, call: Ticket) -> None:
    solved(call, cast)
    path = survey_address(ask(call)).split("localhost:8000")[-1]
    assert browser().post(path, {}).status_code == 422
    browser().post(path, {"score": "2", "tip": "Traag"})
    assert SurveyAnswer.objects.get().face == "could_be_better"
    call.refresh_from_db()
    assert call.status == "solved"  # a face is not a yes


def test_a_forged_link_is_not_there(cast: Cast) -> None:
    assert browser().get("/letter/abc:def:ghi/").status_code == 404
    assert browser().post("/letter/abc/", {"answer": "yes"}).status_code == 404


def test_the_list_keeps_running_and_closed_apart(cast: Cast, call: Ticket) -> None:
    gone = a_call(cast, subject="Stoel piept")
    gone.withdraw(by=cast.carla.actor)
    let_it_settle()
    client = browser(cast.carla)
    running, closed = (
        client.get("/calls/").content.decode(),
        client.get("/calls/?show=closed").content.decode(),
    )
    assert call.number in running
    assert gone.number not in running
    assert gone.number in closed
    assert call.number not in closed


def test_the_folded_questions_of_a_no_do_not_hold_a_yes_back(cast: Cast, call: Ticket) -> None:
    solved(call, cast)
    folded = page_of(call, cast.carla).split("ready-when-no")[1].split("ready-when-yes")[0]
    assert 'name="cause"' in folded
    assert "required" not in folded
