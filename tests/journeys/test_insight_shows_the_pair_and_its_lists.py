"""The lead opens insight by key, sees the panes come in, and follows a figure to its calls."""

import os
from typing import Any

from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from kwis.insight.panes import PANES
from kwis.insight.tests.year import a_book
from tests.cast import Cast
from tests.journeys.conftest import signed_in, violations


def test_the_lead_reads_the_pair_and_opens_a_list(
    cast: Cast, context: BrowserContext, client: Client, live_server: Any, quiet_page: Page
) -> None:
    a_book(cast)
    signed_in(context, client, live_server, cast.ineke.user)
    quiet_page.goto(f"{live_server.url}/desk/boards/")
    quiet_page.keyboard.press("g")
    quiet_page.keyboard.press("n")
    quiet_page.wait_for_url("**/desk/insight/")
    expect(quiet_page.locator("[aria-busy]")).to_have_count(0, timeout=20000)
    expect(quiet_page.locator(".insight-pane")).to_have_count(len(PANES))
    expect(quiet_page.locator(".pair .pair-half")).to_have_count(2)
    expect(quiet_page.locator("figure.chart canvas").first).to_be_visible()
    look_at(quiet_page, "insight")
    assert violations(quiet_page) == []
    figure = quiet_page.locator(".pair [data-figure=finished]").first
    number = figure.inner_text()
    figure.click()
    expect(quiet_page.locator("[data-length]")).to_have_text(number)
    expect(quiet_page.locator("tr[data-row]")).to_have_count(int(number))
    look_at(quiet_page, "insight-list")
    assert violations(quiet_page) == []


def look_at(page: Page, name: str) -> None:
    folder = os.environ.get("KWIS_LOOK")
    if not folder:
        return
    for width, height, theme in ((1440, 900, "light"), (1440, 900, "dark"), (390, 844, "light")):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(
            "theme => { document.documentElement.dataset.theme = theme; document.dispatchEvent(new Event('kwis:theme')); }",
            theme,
        )
        page.wait_for_timeout(400)
        page.screenshot(path=f"{folder}/{name}-{width}-{theme}.png", full_page=True)
    page.set_viewport_size({"width": 1440, "height": 900})
