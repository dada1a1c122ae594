"""The page shows first what would happen, and only who manages people comes there."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kwis.accounts import roles
from kwis.accounts.models import User
from kwis.people.models import Person

pytestmark = pytest.mark.django_db

PAGE, RUN = "/manage/people/import/", "/manage/people/import/run/"


def client_of(role: str) -> Client:
    client = Client()
    user = User.objects.create_user(f"somebody-{role}")
    roles.give(user, role)
    client.force_login(user)
    return client


def upload(data: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("people.csv", data, "text/csv")}


GOOD = b"Personeelsnummer;Achternaam\n1;<b>Jansen</b>\n2;\n"


@pytest.fixture(autouse=True)
def clean_cache() -> None:
    cache.clear()


def test_a_trial_shows_what_would_happen_and_the_run_does_it() -> None:
    manager = client_of("manager")
    assert manager.get(PAGE).status_code == 200
    shown = manager.post(PAGE, upload(GOOD)).content.decode()
    assert not Person.objects.exists()
    assert f'action="{RUN}"' in shown
    done = manager.post(RUN)
    assert done.status_code == 200
    assert f'action="{RUN}"' not in done.content.decode()
    assert Person.objects.get().family_name == "<b>Jansen</b>"
    assert "<b>Jansen" not in done.content.decode()


def test_a_file_that_is_no_list_is_told_on_the_page() -> None:
    answer = client_of("manager").post(PAGE, upload(b"PK\x03\x04"))
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_a_run_without_a_trial_goes_back_to_the_page_and_a_second_run_does_nothing() -> None:
    manager = client_of("manager")
    assert manager.post(RUN)["Location"] == PAGE
    manager.post(PAGE, upload(GOOD))
    manager.post(RUN)
    assert manager.post(RUN)["Location"] == PAGE
    assert Person.objects.count() == 1


def test_the_trial_of_one_manager_is_not_run_by_another() -> None:
    client_of("manager").post(PAGE, upload(GOOD))
    assert client_of("administrator").post(RUN)["Location"] == PAGE
    assert not Person.objects.exists()


@pytest.mark.parametrize("role", ["customer", "agent", "specialist"])
def test_who_does_not_manage_people_finds_no_page_and_changes_nothing(role: str) -> None:
    client = client_of(role)
    assert [
        client.get(PAGE).status_code,
        client.post(PAGE, upload(GOOD)).status_code,
        client.post(RUN).status_code,
    ] == [404, 404, 404]
    assert not Person.objects.exists()


def test_a_stranger_is_asked_to_log_in() -> None:
    assert "/login/" in Client().get(PAGE)["Location"]


def test_a_run_is_no_link_to_follow() -> None:
    manager = client_of("manager")
    manager.post(PAGE, upload(GOOD))
    assert manager.get(RUN)["Location"] == PAGE
    assert not Person.objects.exists()
