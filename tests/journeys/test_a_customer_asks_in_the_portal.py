"""Journey b: a customer types a question, gets answers while typing, still sends it, and follows it to the end."""

import re

from playwright.sync_api import Page, expect

from kwis.catalogue.models import FormField, IntakeForm
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from kwis.dispatch.completing import report_ready
from kwis.dispatch.setting_out import set_out
from kwis.knowledge.models import Article, PlainWord
from kwis.surveys.models import SurveyAnswer
from kwis.ui.moments import before
from tests.cast import Cast
from tests.journeys.walking import PHONE, violations


def log_in(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/account/login/?next=/")
    page.get_by_label("Inlognaam of e-mailadres").fill(name)
    page.get_by_label("Wachtwoord").fill("kwis-test-1")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"{address}/")


def test_answers_come_while_typing_and_the_question_is_still_sent(
    live_server, quiet_page: Page, cast: Cast
) -> None:
    Article.objects.create(
        code="papier", title={"nl": "Het papier zit vast in de printer"}, internal=False, state="published"
    )
    page, address = quiet_page, live_server.url
    log_in(page, address, "carla")
    field = page.get_by_role("combobox", name="Uw vraag in uw eigen woorden")
    field.press_sequentially("printer", delay=30)
    expect(page.get_by_role("option", name=re.compile("Het papier zit vast"))).to_be_visible()
    expect(page.get_by_role("option", name=re.compile("Printen"))).to_be_visible()
    field.press("ArrowUp")  # the last one: send this question
    field.press("Enter")
    page.wait_for_url(re.compile(r"/calls/new/\?text=printer"))
    page.get_by_label("Waar gaat het over?").fill("De printer op 2.08 maakt strepen.")
    page.get_by_role("button", name="Versturen").click()
    page.wait_for_url(re.compile(r"/sent/$"))
    call = Ticket.objects.get()
    expect(page.get_by_text(call.number)).to_be_visible()
    expect(page.get_by_text("U hoort van ons")).to_be_visible()
    page.get_by_role("link", name="Naar uw melding").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De printer op 2.08 maakt strepen.")


def test_a_customer_says_no_to_a_part_and_later_yes_with_a_face(
    live_server, quiet_page: Page, cast: Cast
) -> None:
    page, address = quiet_page, live_server.url
    log_in(page, address, "carla")
    page.get_by_role("link", name=re.compile("^W Wens|Wens")).first.click()
    page.get_by_label("Waar gaat het over?").fill("Een laptop voor een nieuwe collega")
    page.get_by_role("button", name="Versturen").click()
    page.wait_for_url(re.compile(r"/sent/$"))
    call = Ticket.objects.get()
    call.take(cast.anna)
    part = set_out(call, title="Laptop", customer_label="Laptop", team=cast.workplace, by=cast.anna.actor)
    report_ready(part, text="Ligt klaar", customer_words="De laptop ligt bij de balie.", by=cast.wim.actor)

    page.goto(f"{address}/calls/{call.number}/")
    page.get_by_label("Nee, nog niet").check()
    page.get_by_label(re.compile("niet opgelost|not solved")).check()
    page.get_by_label("Vertel er meer over").fill("Hij start niet op.")
    page.locator("form.ready").get_by_role("button", name="Versturen").click()
    expect(page.get_by_text("Wij gaan er weer mee aan de slag.")).to_be_visible()
    part.refresh_from_db()
    assert part.state == "in_progress"

    report_ready(part, text="Nieuwe accu", by=cast.wim.actor)
    page.reload()
    page.locator("form.ready").get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", name="1 van 1 onderdeel is klaar")).to_be_visible()
    call.refresh_from_db()
    call.solve("De laptop werkt en ligt bij de balie.", author=cast.anna)
    page.goto(address)
    expect(page.get_by_text("Wij denken dat het klaar is. Klopt dat?")).to_be_visible()
    page.get_by_role("link", name=call.subject).click()
    page.get_by_text("Heel fijn").click()
    page.get_by_label("Wat ging goed").fill("Snel opgelost")
    page.locator("form.ready").get_by_role("button", name="Versturen").click()
    expect(page.get_by_text("Dank u. De melding is afgesloten.")).to_be_visible()
    assert SurveyAnswer.objects.get().face == "very_happy"
    call.refresh_from_db()
    assert call.status == "closed"


