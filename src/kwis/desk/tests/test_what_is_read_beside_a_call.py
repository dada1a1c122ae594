"""What the page of a call shows beside the call is read in one statement, and lands in the right fields."""

import pytest
from django.db import models
from django.test import Client
from tests.cast import Cast

from kwis.catalogue.models import FormField
from kwis.desk.beside import POINTS, PROMISE, QUESTION
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Promise

READ = {**POINTS, "promise": (Promise, PROMISE), "question": (FormField, QUESTION)}


@pytest.mark.parametrize("name", READ)
def test_columns_stand_in_the_order_of_the_model(name: str) -> None:
    model: type[models.Model] = READ[name][0]
    columns = list(READ[name][1])
    assert columns == [field.attname for field in model._meta.concrete_fields if field.attname in columns]


@pytest.mark.django_db
def test_the_owner_is_named_in_full(cast: Cast, client: Client) -> None:
    call = take_in(
        Contact(channel="portal", text="De lamp knippert", customer=cast.carla, by=cast.carla.actor)
    )
    call.take(cast.anna)
    client.force_login(cast.anna.user)
    page = client.get(f"/desk/tickets/{call.number}/").content.decode()
    assert f"<span>{cast.anna.name}</span>" in page
