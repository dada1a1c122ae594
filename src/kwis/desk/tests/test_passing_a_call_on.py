"""A call is passed on to a colleague, not to who has it already."""

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(cast: Cast) -> Ticket:
    call = take_in(
        Contact(channel="portal", text="De lamp knippert", customer=cast.carla, by=cast.carla.actor)
    )
    call.take(cast.anna)
    return call


def test_the_owner_cannot_be_chosen_and_nobody_is_chosen_beforehand(
    cast: Cast, client: Client, call: Ticket
) -> None:
    client.force_login(cast.anna.user)
    page = client.get(f"/desk/tickets/{call.number}/owner/").content.decode()
    assert "Kies een collega" in page
    assert f'<option value="{cast.bo.pk}">' in page
    assert f'<option value="{cast.anna.pk}"' not in page

    refused = client.post(f"/desk/tickets/{call.number}/owner/", {"person": cast.anna.pk})
    assert refused.status_code == 422
    client.post(f"/desk/tickets/{call.number}/owner/", {"person": cast.bo.pk})
    call.refresh_from_db()
    assert call.owner == cast.bo
