"""Journey f: an agent works through the list without a mouse: walk, open, answer, note, promise, and back."""

import re

import pytest
from playwright.sync_api import Page, expect

from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from tests.cast import Cast
from tests.journeys.walking import Walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def calls(cast: Cast) -> list[Ticket]:
    """Three calls of Anna, in the order in which they ask for her."""
    found = []
    for words in ("De lamp op 2.08 knippert", "De deur van 2.08 klemt", "Waar haal ik een pas?"):
        call = take_in(Contact(channel="portal", text=words, customer=cast.carla, by=cast.carla.actor))
        call.take(cast.anna)
        found.append(call)
    return found


@pytest.fixture
def keys(walk: Walk, calls: list[Ticket], cast: Cast) -> Page:
    walk.as_(cast.anna)
    return walk.to("/desk/?view=mine")


def under_the_cursor(page: Page) -> str:
    return page.locator(".row-cursor [data-open-row]").inner_text()


def test_j_and_k_walk_and_enter_opens(keys: Page, calls: list[Ticket]) -> None:
    subjects = keys.locator("[data-open-row]").all_inner_texts()
    assert sorted(subjects) == sorted(call.subject for call in calls)

    keys.keyboard.press("j")
    assert under_the_cursor(keys) == subjects[0]
    keys.keyboard.press("j")
    keys.keyboard.press("j")
    keys.keyboard.press("j")
    assert under_the_cursor(keys) == subjects[2], "after the last one there is nothing to walk to"
    keys.keyboard.press("k")
    expect(keys.locator(".row-cursor [data-open-row]")).to_be_focused()
    keys.keyboard.press("Enter")

    expect(keys.get_by_role("heading", level=1)).to_have_text(subjects[1])


def test_answering_noting_promising_and_back_without_a_mouse(
    keys: Page, walk: Walk, calls: list[Ticket], cast: Cast
) -> None:
    keys.keyboard.press("j")
    keys.keyboard.press("Enter")
    keys.wait_for_url(re.compile(r"/desk/tickets/"))
    call = Ticket.objects.get(number=keys.url.rstrip("/").rpartition("/")[2])
    walk.rest()

    keys.keyboard.press("n")
    expect(keys.locator("#note-text")).to_be_focused()
    keys.keyboard.type("Carla is vrijdag vrij")
    keys.keyboard.press("Control+Enter")
    note = keys.locator(".message-internal")
    expect(note).to_contain_text("Carla is vrijdag vrij")
    walk.look()

    keys.keyboard.press("r")
    expect(keys.locator("#answer-text")).to_be_focused()
    keys.keyboard.type("Wij komen morgen langs")
    keys.keyboard.press("Control+Enter")
    expect(keys.locator(".message-out")).to_contain_text("Wij komen morgen langs")
    walk.rest()

    # the answer kept the promise of the first day; a new one is made
    keys.keyboard.press("p")
    dialog = keys.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator("[name=how]")).to_be_focused()
    walk.look()
    dialog.locator("[name=day]").focus()
    dialog.locator("[name=day]").fill("2027-01-04")
    keys.keyboard.press("Control+Enter")
    expect(keys.locator(".promise-card")).to_be_visible()
    walk.rest()
    keys.keyboard.press("u")

    expect(keys.locator("#view-name")).to_be_visible()
    assert [message.direction for message in call.messages.order_by("id")] == ["in", "note", "out"]
    assert not call.messages.get(direction="note").public
    call.refresh_from_db()
    assert [promise.state for promise in call.promises.order_by("id")] == ["kept", "open"]
    assert call.next_promise_at is not None
    assert f"{call.next_promise_at:%Y-%m-%d}" == "2027-01-04"
