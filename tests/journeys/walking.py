"""What every walk through Kwis does: come in as somebody, look well at a page, and let the worker do its work."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import BrowserContext, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from kwis.core import jobs
from kwis.people.models import Person

AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
PHONE: ViewportSize = {"width": 390, "height": 800}


def violations(page: Page) -> list[str]:
    """What axe finds on the page, one line each."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for one in found
        for node in one["nodes"][:4]
    ]


def signed_in(context: BrowserContext, client: Any, live_server: Any, user: Any) -> None:
    """Give the browser the session of this user."""
    client.force_login(user)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


class Walk:
    """One browser, in turn of each person of the story; `seen` are the pages that were looked at."""

    def __init__(self, page: Page, live_server: LiveServer) -> None:
        self.page, self.live_server = page, live_server
        self.seen: list[str] = []

    def as_(self, person: Person | None) -> None:
        """From here on the browser is this person's; None is somebody without a log-in."""
        self.rest()
        self.page.goto("about:blank")
        self.page.context.clear_cookies()
        if person is not None:
            signed_in(self.page.context, Client(), self.live_server, person.user)

    def to(self, path: str) -> Page:
        """Open a page and look at it."""
        self.page.goto(
            path if path.startswith("http") else self.live_server.url + path, wait_until="networkidle"
        )
        self.look()
        return self.page

    def look(self) -> None:
        """No barrier for anybody, as far as a machine can tell."""
        self.page.wait_for_load_state("networkidle")
        self._must_be_clean()
        self.seen.append(self.page.url.removeprefix(self.live_server.url))

    def on_a_phone(self) -> None:
        """This page fits the width of a phone and is as accessible there."""
        usual = self.page.viewport_size
        assert usual is not None
        self.page.set_viewport_size(PHONE)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"], (self.page.url, wide)
        self._must_be_clean()
        self.page.set_viewport_size(usual)

    def _must_be_clean(self) -> None:
        found = violations(self.page)
        assert not found, "\n".join([self.page.url, *found])

    def rest(self) -> None:
        """Let what is being fetched come in, before somebody else takes over or the database is emptied."""
        self.page.wait_for_load_state("networkidle")

    def work(self) -> None:
        """What the worker does by itself."""
        jobs.run_waiting()
