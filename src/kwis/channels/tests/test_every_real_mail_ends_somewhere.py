"""The whole collection of real mail goes in: each becomes a call, a message, or stands aside with its reason."""

import io
from collections import Counter

import pytest
from tests.cast import make_cast

from kwis.channels.call.mail.receive_command import receive_command
from kwis.channels.models import RawMail
from kwis.channels.models.raw_mail import REASONS
from kwis.channels.tests.corpus import needs_corpus, whole_mails
from kwis.desk.models import Message, Ticket


@needs_corpus
@pytest.mark.django_db
def test_every_real_mail_becomes_a_call_or_a_message_or_stands_aside_with_its_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_cast()
    seen: dict[str, str] = {}
    for path in whole_mails():
        assert receive_command(io.BytesIO(path.read_bytes()), out=io.StringIO()) == 0
        seen.setdefault(path.read_bytes().hex(), path.name)
    tally = Counter(f"{mail.state}: {mail.reason}" for mail in RawMail.objects.for_list())
    with capsys.disabled():
        print(f"\n{len(whole_mails())} files, {len(seen)} different mails, {Ticket.objects.count()} calls, "
              f"{Message.objects.filter(mails__isnull=False).count()} messages")  # fmt: skip
        for outcome, number in sorted(tally.items(), key=lambda one: -one[1]):
            print(f"  {number:4} {outcome}")
    assert sum(tally.values()) == len(seen)
    assert not RawMail.objects.filter(state=RawMail.State.RECEIVED).exists()
    assert not RawMail.objects.filter(reason="failed").exists()
    assert not RawMail.objects.filter(state=RawMail.State.HANDLED, message=None).exists()
    aside = RawMail.objects.exclude(state=RawMail.State.HANDLED)
    assert {mail.reason for mail in aside} <= set(REASONS)
    # The bytes are what came in: nothing is lost, whatever became of it.
    for path in whole_mails()[::20]:
        assert RawMail.objects.filter(content=path.read_bytes()).exists()
