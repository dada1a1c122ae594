"""Logging in with a name or an address; nothing tells whether a name exists, and guessing is stopped."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from tests.cast import Cast

from kwis.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-password-1"
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def clean_cache() -> None:
    cache.clear()


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("anna", PASSWORD, email="anna@example.org", name="Anna")


def log_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"login": name, "password": password, **more})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("name", ["anna", "ANNA", " anna ", "anna@example.org", "Anna@Example.ORG"])
def test_name_and_address_both_log_in_whatever_their_capitals(client: Client, anna: User, name: str) -> None:
    answer = log_in(client, name)
    assert answer.status_code == 302
    assert is_in(client)


def test_a_log_in_without_an_address_logs_in_by_name(client: Client) -> None:
    User.objects.create_user("kees", PASSWORD)
    log_in(client, "kees")
    assert is_in(client)


def test_a_wrong_password_an_unknown_name_and_a_log_in_out_of_use_all_stay_out(
    client: Client, anna: User
) -> None:
    User.objects.create_user("gone", PASSWORD, is_active=False)
    for name, password in [
        ("anna", "wrong"),
        ("nobody", PASSWORD),
        ("gone", PASSWORD),
        ("", ""),
        ("anna", ""),
    ]:
        log_in(client, name, password)
        assert not is_in(client)


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(anna: User) -> None:
    answers = [log_in(Client(), name, "wrong").content.decode() for name in ("anna", "nobo")]
    assert answers[0].replace("anna", "nobo").count("error") == answers[1].count("error")
    assert len({len(answer) for answer in answers}) == 1


def test_a_reset_for_an_unknown_address_answers_like_one_for_a_known_address(anna: User) -> None:
    answers = [
        Client().post("/account/password/reset/", {"email": address})
        for address in ("anna@example.org", "nobo@example.org")
    ]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"]


def test_nobody_can_sign_up(client: Client) -> None:
    client.post("/account/signup/", {"username": "eve", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.exists()


def test_the_session_gets_a_new_key_at_log_in(client: Client, anna: User) -> None:
    client.get(LOGIN)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    log_in(client, "anna")
    assert client.session.session_key != before


def test_a_new_password_ends_all_sessions(anna: User) -> None:
    here, elsewhere = Client(), Client()
    log_in(here, "anna")
    log_in(elsewhere, "anna")
    new = "another-long-password-2"
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    anna.refresh_from_db()
    assert anna.check_password(new)
    for client in (here, elsewhere):
        answer = client.get("/account/password/change/")
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


def test_taking_a_log_in_out_of_use_ends_its_sessions_at_once(client: Client, anna: User) -> None:
    log_in(client, "anna")
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert "/login/" in client.get("/account/password/change/")["Location"]


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "https:evil.example",
        "\t//evil.example",
        "javascript:alert(1)",
    ],
)
def test_log_in_leads_nowhere_outside(client: Client, anna: User, target: str) -> None:
    answer = log_in(client, "anna", next=target)
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]


@pytest.mark.parametrize("password", ["short", "password12", "anna-anna-a"])
def test_a_weak_password_is_refused_and_the_old_one_stays(client: Client, anna: User, password: str) -> None:
    anna.login_name = "anna-anna"
    anna.save()
    log_in(client, "anna-anna")
    client.post(
        "/account/password/change/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client, anna: User) -> None:
    cookie = log_in(client, "anna").cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert Session.objects.count() == 1


def test_an_agent_begins_at_the_work_a_specialist_at_the_board_and_a_customer_at_the_portal(
    client: Client, cast: Cast
) -> None:
    for person, first in ((cast.anna, "/desk/"), (cast.wim, "/desk/boards/"), (cast.carla, "/")):
        user = User.objects.get(pk=person.user.pk)
        user.set_password(PASSWORD)
        user.save()
        answer = log_in(Client(), user.login_name)
        assert (answer.status_code, answer.url) == (302, first)


def test_a_page_that_was_asked_for_comes_before_the_first_page(client: Client, cast: Cast) -> None:
    user = User.objects.get(pk=cast.anna.user.pk)
    user.set_password(PASSWORD)
    user.save()
    assert log_in(client, user.login_name, next="/services/").url == "/services/"
