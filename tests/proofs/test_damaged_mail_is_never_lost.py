"""Two thousand real mails, each damaged in its own way, go in: none raises, none is lost, none takes long.

Seeded by KWIS_PROOF_SEED: the same seed damages the same mails in the same way.
"""

import hashlib
import io
import os
import random
import time
from collections import Counter

import pytest

from kwis.channels.call.mail.receive_command import KEPT, receive_command
from kwis.channels.models import RawMail
from kwis.channels.models.raw_mail import REASONS
from kwis.channels.tests.corpus import needs_corpus, whole_mails
from kwis.desk.models import Message, Ticket
from tests.cast import Cast
from tests.proofs.mangling import mangled

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]

SEED = int(os.environ.get("KWIS_PROOF_SEED", "1"))
MAILS = int(os.environ.get("KWIS_PROOF_MAILS", "2000"))
LONGEST = 5.0  # seconds of processor time for one mail


@needs_corpus
def test_every_damaged_mail_becomes_a_call_or_a_message_or_stands_aside_with_its_reason(
    committed_cast: Cast,
) -> None:
    dice = random.Random(SEED)
    originals = [path.read_bytes() for path in whole_mails()]
    offered: dict[str, str] = {}  # hash -> which damage
    slowest = (0.0, "")
    for turn in range(MAILS):
        mail, damage = mangled(originals[turn % len(originals)], dice)
        digest = hashlib.sha256(mail).hexdigest()
        offered.setdefault(digest, damage)
        began = time.process_time()
        assert receive_command(io.BytesIO(mail), out=io.StringIO()) == KEPT, damage
        slowest = max(slowest, (time.process_time() - began, damage))

    _tell(offered, slowest)
    kept = {mail.sha256: mail for mail in RawMail.objects.for_list()}
    assert set(kept) == set(offered)
    # a reason "failed" is a fault of ours that was caught: the mail is safe, but we did not understand it
    assert {offered[digest]: mail.detail for digest, mail in kept.items() if mail.reason == "failed"} == {}
    assert {mail.state for mail in kept.values()} <= {"handled", "quarantined", "dropped"}
    for mail in kept.values():
        assert (mail.message_id is not None) == (mail.state == RawMail.State.HANDLED), mail.pk
        assert mail.state == RawMail.State.HANDLED or mail.reason in REASONS, mail.pk
    for mail in RawMail.objects.iterator(chunk_size=50):
        assert hashlib.sha256(mail.content).hexdigest() == mail.sha256
    assert slowest[0] < LONGEST, slowest


def _tell(offered: dict[str, str], slowest: tuple[float, str]) -> None:
    tally = Counter(f"{mail.state}: {mail.reason}" for mail in RawMail.objects.for_list())
    print(f"\nseed {SEED}: {MAILS} damaged mails, {len(offered)} different, {Ticket.objects.count()} calls,"
          f" {Message.objects.filter(mails__isnull=False).count()} messages;"
          f" the slowest took {slowest[0]:.2f} s ({slowest[1]})")  # fmt: skip
    for outcome, number in tally.most_common():
        print(f"  {number:4} {outcome}")
