"""The cheap question: did anything happen that this reader should see?"""

from typing import Any

import pytest
from django.core import signing
from django.db import transaction
from django.test import Client

from kwis.ui import pulse


@pytest.fixture
def listener(client: Client) -> Client:
    client.cookies[pulse.COOKIE] = pulse.signed(["desk:3", "user:1"])
    return client


@pytest.mark.django_db(transaction=True)
def test_a_beat_is_heard_by_who_listens_to_that_key(listener: Client) -> None:
    before = listener.get("/pulse/")
    pulse.beat("desk:3")

    after = listener.get("/pulse/", headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert after.json() == {"desk:3": 1}


@pytest.mark.django_db(transaction=True)
def test_nothing_new_is_a_304_without_a_body(listener: Client) -> None:
    pulse.beat("desk:3")
    before = listener.get("/pulse/")
    pulse.beat("desk:4")

    after = listener.get("/pulse/", headers={"If-None-Match": before["ETag"]})

    assert (after.status_code, after.content) == (304, b"")


@pytest.mark.django_db(transaction=True)
def test_a_beat_is_told_only_after_the_commit(listener: Client) -> None:
    def goes_wrong() -> None:
        with transaction.atomic():
            pulse.beat("desk:3")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        goes_wrong()

    assert listener.get("/pulse/").json() == {}


@pytest.mark.django_db(transaction=True)
def test_two_keys_that_beat_once_each_are_not_taken_for_one_another(listener: Client) -> None:
    pulse.beat("desk:3")
    first = listener.get("/pulse/")
    pulse.beat("user:1", "user:1")

    second = listener.get("/pulse/", headers={"If-None-Match": first["ETag"]})

    assert second.json() == {"desk:3": 1, "user:1": 1}


@pytest.mark.django_db
def test_one_question_costs_one_select_and_no_session(
    listener: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        listener.get("/pulse/")


@pytest.mark.django_db
def test_a_forged_cookie_listens_to_nothing(client: Client) -> None:
    pulse._count(["desk:3"])
    client.cookies[pulse.COOKIE] = signing.dumps(["desk:3"], salt="another")

    assert client.get("/pulse/").json() == {}


@pytest.mark.django_db
def test_a_stranger_costs_no_query_at_all(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert client.get("/pulse/").json() == {}


@pytest.mark.django_db
def test_a_page_may_listen_to_one_thing_more_by_a_signed_token(listener: Client) -> None:
    pulse._count(["ticket:55"])

    assert listener.get("/pulse/", {"also": pulse.signed(["ticket:55"])}).json() == {"ticket:55": 1}
    assert listener.get("/pulse/", {"also": "ticket:55"}).json() == {}


@pytest.mark.django_db
def test_a_logged_in_reader_gets_the_cookie_with_a_page_and_for_the_pulse_only(
    client: Client, cast: Any
) -> None:
    client.force_login(cast.anna.user)

    cookie = client.get("/styleguide/").cookies[pulse.COOKIE]

    assert cookie["path"] == "/pulse/"
    assert f"user:{cast.anna.user.pk}" in pulse.unsigned(cookie.value)


@pytest.mark.django_db
def test_a_stranger_gets_no_cookie(client: Client) -> None:
    assert pulse.COOKIE not in client.get("/no-such-page/").cookies
