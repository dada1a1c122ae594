"""What somebody wrote is shown in paragraphs, with addresses that can be clicked, and never as a page of their own making."""

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.desk.drawing_words import MOST_LOOKED_AT, drawn
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Message, Ticket
from kwis.desk.timeline import timeline

SAID = """De link https://intranet.example/printer?a=1&b=2 doet het niet.

<script>alert(1)</script> en mail naar carla@example.test"""
SHOWN = (
    '<p>De link <a href="https://intranet.example/printer?a=1&amp;b=2" rel="nofollow">'
    "https://intranet.example/printer?a=1&amp;b=2</a> doet het niet.</p>\n\n"
    "<p>&lt;script&gt;alert(1)&lt;/script&gt; en mail naar "
    '<a href="mailto:carla@example.test">carla@example.test</a></p>'
)


@pytest.fixture
def call(cast: Cast) -> Ticket:
    return take_in(Contact(channel="portal", text=SAID, customer=cast.carla, by=cast.carla.actor))


def shown(ticket: Ticket) -> list[str]:
    return [entry.message.words for entry in timeline(ticket).entries if entry.message]


def test_it_is_drawn_once_when_it_is_written(call: Ticket) -> None:
    message = Message.objects.get()
    assert (message.text, message.drawn) == (SAID, SHOWN)
    assert shown(call) == [SHOWN]


def test_what_was_written_before_drawings_were_kept_looks_the_same(call: Ticket) -> None:
    Message.objects.update(drawn="")
    assert shown(call) == [SHOWN]


def test_desk_and_customer_see_it_drawn(call: Ticket, client: Client, cast: Cast) -> None:
    for user, page in (
        (cast.anna.user, f"/desk/tickets/{call.number}/"),
        (cast.carla.user, f"/calls/{call.number}/"),
    ):
        client.force_login(user)
        assert SHOWN in client.get(page).content.decode()


def test_a_text_that_is_very_long_is_shown_without_looking_for_addresses() -> None:
    long = "https://a.example " * (MOST_LOOKED_AT // 18 + 1)
    assert "<a" not in drawn(long)
    assert "<a" in drawn(long[: MOST_LOOKED_AT // 2])
