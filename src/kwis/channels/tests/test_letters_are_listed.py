"""The list of letters: the newest first, whatever order they were written down in."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.cast import person

from kwis.accounts.models import Role
from kwis.accounts.roles import give
from kwis.channels.models import Delivery
from kwis.channels.permissions import ChannelsRight
from kwis.core.clock import now

pytestmark = pytest.mark.django_db


def test_the_newest_letter_stands_first_on_every_page_of_the_list(client: Client) -> None:
    postmaster = person("Piet", "Post", role="agent")
    role = Role.objects.create(
        code="post", name={"nl": "Post", "en": "Post"}, rights=[ChannelsRight.SEE_LETTERS]
    )
    give(postmaster.user, role.code)
    client.force_login(postmaster.user)
    for days in (*range(1, 52), 0):
        Delivery.objects.create(
            letter="test",
            address="carla@example.org",
            subject=f"Brief {days}",
            mail_id=f"<{days}@example.org>",
            made_at=now() - timedelta(days=days),
        )

    first = client.get("/desk/letters/").context["page"]
    assert [letter.subject for letter in first] == [f"Brief {days}" for days in range(50)]
    rest = client.get("/desk/letters/", {"after": first.after}).context["page"]
    assert [letter.subject for letter in rest] == ["Brief 50", "Brief 51"]
