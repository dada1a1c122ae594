"""S10: a mail on which our own code fails is kept once, moved aside, tried again by a person only, never answered."""

from datetime import timedelta

import pytest

from kwis.channels.call.mail import receive as receiving
from kwis.channels.call.mail.receive import MOST_TRIES, keep, process, receive, take_up_left_behind
from kwis.channels.models import RawMail
from kwis.channels.tests.mails import mail
from kwis.core.clock import at, now
from kwis.core.models import Event
from kwis.desk.models import Message, Ticket
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def stumble(*args: object, **kwargs: object) -> None:
    """Fail after having changed something: that change must be gone too."""
    Ticket.objects.update(subject="half")
    raise RuntimeError("onverwacht \x00 in het midden")


def test_a_mail_that_raises_is_kept_and_shown_and_the_next_one_comes_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_cast()
    receive(mail("carla@example.org", "eerste"))
    monkeypatch.setattr(receiving, "place", stumble)
    raw = mail("carla@example.org", "tweede")
    broken = receive(raw)
    assert (broken.state, broken.reason, broken.tries) == ("quarantined", "failed", 1)
    assert broken.detail.startswith("RuntimeError: onverwacht")
    assert bytes(broken.content) == raw
    assert Ticket.objects.get().subject == "eerste"
    # The mailbox offers it again and again: nothing is done twice.
    for _again in range(3):
        assert receive(raw).tries == 1
    monkeypatch.undo()
    assert receive(mail("carla@example.org", "derde")).state == RawMail.State.HANDLED
    process(broken.pk)
    broken.refresh_from_db()
    assert (broken.state, broken.tries) == ("handled", 2)
    assert Message.objects.filter(direction="out").count() == 0


def test_a_mail_that_its_worker_left_behind_is_taken_up_and_given_up_in_the_end() -> None:
    make_cast()
    left = keep(mail("carla@example.org"))
    deadly = keep(mail("carla@example.org", "deze doodt de werker"))
    assert take_up_left_behind() == 0
    RawMail.objects.filter(pk=deadly.pk).update(tries=MOST_TRIES)
    with at(now() + timedelta(minutes=5)):
        assert take_up_left_behind() == 2
        assert take_up_left_behind() == 0
    left.refresh_from_db()
    deadly.refresh_from_db()
    assert left.state == "handled"
    assert (deadly.state, deadly.reason) == ("quarantined", "failed")
    assert Ticket.objects.count() == 1


def test_a_broken_sender_is_taken_in_or_put_aside_once() -> None:
    make_cast()
    raw = b"From: =?x-none?B?////?= <\xff\xfe>\r\nSubject: =?utf-8?B?gICA?=\r\n\r\n\x80"
    first = receive(raw)
    assert (first.state, first.reason) == ("quarantined", "no_sender")
    assert receive(raw).pk == first.pk
    assert RawMail.objects.count() == 1
    assert not Event.objects.filter(type="desk.ticket_taken_in").exists()
