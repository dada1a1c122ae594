"""What a person should notice is told once, to that person, and leads to a page of this site."""

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.core.models import Notice
from kwis.core.notices import notify


@pytest.fixture
def notice(cast: Cast) -> Notice:
    notify([cast.anna.user.pk], "Belofte niet nagekomen: 26-1001", "/desk/search/?q=26-1001")
    return Notice.objects.get()


def test_a_notice_stands_in_the_topbar_until_it_was_followed(
    cast: Cast, client: Client, notice: Notice
) -> None:
    client.force_login(cast.anna.user)
    assert "1 bericht" in client.get("/desk/").content.decode()
    assert "Belofte niet nagekomen" in client.get("/look/notices/").content.decode()
    answer = client.post(f"/look/notices/{notice.pk}/")
    assert answer["Location"] == "/desk/search/?q=26-1001"
    assert "0 berichten" in client.get("/desk/").content.decode()
    assert "Belofte niet nagekomen" not in client.get("/look/notices/").content.decode()


def test_the_notice_of_another_is_a_404_and_stays_unseen(cast: Cast, client: Client, notice: Notice) -> None:
    for who in (cast.bo, cast.carla):
        client.force_login(who.user)
        assert client.post(f"/look/notices/{notice.pk}/").status_code == 404
    client.logout()
    assert client.post(f"/look/notices/{notice.pk}/").status_code == 404
    notice.refresh_from_db()
    assert notice.seen_at is None


def test_a_notice_leads_nowhere_else(cast: Cast, client: Client, notice: Notice) -> None:
    Notice.objects.update(url="//kwaad.example/")
    client.force_login(cast.anna.user)
    assert client.post(f"/look/notices/{notice.pk}/")["Location"] == "/"
