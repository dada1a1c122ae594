"""Guessing ends in 429, on a page in plain words; somebody else logs in meanwhile, from the same address too."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings

from kwis.accounts.models import User
from kwis.accounts.tests.codes import code_now, set_up_code

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-password-1"
LOGIN, RESET, CODE = "/account/login/", "/account/password/reset/", "/account/2fa/authenticate/"
TRIES, LETTERS = 5, 3


@pytest.fixture(autouse=True)
def clean_cache() -> None:
    cache.clear()


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("anna", PASSWORD, email="anna@example.org", name="Anna")


@pytest.fixture
def bo() -> User:
    return User.objects.create_user("bo", PASSWORD, email="bo@example.org", name="Bo")


def browser(address: str = "192.0.2.1", **headers: str) -> Client:
    return Client(REMOTE_ADDR=address, **headers)


def try_to_log_in(client: Client, name: str, password: str) -> int:
    return int(client.post(LOGIN, {"login": name, "password": password}).status_code)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_guessing_a_password_ends_in_429_also_for_the_right_one(anna: User, bo: User) -> None:
    guesser = browser()
    assert [try_to_log_in(guesser, "anna", f"wrong-{turn}") for turn in range(TRIES)] == [200] * TRIES
    assert try_to_log_in(guesser, "anna", "wrong-again") == 429
    for elsewhere in (guesser, browser("198.51.100.7")):
        assert try_to_log_in(elsewhere, "anna", PASSWORD) == 429
        assert not is_in(elsewhere)
    anna.refresh_from_db()
    assert anna.last_login is None


def test_another_logs_in_meanwhile_from_the_same_address(anna: User, bo: User) -> None:
    guesser = browser()
    for turn in range(60):
        try_to_log_in(guesser, "anna", f"wrong-{turn}")
    colleague = browser()
    assert try_to_log_in(colleague, "bo", PASSWORD) == 302
    assert is_in(colleague)


def test_one_guess_at_each_of_many_names_ends_in_429_and_others_log_in_elsewhere(bo: User) -> None:
    guesser = browser()
    codes = [try_to_log_in(guesser, f"name-{turn}", "Welkom01!") for turn in range(31)]
    assert (codes[0], codes[-1]) == (200, 429)
    elsewhere = browser("198.51.100.7")
    assert try_to_log_in(elsewhere, "bo", PASSWORD) == 302
    assert is_in(elsewhere)


def test_logging_in_well_is_never_a_guess(bo: User) -> None:
    for _turn in range(TRIES * 2):
        assert try_to_log_in(browser(), "bo", PASSWORD) == 302


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_who_guesses_is_told_apart_and_cannot_pose_as_many(bo: User) -> None:
    """Everybody seems to come from the proxy; it tells last where they are, and what stands before that may be a lie."""
    codes = [
        try_to_log_in(
            browser("127.0.0.1", HTTP_X_FORWARDED_FOR=f"203.0.113.{turn}, 192.0.2.1"), f"name-{turn}", "x"
        )
        for turn in range(31)
    ]
    assert codes[-1] == 429
    colleague = browser("127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.2")
    assert try_to_log_in(colleague, "bo", PASSWORD) == 302


@pytest.mark.parametrize("address", ["anna@example.org", "nobody@example.org"])
def test_asking_for_letters_ends_in_429_known_or_not(anna: User, bo: User, address: str) -> None:
    asker = browser()
    codes = [asker.post(RESET, {"email": address}).status_code for _turn in range(LETTERS + 1)]
    assert codes == [302] * LETTERS + [429]
    assert browser("198.51.100.7").post(RESET, {"email": address.upper()}).status_code == 429
    assert len(mail.outbox) == (LETTERS if address.startswith("anna") else 0)
    assert browser().post(RESET, {"email": "bo@example.org"}).status_code == 302
    assert mail.outbox[-1].to == ["bo@example.org"]
    assert try_to_log_in(browser(), "bo", PASSWORD) == 302


def test_guessing_the_link_of_a_letter_ends_in_429(anna: User) -> None:
    guesser = browser()
    codes = [
        guesser.post(f"/account/password/reset/key/1-{turn}/", {"password1": "x"}).status_code
        for turn in range(21)
    ]
    assert codes[-1] == 429
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


def test_guessing_a_code_ends_in_429_also_for_the_right_one(anna: User, bo: User) -> None:
    set_up_code(anna)
    guesser = browser()
    assert try_to_log_in(guesser, "anna", PASSWORD) == 302
    codes = [guesser.post(CODE, {"code": f"00000{turn}"}).status_code for turn in range(TRIES)]
    assert codes == [200] * TRIES
    assert guesser.post(CODE, {"code": code_now()}).status_code == 429
    again = browser("198.51.100.7")
    assert try_to_log_in(again, "anna", PASSWORD) == 302
    assert again.post(CODE, {"code": code_now()}).status_code == 429
    assert not is_in(guesser)
    assert not is_in(again)
    colleague = browser()
    assert try_to_log_in(colleague, "bo", PASSWORD) == 302
    assert is_in(colleague)


@override_settings(MFA_TOTP_TOLERANCE=1)
def test_a_right_code_in_time_logs_in(anna: User) -> None:
    set_up_code(anna)
    client = browser()
    try_to_log_in(client, "anna", PASSWORD)
    assert client.post(CODE, {"code": "000000"}).status_code == 200
    assert client.post(CODE, {"code": code_now()}).status_code == 302
    assert is_in(client)


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Dit waren te veel pogingen"), ("en", "These were too many tries")]
)
def test_the_page_says_in_plain_words_what_to_do(anna: User, language: str, words: str) -> None:
    guesser = browser(HTTP_ACCEPT_LANGUAGE=language)
    for turn in range(TRIES):
        try_to_log_in(guesser, "anna", f"wrong-{turn}")
    for answer in (
        guesser.post(LOGIN, {"login": "anna", "password": "wrong"}),
        [guesser.post(RESET, {"email": "anna@example.org"}) for _turn in range(LETTERS + 1)][-1],
    ):
        page = answer.content.decode()
        assert answer.status_code == 429
        assert words in page
        assert "plain-card" in page
        assert 'href="/account/login/"' in page
        assert "anna" not in page
