"""Language, theme and letter keys: chosen by anyone, kept in a cookie, back to where the reader was."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_chosen_theme_is_in_the_next_page_from_the_server(client: Client) -> None:
    client.post(reverse("ui:theme"), {"theme": "dark", "next": "/"})

    assert b'data-theme="dark"' in client.get("/no-such-page/").content


def test_without_a_choice_the_theme_follows_the_system(client: Client) -> None:
    assert b"data-theme" not in client.get("/no-such-page/").content.split(b"<body")[0]


def test_a_chosen_language_is_spoken_on_the_next_page(client: Client) -> None:
    client.post(reverse("ui:language"), {"language": "en"})
    assert b"We cannot find this page" in client.get("/no-such-page/").content

    client.post(reverse("ui:language"), {"language": "nl"})
    assert b"Wij kunnen deze pagina niet vinden" in client.get("/no-such-page/").content


@pytest.mark.parametrize(
    ("name", "field"), [("theme", "theme"), ("language", "language"), ("letter_keys", "letters")]
)
def test_a_choice_that_does_not_exist_is_refused_and_nothing_is_kept(
    client: Client, name: str, field: str
) -> None:
    answer = client.post(reverse(f"ui:{name}"), {field: "purple"})

    assert answer.status_code == 400
    assert not answer.cookies


def test_the_reader_goes_back_to_the_page_and_never_to_another_site(client: Client) -> None:
    here = client.post(reverse("ui:theme"), {"theme": "light", "next": "/styleguide/?a=1"})
    elsewhere = client.post(reverse("ui:theme"), {"theme": "light", "next": "https://evil.example/"})

    assert here["Location"] == "/styleguide/?a=1"
    assert elsewhere["Location"] == "/"


def test_a_get_changes_nothing(client: Client) -> None:
    assert client.get(reverse("ui:theme")).status_code == 405
