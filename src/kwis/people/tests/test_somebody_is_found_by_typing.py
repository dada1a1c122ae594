"""The fields that search people and places as somebody types."""

import pytest
from django.test import Client
from tests.cast import Cast

NOTHING = "Niets gevonden"


@pytest.fixture
def anna(cast: Cast, client: Client) -> Client:
    client.force_login(cast.anna.user)
    return client


def options(client: Client, what: str, words: str) -> str:
    answer = client.get(f"/desk/choose/{what}/", {"q": words}, headers={"accept-language": "nl"})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("what", "words", "found"), [("people", "car", "Carla"), ("places", "2.08", "2.08")])
def test_what_fits_the_words_is_offered(what: str, words: str, found: str, anna: Client) -> None:
    assert found in options(anna, what, words)


@pytest.mark.parametrize(("what", "words"), [("people", "zzzz"), ("places", "zzzz")])
def test_words_that_fit_nothing_are_said_to(what: str, words: str, anna: Client) -> None:
    assert NOTHING in options(anna, what, words)


@pytest.mark.parametrize(("what", "words"), [("people", ""), ("people", "c"), ("places", " ")])
def test_before_anything_is_searched_nothing_is_said(what: str, words: str, anna: Client) -> None:
    assert options(anna, what, words).strip() == ""
