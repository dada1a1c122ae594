"""S7: every combination of sender, proof, reference and number, against the rule written out by hand."""

import itertools

import pytest

from kwis.channels.call.mail.own_ids import message_id_for
from kwis.channels.tests.mails import take
from kwis.desk.models import Message, Ticket
from tests.cast import make_cast

pytestmark = pytest.mark.django_db

SENDERS = {
    "customer": "carla@example.org",
    "watcher": "dirk@example.org",
    "colleague": "anna@example.org",
    "stranger": "x@elders.example",
}


def expected(who: str, proof: bool, reference: bool, number: bool) -> str:
    if proof or ((reference or number) and who != "stranger"):
        return {"customer": "message", "watcher": "message", "colleague": "note", "stranger": "unverified"}[
            who
        ]
    return "new"


@pytest.mark.parametrize(
    ("who", "proof", "reference", "number"), list(itertools.product(SENDERS, *([[False, True]] * 3)))
)
def test_a_mail_goes_where_the_rule_says(who: str, proof: bool, reference: bool, number: bool) -> None:
    cast = make_cast()
    first = take("carla@example.org")
    call = Ticket.objects.get()
    call.add_watcher(cast.dirk, by=cast.anna.actor)
    headers = {}
    if proof:
        headers["In_Reply_To"] = message_id_for(call.number, "rijnoever.example")
    if reference:
        headers["References"] = first.message.mail_id
    taken = take(SENDERS[who], f"Over {call.number}" if number else "Over iets", "woorden", **headers)
    assert outcome(taken.message, call) == expected(who, proof, reference, number)


def outcome(message: Message, call: Ticket) -> str:
    if message.ticket_id != call.pk:
        return "new"
    if message.direction == Message.Direction.NOTE:
        return "note"
    return "unverified" if message.unverified else "message"
