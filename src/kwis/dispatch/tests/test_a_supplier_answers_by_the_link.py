"""A supplier answers an order by the link of its letter, without an account."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.core.clock import today
from kwis.desk.intake import Contact, take_in
from kwis.dispatch.models import SupplierLink, WorkOrder
from kwis.dispatch.setting_out import set_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(cast: Cast) -> WorkOrder:
    call = take_in(
        Contact(channel="phone", text="De printer hapert", customer=cast.carla, by=cast.anna.actor)
    )
    call.take(cast.anna)
    return set_out(call, title="Printer herstellen", supplier=cast.supplier, by=cast.anna.actor)


@pytest.fixture
def address(order: WorkOrder) -> str:
    _link, secret = SupplierLink.make(order)
    return f"/supplier/{secret}/"


def test_a_day_that_is_over_cannot_be_planned(client: Client, order: WorkOrder, address: str) -> None:
    sent = {"day": (today() - timedelta(days=1)).isoformat(), "start": "09:00"}
    refused = client.post(f"{address}plan/", sent)
    assert refused.status_code == 422
    assert "Deze dag is voorbij. Kies een andere." in refused.content.decode()
    order.refresh_from_db()
    assert order.planned_from is None

    assert client.post(f"{address}plan/", {**sent, "day": today().isoformat()}).status_code == 302
    order.refresh_from_db()
    assert order.state == "planned"


def test_after_reporting_ready_the_page_says_that_nothing_is_left_to_do(
    client: Client, order: WorkOrder, address: str
) -> None:
    client.post(f"{address}ready/", {"text": "Rol vervangen."})
    page = client.get(address).content.decode()
    assert "U hoeft niets meer te doen." in page
    assert "supplier-way" not in page