def test_a_double_click_gives_one_call_and_the_phone_has_room_for_it(
    live_server, quiet_page: Page, cast: Cast
) -> None:
    page, address = quiet_page, live_server.url
    log_in(page, address, "carla")
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/calls/new/?text=printer")
    page.get_by_label("Waar gaat het over?").fill("De printer op 2.08 maakt strepen.")
    page.get_by_role("button", name="Versturen").dblclick()
    page.wait_for_url(re.compile(r"/sent/$"))
    page.wait_for_load_state("networkidle")

    call = Ticket.objects.get()
    assert call.messages.count() == 1
    assert call.next_promise_at is not None
    expect(page.get_by_text(call.number)).to_be_visible()
    expect(page.get_by_text(before(call.next_promise_at))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


def test_a_question_appears_when_it_is_asked_and_goes_when_it_is_not(
    live_server, quiet_page: Page, cast: Cast
) -> None:
    form = IntakeForm.objects.create(service=cast.printing)
    options = [{"key": "paper", "label": {"nl": "Papier"}}, {"key": "toner", "label": {"nl": "Toner"}}]
    FormField.objects.create(
        form=form, key="what", type="choice", required=True, label={"nl": "Wat is er op?"}, options=options
    )
    FormField.objects.create(
        form=form,
        key="tray",
        type="number",
        required=True,
        order=1,
        label={"nl": "Welke lade?"},
        shown_if={"field": "what", "equals": "paper"},
    )
    page, address = quiet_page, live_server.url
    log_in(page, address, "carla")
    page.goto(f"{address}/services/printen/request/")
    expect(page.get_by_label("Welke lade?")).to_be_hidden()
    page.get_by_label("Papier").check()
    page.get_by_label("Welke lade?").fill("2")
    page.get_by_label("Toner").check()
    expect(page.get_by_label("Welke lade?")).to_be_hidden()
    page.get_by_role("button", name="Melding versturen").click()
    page.wait_for_url(re.compile(r"/sent/$"))
    assert [answer.field.key for answer in Ticket.objects.get().answers.all()] == ["what"]


def test_the_portal_is_accessible(live_server, quiet_page: Page, cast: Cast) -> None:
    page, address = quiet_page, live_server.url
    for path in ("/", "/account/login/", "/services/", "/articles/", "/privacy/"):
        page.goto(address + path)
        assert violations(page) == [], path
    log_in(page, address, "carla")
    page.goto(f"{address}/calls/new/?kind=fault")
    page.get_by_label("Waar gaat het over?").fill("De lamp knippert")
    page.get_by_role("button", name="Versturen").click()
    call = Ticket.objects.get()
    call.take(cast.anna)
    set_out(call, title="Lamp", customer_label="Lamp", team=cast.workplace, by=cast.anna.actor)
    for path in (
        "/",
        "/calls/",
        f"/calls/{call.number}/",
        "/calls/new/",
        "/services/printen/",
        "/services/printen/request/",
        "/me/",
    ):
        page.goto(address + path)
        assert violations(page) == [], path


def test_a_file_that_is_too_large_holds_the_form_back_until_it_is_taken_out(
    live_server, quiet_page: Page, cast: Cast, settings
) -> None:
    settings.MAX_FILE_BYTES = 1024 * 1024
    page, address = quiet_page, live_server.url
    log_in(page, address, "carla")
    page.goto(f"{address}/calls/new/?kind=fault")
    page.get_by_label("Waar gaat het over?").fill("De printer op 2.08 maakt strepen.")
    film = {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"x" * (1024 * 1024 + 1)}
    page.locator("#files").set_input_files([film])
    expect(page.get_by_text("Een bestand mag hooguit 1,0")).to_be_visible()
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("button", name="Haal dit bestand weg")).to_be_focused()
    assert page.url.endswith("/calls/new/?kind=fault")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Een bestand mag hooguit 1,0")).to_be_hidden()
    page.get_by_role("button", name="Versturen").click()
    page.wait_for_url(re.compile(r"/sent/$"))
    assert Ticket.objects.get().messages.get().attachments.count() == 0


def test_hard_words_are_named_to_the_agent_who_writes_them(live_server, quiet_page: Page, cast: Cast) -> None:
    PlainWord.objects.create(word="indien", plain="als", language="nl")
    call = take_in(Contact(channel="phone", text="De printer", customer=cast.carla, by=cast.anna.actor))
    page, address = quiet_page, live_server.url
    log_in(page, address, "anna")
    page.goto(f"{address}/desk/tickets/{call.number}/")
    page.locator("#answer-text").press_sequentially("Indien u belt", delay=20)
    expect(page.locator(".plain-check")).to_contain_text("als")
    assert violations(page) == []
