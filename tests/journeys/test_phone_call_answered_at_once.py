"""An agent answers a caller at once: few keys, no mouse, and everything on one screen."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from kwis.catalogue.models import FormField, IntakeForm
from kwis.desk.models import Ticket
from kwis.knowledge.models import Guide, GuideQuestion
from tests.cast import Cast
from tests.journeys.conftest import signed_in, violations

pytestmark = pytest.mark.django_db(transaction=True)

SCREEN = {"width": 1366, "height": 768}
WORDS = "De printer op de tweede verdieping print niets meer"


class Keys:
    """Presses keys and counts them; a chord counts every key of it."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *names: str) -> None:
        for name in names:
            self.pressed += len(name.split("+"))
            self.page.keyboard.press(name)

    def words(self, text: str) -> None:
        """What the caller tells is not counted."""
        self.page.keyboard.type(text)


@pytest.fixture
def intake(
    quiet_page: Page, context: BrowserContext, client: Client, live_server: LiveServer, cast: Cast
) -> Iterator[Page]:
    signed_in(context, client, live_server, cast.anna.user)
    quiet_page.set_viewport_size(SCREEN)
    quiet_page.goto(f"{live_server.url}/desk/intake/", wait_until="networkidle")
    yield quiet_page
    # what was still being fetched ends before the database is emptied
    quiet_page.wait_for_load_state("networkidle")


def finished(page: Page) -> Ticket:
    expect(page.get_by_text("is beantwoord en afgesloten")).to_be_visible()
    return Ticket.objects.get()


def test_from_an_empty_screen_in_eight_keys(intake: Page, cast: Cast) -> None:
    keys = Keys(intake)
    expect(intake.locator("#caller")).to_be_focused()

    keys.press("c", "e", "l", "i", "Enter")
    expect(intake.locator("#words")).to_be_focused()
    keys.words(WORDS)
    expect(intake.get_by_role("radio", name="Storing")).to_be_checked()
    keys.press("Control+Enter")

    call = finished(intake)
    assert (call.customer, call.owner, call.status, call.channel) == (
        cast.carla,
        cast.anna,
        "closed",
        "phone",
    )
    assert (call.service, call.answered_at_once) == (cast.printing, True)
    assert call.messages.get(direction="in").text == WORDS
    assert keys.pressed <= 8


def test_from_a_recognised_caller_in_two_keys(intake: Page, cast: Cast, live_server: LiveServer) -> None:
    intake.goto(f"{live_server.url}/desk/intake/?phone=+31612345678", wait_until="networkidle")
    keys = Keys(intake)
    expect(intake.get_by_role("heading", name="Carla Çelik")).to_be_visible()
    expect(intake.locator("#words")).to_be_focused()

    keys.words(WORDS)
    keys.press("Control+Enter")

    assert finished(intake).customer == cast.carla
    assert keys.pressed == 2


def test_fast_typists_press_enter_before_the_names_are_there(intake: Page, cast: Cast) -> None:
    intake.keyboard.type("celi")
    intake.keyboard.press("Enter")

    expect(intake.locator("#caller")).to_have_value("Carla Çelik")
    expect(intake.locator("#words")).to_be_focused()
    assert not Ticket.objects.exists()


def test_questions_first_then_the_fix_and_the_kind_by_one_key(intake: Page, cast: Cast) -> None:
    guide = Guide.objects.create(service=cast.printing, likely_fix={"nl": "Zet de printer uit."})
    GuideQuestion.objects.create(guide=guide, question={"nl": "Welke printer?"}, order=1)
    GuideQuestion.objects.create(
        guide=guide, question={"nl": "Brandt er een lampje?"}, answers=[{"nl": "Ja"}, {"nl": "Nee"}], order=2
    )
    intake.locator("#words").click()
    intake.keyboard.type(WORDS)
    expect(intake.get_by_label("Welke printer?")).to_be_visible()
    expect(intake.get_by_text("Zet de printer uit.")).to_be_hidden()

    intake.get_by_label("Welke printer?").fill("P-12")
    intake.keyboard.press("Enter")
    intake.get_by_role("radio", name="Ja", exact=True).check()
    expect(intake.get_by_text("Zet de printer uit.")).to_be_visible()
    intake.locator("#words").press("Escape")
    intake.keyboard.press("1")

    expect(intake.get_by_role("radio", name="Klacht")).to_be_checked()
    intake.locator("#words").press("End")
    intake.keyboard.type(" en dat is al de derde keer")
    intake.wait_for_timeout(600)
    expect(intake.get_by_role("radio", name="Klacht")).to_be_checked()


