"""What a customer wrote is marked until somebody of the desk has it in front of them; looking itself changes nothing."""

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket


@pytest.fixture
def call(cast: Cast) -> Ticket:
    call = take_in(
        Contact(channel="portal", text="De lamp knippert", customer=cast.carla, by=cast.carla.actor)
    )
    call.involve(cast.workplace)
    return call


def test_the_page_says_that_it_is_in_front_of_somebody(client: Client, cast: Cast, call: Ticket) -> None:
    client.force_login(cast.anna.user)
    page = f"/desk/tickets/{call.number}/"
    assert f'hx-post="{page}seen/"' in client.get(page).content.decode()
    call.refresh_from_db()
    assert call.unread is True

    assert client.post(f"{page}seen/").status_code == 204
    call.refresh_from_db()
    assert call.unread is False
    assert f"{page}seen/" not in client.get(page).content.decode()


def test_a_specialist_who_looks_takes_the_news_from_nobody(client: Client, cast: Cast, call: Ticket) -> None:
    client.force_login(cast.wim.user)
    page = f"/desk/tickets/{call.number}/"
    assert f"{page}seen/" not in client.get(page).content.decode()
    assert client.post(f"{page}seen/").status_code == 404
    client.force_login(cast.carla.user)
    assert client.post(f"{page}seen/").status_code == 404
    call.refresh_from_db()
    assert call.unread is True
