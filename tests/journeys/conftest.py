"""The browser of the journeys: the machine's Chromium, in Dutch, without motion, and strict about its console."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kwis.accounts.roles import make_ready
from tests.cast import Cast, make_cast
from tests.journeys.demo_server import DemoServer, running
from tests.journeys.walking import Walk, signed_in, violations

__all__ = ["signed_in", "violations"]

# Playwright's loop runs in this thread; the live server has its own
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# what the machine is slow at today is not yet wrong
expect.set_options(timeout=15_000)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last: each leaves an empty database behind, and pytest had put them among the others."""
    journeys = [item for item in items if "tests/journeys" in str(item.path)]
    for item in journeys:
        item.add_marker(pytest.mark.journey)
    known = set(journeys)
    items[:] = [item for item in items if item not in known] + journeys


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The people of tests/cast.py; a journey's database was emptied after the one before it, roles and all."""
    make_ready()
    return make_cast()


@pytest.fixture(scope="session")
def base_url() -> str:
    """In place of pytest-base-url's own, whose way of declaring it pytest warns about."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    own = {"executable_path": chromium} if chromium else {}
    return {**browser_type_launch_args, **own, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "nl-NL",
        "reduced_motion": "reduce",
        "viewport": {"width": 1440, "height": 900},
    }


@pytest.fixture
def quiet_page(page: Page) -> Iterator[Page]:
    """A page on which nothing may be refused by the policy, fail to load or throw."""
    page.set_default_timeout(15_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "response",
        lambda answer: complaints.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
    )
    yield page
    assert not complaints, complaints


@pytest.fixture
def walk(quiet_page: Page, live_server: Any) -> Iterator[Walk]:
    """A walk through Kwis; what was still being fetched ends before the database is emptied."""
    started = Walk(quiet_page, live_server)
    yield started
    started.rest()


@pytest.fixture(scope="session")
def demo_server(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """A Kwis of its own with the whole demo organisation, shared by the journeys that walk through it.

    Log in with a name of the demo (joost, ingrid, arjen, annemiek, …) and `kwis.demo.known.PASSWORD`.
    """
    with running(tmp_path_factory.mktemp("demo")) as server:
        yield server