def test_a_crash_loses_no_words(intake: Page, cast: Cast, live_server: LiveServer) -> None:
    intake.keyboard.type("celi")
    intake.keyboard.press("Enter")
    expect(intake.locator("#words")).to_be_focused()
    intake.keyboard.type(WORDS)
    intake.wait_for_timeout(2300)

    intake.goto(f"{live_server.url}/desk/intake/", wait_until="networkidle")

    expect(intake.locator("#words")).to_have_value(WORDS)
    expect(intake.get_by_role("heading", name="Carla Çelik")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_one_screen_without_scrolling_and_clean_for_axe(
    intake: Page, cast: Cast, live_server: LiveServer, theme: str
) -> None:
    intake.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    intake.goto(f"{live_server.url}/desk/intake/?customer={cast.carla.pk}", wait_until="networkidle")
    intake.locator("#words").click()
    intake.keyboard.type(WORDS)
    expect(intake.get_by_role("radio", name="Printen")).to_be_checked()

    assert intake.evaluate("document.documentElement.scrollHeight") <= SCREEN["height"]
    for part in ("#words", "#solved", "#promise-hour", "#to"):
        expect(intake.locator(part)).to_be_in_viewport(ratio=1)
    assert violations(intake) == []


def test_the_same_on_a_telephone(intake: Page, cast: Cast) -> None:
    intake.set_viewport_size({"width": 390, "height": 800})

    assert intake.evaluate("document.documentElement.scrollWidth") <= 390
    intake.get_by_role("button", name="Afronden").scroll_into_view_if_needed()
    expect(intake.get_by_role("button", name="Afronden")).to_be_in_viewport()


@pytest.fixture
def questions(cast: Cast) -> IntakeForm:
    """What printing asks; which floor is only asked when there are more printers."""
    form = IntakeForm.objects.create(service=cast.printing)
    FormField.objects.create(
        form=form, key="printer", type="text", label={"nl": "Nummer van de printer"}, required=True, order=1
    )
    options = [{"key": "een", "label": {"nl": "Eén"}}, {"key": "meer", "label": {"nl": "Meer"}}]
    FormField.objects.create(
        form=form, key="hoeveel", type="choice", label={"nl": "Hoeveel printers?"}, options=options, order=2
    )
    FormField.objects.create(
        form=form,
        key="verdieping",
        type="text",
        label={"nl": "Op welke verdieping?"},
        shown_if={"field": "hoeveel", "equals": "meer"},
        order=3,
    )
    return form


def test_the_questions_of_the_service_cost_no_key_when_they_stay_open(
    intake: Page, cast: Cast, questions: IntakeForm
) -> None:
    keys = Keys(intake)
    keys.press("c", "e", "l", "i", "Enter")
    expect(intake.locator("#words")).to_be_focused()
    keys.words(WORDS)
    expect(intake.get_by_label("Nummer van de printer")).to_be_visible()
    expect(intake.locator("#words")).to_be_focused()
    keys.press("Control+Enter")

    call = finished(intake)
    assert (call.service, call.answers.count()) == (cast.printing, 0)
    assert "Nummer van de printer" in call.messages.get(direction="note").text
    assert keys.pressed <= 8


def test_the_questions_of_the_service_are_answered_while_the_words_go_on(
    intake: Page, cast: Cast, live_server: LiveServer, questions: IntakeForm
) -> None:
    intake.goto(f"{live_server.url}/desk/intake/?customer={cast.carla.pk}", wait_until="networkidle")
    intake.locator("#words").fill(WORDS)
    number = intake.get_by_label("Nummer van de printer")
    number.fill("P-12")
    expect(intake.get_by_label("Op welke verdieping?")).to_be_hidden()
    intake.get_by_role("radio", name="Meer", exact=True).check()
    intake.get_by_label("Op welke verdieping?").fill("2")
    assert violations(intake) == []
    assert intake.evaluate("document.documentElement.scrollHeight") <= SCREEN["height"]

    # other words would propose something else; what is being answered stays, and so do the answers
    intake.locator("#words").press("End")
    intake.keyboard.type(" en mijn leidinggevende wil een gesprek over verzuim")
    intake.wait_for_timeout(700)
    expect(number).to_have_value("P-12")
    expect(intake.get_by_role("radio", name="Printen")).to_be_checked()
    intake.keyboard.press("Control+Enter")

    call = finished(intake)
    assert {one.field.key: one.text for one in call.answers.all()} == {
        "printer": "P-12",
        "hoeveel": "Meer",
        "verdieping": "2",
    }
