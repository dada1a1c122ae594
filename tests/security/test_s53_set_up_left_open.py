"""S53: no set-up, installer or debug page is left behind once there is a user."""

import pytest
from django.conf import settings
from django.test import Client

from kwis.accounts import first_run
from kwis.accounts.models import User
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asks_the_database(set_up_already: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(first_run._known, "done", False)


@pytest.mark.parametrize(
    "address", ["/setup/", "/setup", "/install/", "/installer/", "/admin/", "/debug/", "/__debug__/"]
)
def test_no_set_up_address_answers_once_there_is_a_user(client: Client, cast: Cast, address: str):
    for who in (None, cast.carla, cast.admin):
        if who is not None:
            client.force_login(who.user)
        assert client.get(address, follow=True, headers={"host": "localhost"}).status_code == 404


def test_the_code_of_the_terminal_opens_nothing_any_more(client: Client, cast: Cast):
    code = first_run.new_code()
    before = User.objects.count()
    assert client.post("/setup/", {"code": code}, headers={"host": "localhost"}).status_code == 404
    assert not first_run.is_code(code)
    assert User.objects.count() == before


def test_who_may_not_manage_finds_no_page_that_tells_what_to_do_next(client: Client, cast: Cast):
    client.force_login(cast.anna.user)
    assert client.get("/begin/").status_code == 404


def test_debug_is_off_and_cannot_be_set_by_the_environment():
    assert settings.DEBUG is False
    source = (settings.BASE_DIR / "src/kwis/config/settings.py").read_text(encoding="utf-8")
    assert "\nDEBUG = False\n" in source
