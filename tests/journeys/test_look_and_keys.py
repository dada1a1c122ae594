"""The design system in a real browser: under the strict policy, by keyboard, in both themes, clean for axe."""

import re

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast
from tests.journeys.conftest import signed_in, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def guide(
    quiet_page: Page, context: BrowserContext, client: Client, live_server: LiveServer, cast: Cast
) -> Page:
    signed_in(context, client, live_server, cast.admin.user)
    quiet_page.goto(f"{live_server.url}/styleguide/", wait_until="networkidle")
    return quiet_page


def test_htmx_swaps_a_fragment_under_the_strict_policy(guide: Page) -> None:
    guide.get_by_role("button", name="Haal een stuk op").click()

    expect(guide.locator("#g-swap")).to_contain_text("Dit stuk is opgehaald.")


def test_charts_are_drawn_from_their_tables_and_can_be_read_as_tables(guide: Page) -> None:
    figure = guide.locator("figure.chart").first
    expect(figure.locator("canvas")).to_have_attribute("aria-label", re.compile("wk 18 81%"))

    figure.get_by_role("button", name="Tabel").click()

    expect(figure.get_by_role("table")).to_be_visible()


def test_the_theme_switches_at_once_and_stays(guide: Page) -> None:
    guide.get_by_role("button", name="Donkere weergave").click()
    expect(guide.locator("html")).to_have_attribute("data-theme", "dark")
    guide.wait_for_load_state("networkidle")

    guide.reload()

    expect(guide.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_language_switches_and_the_reader_stays_on_the_page(guide: Page) -> None:
    guide.get_by_role("button", name="switch to English").click()

    expect(guide.get_by_role("heading", level=1)).to_have_text("Components and states")
    expect(guide).to_have_url(re.compile("/styleguide/$"))


def test_a_question_mark_opens_the_key_help_and_escape_closes_it(guide: Page) -> None:
    guide.locator("h1").click()
    guide.keyboard.press("?")
    expect(guide.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()

    guide.keyboard.press("Escape")

    expect(guide.get_by_role("dialog", name="Sneltoetsen")).to_be_hidden()


def test_g_and_a_letter_go_to_a_part_but_not_from_inside_a_field(guide: Page) -> None:
    field = guide.get_by_label("Wat is er gebeurd?").last
    field.click()
    guide.keyboard.type("gm?")
    expect(field).to_have_value("gm?")
    expect(guide).to_have_url(re.compile("/styleguide/$"))

    guide.locator("h1").click()
    guide.keyboard.press("g")
    guide.keyboard.press("m")

    expect(guide).to_have_url(re.compile("/manage/$"))


def test_single_letters_can_be_switched_off(guide: Page) -> None:
    guide.locator("h1").click()
    guide.keyboard.press("?")
    guide.get_by_role("button", name="Losse letters uitzetten").click()
    guide.wait_for_load_state("networkidle")

    guide.locator("h1").click()
    guide.keyboard.press("g")
    guide.keyboard.press("m")

    expect(guide).to_have_url(re.compile("/styleguide/$"))


def test_a_toast_goes_away_when_its_way_back_is_used_or_its_time_is_over(guide: Page) -> None:
    guide.evaluate(
        """() => {
          const toast = Object.assign(document.createElement("div"), {className: "toast-undo", textContent: "Bewaard"});
          toast.dataset.toast = "0.2";
          document.getElementById("toasts").append(toast);
        }"""
    )

    expect(guide.locator("#toasts")).to_contain_text("Bewaard")
    expect(guide.locator("#toasts")).not_to_contain_text("Bewaard", timeout=4000)


@pytest.mark.parametrize(("width", "seen"), [(1440, 3), (390, 1)])
def test_several_toasts_at_once_stay_over_the_bar_above_what_can_be_pressed(
    guide: Page, width: int, seen: int
) -> None:
    guide.set_viewport_size({"width": width, "height": 800})
    guide.evaluate(
        """() => {
          for (const words of ["26-4182 is aangenomen. U bent de eigenaar.", "Verstuurd aan de klant.", "Bewaard"]) {
            document.dispatchEvent(new CustomEvent("kwis:say", { detail: words }));
          }
        }"""
    )
    stack = guide.locator("#toasts .toast-undo")

    expect(stack).to_have_count(3)
    expect(stack.filter(visible=True)).to_have_count(seen)
    bar = guide.locator(".topbar").bounding_box()
    assert bar
    for toast in stack.filter(visible=True).all():
        box = toast.bounding_box()
        assert box and box["y"] + box["height"] <= bar["y"] + bar["height"] + 4
        assert box["x"] >= 0 and box["x"] + box["width"] <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_styleguide_is_clean_for_axe(guide: Page, theme: str) -> None:
    guide.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    guide.reload(wait_until="networkidle")

    assert violations(guide) == []


@pytest.mark.parametrize("width", [390, 768])
def test_the_styleguide_does_not_scroll_sideways_on_a_small_screen(guide: Page, width: int) -> None:
    guide.set_viewport_size({"width": width, "height": 800})

    assert guide.evaluate("document.documentElement.scrollWidth") <= width


def test_managing_a_list_by_keyboard_and_clean_for_axe(guide: Page, live_server: LiveServer) -> None:
    guide.goto(f"{live_server.url}/manage/")

    assert violations(guide) == []


def test_an_error_page_is_clean_for_axe(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/no-such-page/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Wij kunnen deze pagina niet vinden")
    assert violations(page) == []
