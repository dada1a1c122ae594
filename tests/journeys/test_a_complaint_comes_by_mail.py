"""Journey a: a complaint by mail becomes a call with a number and a promise, and is answered from the browser."""

import io

import pytest
from playwright.sync_api import expect

from kwis.channels.call.mail.receive_command import receive_command
from kwis.channels.models import Delivery
from kwis.core.clock import now
from kwis.desk.models import ComplaintCase, Ticket
from kwis.ui.moments import before
from tests.cast import Cast
from tests.journeys.walking import Walk

pytestmark = pytest.mark.django_db(transaction=True)

SUBJECT = "Klacht over de schoonmaak"
WORDS = "Ik wil een klacht indienen. Dit is de derde week dat onze kamer niet wordt schoongemaakt. Ik ben daar boos over."
ANSWER = "Wat vervelend. Morgenochtend wordt uw kamer schoongemaakt, en ik kijk zelf of het goed is."
HEARD = "De vaste kracht is ziek. Niemand belde haar terug."
DECIDED = "Uw klacht is terecht. Er komt een vervanger."
MAIL = f"""\
From: Carla Celik <carla@example.org>
To: servicepunt@rijnoever.example
Subject: {SUBJECT}
Date: Mon, 16 Nov 2026 09:12:00 +0100
Message-ID: <klacht-1@example.org>
Content-Type: text/plain; charset=utf-8

{WORDS}

Groet, Carla
"""


@pytest.fixture
def complaint(cast: Cast) -> Ticket:
    """Carla's complaint, as the mail server hands it over and the worker goes on with it."""
    said = io.StringIO()
    assert receive_command(io.BytesIO(MAIL.encode()), out=said) == 0
    assert said.getvalue() == "handled new\n"
    return Ticket.objects.get()


def letter_of(code: str) -> Delivery:
    return Delivery.objects.get(letter=code)


def test_a_complaint_by_mail_is_confirmed_with_number_and_promise(
    walk: Walk, complaint: Ticket, cast: Cast
) -> None:
    walk.work()

    assert (complaint.kind, complaint.channel, complaint.customer, complaint.owner) == (
        "complaint",
        "email",
        cast.carla,
        None,
    )
    case = ComplaintCase.objects.get(ticket=complaint)
    assert (case.heard_at, case.decided_at, case.founded) == (None, None, None)
    confirmation = letter_of("confirmation")
    assert confirmation.address == "carla@example.org"
    assert complaint.next_promise_at is not None
    assert complaint.next_promise_at > now()
    for told in (complaint.number, before(complaint.next_promise_at)):
        assert told in confirmation.text

    # who looks after the mail can read it as the customer gets it
    walk.as_(cast.ineke)
    page = walk.to("/desk/letters/")
    page.get_by_role("link", name=confirmation.subject).click()
    expect(page.frame_locator("iframe").get_by_text(complaint.number).first).to_be_visible()
    walk.look()


def test_the_agent_sees_it_answers_it_and_the_customer_gets_the_letter(
    walk: Walk, complaint: Ticket, cast: Cast
) -> None:
    walk.work()
    walk.as_(cast.anna)
    page = walk.to("/desk/?view=unassigned")
    row = page.locator("tr", has_text=complaint.number)
    expect(row).to_contain_text(SUBJECT)
    expect(row).to_contain_text("Carla Çelik")
    walk.on_a_phone()

    row.locator("[data-open-row]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SUBJECT)
    conversation = page.locator(".conversation")
    expect(conversation).to_contain_text(WORDS)
    expect(page.locator(".promise-card")).to_contain_text(before(complaint.next_promise_at))  # type: ignore[arg-type]
    walk.look()
    walk.on_a_phone()

    page.locator("form[action$='/ownership/'] button").click()
    page.wait_for_load_state("networkidle")
    page.locator("#answer-text").fill(ANSWER)
    page.locator("#panel-answer button[type=submit]").click()
    expect(conversation).to_contain_text(ANSWER)
    walk.look()
    walk.work()

    complaint.refresh_from_db()
    assert (complaint.owner, complaint.status) == (cast.anna, "open")
    answer = letter_of("answer")
    assert (answer.address, answer.answers_to) == ("carla@example.org", "<klacht-1@example.org>")
    assert ANSWER in answer.text
    assert complaint.promises.get().state == "kept"

    # and in the portal the customer reads the same
    walk.as_(cast.carla)
    page = walk.to(f"/calls/{complaint.number}/")
    expect(page.locator(".talk-list")).to_contain_text(ANSWER)
    walk.on_a_phone()


def test_the_complaint_is_heard_and_decided_and_the_customer_reads_the_decision(
    walk: Walk, complaint: Ticket, cast: Cast
) -> None:
    walk.work()
    walk.as_(cast.anna)
    page = walk.to(f"/desk/tickets/{complaint.number}/")
    dialog = page.locator("dialog[open]")
    path = page.get_by_role("region", name="De klacht")

    path.get_by_role("link", name="Klant gehoord").click()
    dialog.locator("textarea").fill(HEARD)
    walk.look()
    dialog.locator("button[type=submit]").click()

    path.get_by_role("link", name="Besluit").click()
    dialog.get_by_label("Gegrond", exact=True).check()
    dialog.locator("textarea").fill(DECIDED)
    walk.look()
    dialog.locator("button[type=submit]").click()
    expect(path).to_contain_text("Gegrond,")
    walk.look()
    walk.on_a_phone()
    walk.work()
    assert DECIDED in letter_of("answer").text

    walk.as_(cast.carla)
    page = walk.to(f"/calls/{complaint.number}/")
    expect(page.locator(".talk-list")).to_contain_text(DECIDED)
    expect(page.locator(".talk-list")).to_contain_text("Besloten: de klacht is gegrond (terecht)")
    expect(page.locator(".talk-list")).not_to_contain_text(HEARD)
