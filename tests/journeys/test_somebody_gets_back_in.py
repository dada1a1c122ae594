"""An administrator takes away the code of somebody who lost the telephone; that person is out, and gets in again."""

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from kwis.accounts.models import User
from kwis.accounts.tests.codes import set_up_code
from tests.cast import Cast
from tests.journeys.conftest import signed_in, violations

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_lost_code_is_taken_away_by_keyboard(
    quiet_page: Page, context: BrowserContext, client: Client, live_server: LiveServer, cast: Cast
) -> None:
    wim, elsewhere = cast.wim.user, Client()
    assert isinstance(wim, User)
    set_up_code(wim)
    elsewhere.force_login(wim)
    signed_in(context, client, live_server, cast.admin.user)
    page = quiet_page
    page.goto(f"{live_server.url}/manage/logins/{wim.pk}/", wait_until="networkidle")
    page.get_by_role("link", name="Haal de code weg").press("Enter")
    expect(page.get_by_role("heading", name="Haal de code weg")).to_be_visible()
    assert violations(page) == []

    page.keyboard.press("Control+Enter")

    expect(page.locator("#toasts")).to_contain_text("De code van Wim Wagenaar is weg")
    expect(page.locator("ol.history")).to_contain_text("Ada Adan heeft de code van wim weggehaald")
    assert elsewhere.get("/account/password/change/").status_code == 302
