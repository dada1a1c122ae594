"""Searching calls from the bar: what was found is counted, and a page that is full says so."""

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from kwis.desk.searching import index
from kwis.desk.views import searching

pytestmark = pytest.mark.django_db


def test_a_full_page_says_that_there_is_more(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in range(3):
        take_in(
            Contact(
                channel="portal", text=f"De xylofoon klemt {place}", customer=cast.carla, by=cast.carla.actor
            )
        )
    index(list(Ticket.objects.values_list("pk", flat=True)))
    client.force_login(cast.anna.user)

    assert "3 meldingen" in client.get("/desk/search/", {"q": "xylofoon"}).content.decode()
    monkeypatch.setattr(searching, "SHOWN", 2)
    page = client.get("/desk/search/", {"q": "xylofoon"}).content.decode()
    assert "De 2 die het best passen." in page
    assert page.count("data-open-row") == 2
