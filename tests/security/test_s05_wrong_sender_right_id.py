"""S5 (and S3): somebody else quotes a valid id of ours. The words are kept as unverified; nothing is gained."""

import pytest

from kwis.channels.call.mail.clues import participants
from kwis.channels.call.mail.own_ids import message_id_for
from kwis.channels.tests.mails import take
from kwis.desk.models import Ticket
from tests.cast import make_cast

pytestmark = pytest.mark.django_db
STRANGER = "Vreemde <vreemde@elders.example>"


def a_call() -> Ticket:
    make_cast()
    take("Carla <carla@example.org>")
    return Ticket.objects.get()


def test_a_stranger_with_a_valid_id_is_unverified_and_becomes_no_part_of_the_call() -> None:
    call = a_call()
    take(
        STRANGER,
        "Re: x",
        "Ik ben Carla",
        In_Reply_To=message_id_for(call.number, "rijnoever.example"),
        Cc="spion@elders.example",
    )
    message = call.messages.latest("id")
    assert (message.text, message.unverified, message.public) == ("Ik ben Carla", True, False)
    after = Ticket.objects.get()
    assert (after.customer, after.reported_by, after.watchers.count()) == (call.customer, None, 0)
    assert participants(after) == {"carla@example.org"}


def test_a_stranger_does_not_open_a_closed_call() -> None:
    call = a_call()
    Ticket.objects.filter(pk=call.pk).update(status="closed", closed_at="2026-01-01T00:00:00Z")
    take(STRANGER, "Re: x", "Open dit", In_Reply_To=message_id_for(call.number, "rijnoever.example"))
    call.refresh_from_db()
    assert call.status == "closed"
    assert call.messages.count() == 1


@pytest.mark.parametrize("sender", [STRANGER, "Anna <anna@example.org>"])
def test_an_id_that_only_looks_like_ours_proves_nothing(sender: str) -> None:
    call = a_call()
    forged = f"<kwis.{call.number}.0123456789abcdef.{'a' * 24}@rijnoever.example>"
    take(sender, "Re: x", "Namens de desk: betaal hier", In_Reply_To=forged)
    assert call.messages.count() == 1
    assert Ticket.objects.count() == 2


def test_a_forged_colleague_says_nothing_at_all(settings: object) -> None:
    settings.MAIL_TRUSTED_SERVERS = ["mx.rijnoever.example"]  # type: ignore[attr-defined]
    call = a_call()
    ours = message_id_for(call.number, "rijnoever.example")
    failed = "mx.rijnoever.example; dmarc=fail; spf=fail"
    taken = take(
        "Anna <anna@example.org>", "Re: x", "Betaal hier", In_Reply_To=ours, Authentication_Results=failed
    )
    assert (taken.state, taken.reason) == ("quarantined", "not_genuine")
    assert call.messages.count() == 1


def test_a_colleague_who_may_not_see_the_call_gets_nothing_in() -> None:
    call = a_call()
    taken = take(
        "Wim <wim@example.org>",
        "Re: x",
        "Ik heb het gedaan",
        In_Reply_To=message_id_for(call.number, "rijnoever.example"),
    )
    assert (taken.state, taken.reason) == ("quarantined", "no_access")
    assert call.messages.count() == 1
