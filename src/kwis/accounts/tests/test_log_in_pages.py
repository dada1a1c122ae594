"""Logging in, a forgotten password and the code of a telephone, on pages in our own words."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client, override_settings
from django.utils import translation

from kwis.accounts import rights
from kwis.accounts.forms import room_name
from kwis.accounts.models import User

PASSWORD = "een-lang-wachtwoord-7"


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("carla", PASSWORD, name="Carla Çelik", email="carla@example.org")


def test_the_log_in_page_is_ours_and_says_nothing_of_the_demo(client: Client, user: User) -> None:
    page = client.get("/account/login/").content.decode()
    assert "plain-card" in page
    assert "Wachtwoord vergeten?" in page
    assert "signup" not in page


def test_logging_in_leads_to_where_one_wanted_to_go(client: Client, user: User) -> None:
    answer = client.post(
        "/account/login/?next=/calls/", {"login": "carla", "password": PASSWORD, "next": "/calls/"}
    )
    assert answer["Location"] == "/calls/"


def test_a_wrong_password_is_told_without_saying_which_part_was_wrong(client: Client, user: User) -> None:
    known = client.post("/account/login/", {"login": "carla", "password": "fout"}).content.decode()
    unknown = client.post("/account/login/", {"login": "niemand", "password": "fout"}).content.decode()
    told = [re.findall(r"error-summary.*?</div>", page, re.S) for page in (known, unknown)]
    assert told[0]
    assert told[0] == told[1]


def test_a_forgotten_password_is_renewed_by_a_letter(client: Client, user: User) -> None:
    client.post("/account/password/reset/", {"email": "carla@example.org"})
    link = re.search(r"https?://[^/]+(/account/password/reset/key/\S+)", mail.outbox[0].body)
    assert link is not None
    page = client.get(link[1], follow=True)
    assert "Kies een nieuw wachtwoord" in page.content.decode()
    new = "heel-ander-wachtwoord-8"
    done = client.post(page.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert "Uw wachtwoord is gewijzigd" in done.content.decode()
    assert client.login(username="carla", password=new)


def test_an_unknown_address_gets_the_same_page(client: Client, user: User) -> None:
    known = client.post("/account/password/reset/", {"email": "carla@example.org"}, follow=True)
    unknown = client.post("/account/password/reset/", {"email": "wie@example.org"}, follow=True)
    assert "Kijk in uw mail" in unknown.content.decode()
    assert known.request["PATH_INFO"] == unknown.request["PATH_INFO"]


def test_a_link_that_was_used_says_so(client: Client, user: User) -> None:
    page = client.get("/account/password/reset/key/1-abc-def/", follow=True).content.decode()
    assert "Deze link werkt niet meer" in page


@override_settings(MFA_TOTP_TOLERANCE=1)
def test_a_code_is_set_up_and_then_asked_for(client: Client, user: User) -> None:
    client.post("/account/login/", {"login": "carla", "password": PASSWORD})
    assert "Stel het in" in client.get("/account/2fa/").content.decode()
    proof = client.get("/account/2fa/totp/activate/", follow=True)
    assert "Bent u het?" in proof.content.decode()
    activate = {"password": PASSWORD, "next": "/account/2fa/totp/activate/"}
    page = client.post("/account/reauthenticate/", activate, follow=True).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret is not None
    code = format_hotp_value(hotp_value(secret[1], next(iter(yield_hotp_counters_from_time()))))
    codes = client.post("/account/2fa/totp/activate/", {"code": code}, follow=True).content.decode()
    assert "Herstelcodes" in codes
    assert "U logt in met een code." in client.get("/account/2fa/").content.decode()
    client.post("/account/logout/")
    asked = client.post("/account/login/", {"login": "carla", "password": PASSWORD}, follow=True)
    assert "Uw code" in asked.content.decode()
    assert client.get("/account/2fa/").status_code == 302


@pytest.mark.parametrize(
    "address", ["password/reset/", "password/reset/done/", "password/reset/key/done/", "inactive/", "signup/"]
)
def test_pages_for_who_is_not_logged_in_are_ours(client: Client, user: User, address: str) -> None:
    page = client.get(f"/account/{address}").content.decode()
    assert "plain-card" in page
    assert "style=" not in page


@pytest.mark.parametrize("address", ["password/change/", "logout/", "2fa/", "email/", "reauthenticate/"])
def test_pages_for_who_is_logged_in_are_ours(client: Client, user: User, address: str) -> None:
    client.force_login(user)
    page = client.get(f"/account/{address}", follow=True).content.decode()
    assert "plain-card" in page
    assert "style=" not in page


def test_logging_in_says_nothing_and_logging_out_says_so_politely(client: Client, user: User) -> None:
    answer = client.post("/account/login/", {"login": "carla", "password": PASSWORD})
    assert [str(one) for one in get_messages(answer.wsgi_request)] == []
    answer = client.post("/account/logout/")
    assert [str(one) for one in get_messages(answer.wsgi_request)] == ["U bent uitgelogd."]


def test_every_room_with_rights_has_a_name_in_dutch() -> None:
    rooms = {name.partition(".")[0] for name in rights.all_rights()}
    with translation.override("nl"):
        named = {room: room_name(room) for room in rooms}
    assert named["api"] == "Andere systemen"
    assert named["automation"] == "Regels"
    assert [room for room, name in named.items() if name in (room, room.title())] == []
