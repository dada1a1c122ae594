"""While an answer is written its hard words are named with a plain one; nothing is kept or held back for it."""

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from kwis.knowledge.models import PlainWord


@pytest.fixture
def call(cast: Cast) -> Ticket:
    PlainWord.objects.create(word="indien", plain="als", language="nl")
    return take_in(
        Contact(channel="phone", text="De printer print niet", customer=cast.carla, by=cast.anna.actor)
    )


def test_a_hard_word_is_named_once_with_its_plain_one(client: Client, cast: Cast, call: Ticket) -> None:
    client.force_login(cast.anna.user)
    asked = f"/desk/tickets/{call.number}/hard-words/"
    page = client.post(asked, {"text": "Indien het niet lukt, of indien u <b>belt</b>"}).content.decode()
    assert page.count("<li>") == 1
    assert "<strong>als</strong>" in page
    assert "<b>" not in page
    assert client.post(asked, {"text": "Als het niet lukt"}).content.decode().strip() == ""
    assert call.messages.count() == 1


def test_the_reply_box_asks_for_it(client: Client, cast: Cast, call: Ticket) -> None:
    client.force_login(cast.anna.user)
    page = client.get(f"/desk/tickets/{call.number}/").content.decode()
    assert f'hx-post="/desk/tickets/{call.number}/hard-words/"' in page


def test_who_may_not_answer_is_told_nothing(client: Client, cast: Cast, call: Ticket) -> None:
    client.force_login(cast.carla.user)
    answer = client.post(f"/desk/tickets/{call.number}/hard-words/", {"text": "indien"})
    assert answer.status_code in (403, 404)
    assert "als" not in answer.content.decode().split()
