"""Web, worker and mail-out are killed without warning, ten times each, while calls come in; nothing is lost or done twice."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from kwis.core import events
from tests.proofs.calling import Caller
from tests.proofs.installation import Installation, installed
from tests.proofs.killing import Killer
from tests.proofs.mail_server import MailServer, mail_server

pytestmark = pytest.mark.proof

SEED = int(os.environ.get("KWIS_PROOF_SEED", "1"))
ROUNDS = int(os.environ.get("KWIS_PROOF_ROUNDS", "10"))
CALLERS = 2
PAUSE = 0.15  # seconds between two calls of one caller
DRAINED_WITHIN = 420  # seconds

JOBS_TO_DO = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND task_name IN ('core.react', 'channels.send')"
NOT_REACTED = "SELECT count(*) FROM core_eventtransaction"
NOT_SENT = "SELECT count(*) FROM channels_delivery WHERE state IN ('waiting', 'sending')"
# what was in hand is taken up again after ten minutes; here those minutes pass at once
TEN_MINUTES_PASS = (
    "UPDATE core_eventtransaction SET at = at - interval '11 minutes'",
    "UPDATE channels_delivery SET claimed_at = claimed_at - interval '11 minutes',"
    " not_before = not_before - interval '11 minutes' WHERE state IN ('waiting', 'sending')",
)


@dataclass
class Aftermath:
    """What stands when all has come to rest. `left`: transactions and letters that the kills left half done."""

    kwis: Installation
    callers: list[Caller]
    mail: MailServer
    killer: Killer
    left: tuple[int, int]

    @property
    def answered(self) -> dict[str, str]:
        return {key: number for caller in self.callers for key, number in caller.answered.items()}


@pytest.fixture(scope="module")
def aftermath() -> Iterator[Aftermath]:
    with mail_server() as (mail, smtp), installed(KWIS_SMTP_URL=smtp, KWIS_LOG_LEVEL="ERROR") as kwis:
        secrets = kwis.run("tests.proofs.opening", str(CALLERS)).split()
        kwis.start("web")
        kwis.wait_for_web()
        for name in ("worker", "mail-out"):
            kwis.start(name)
        callers = [
            Caller(f"systeem{number}", kwis.url, secret, PAUSE) for number, secret in enumerate(secrets)
        ]
        killer = Killer(kwis, SEED)
        _while_calls_come_in(callers, killer)
        left = _drain(kwis)
        yield Aftermath(kwis, callers, mail, killer, left)


def _while_calls_come_in(callers: list[Caller], killer: Killer) -> None:
    for caller in callers:
        caller.start()
    try:
        for _round in range(ROUNDS):
            killer.once_each()
    finally:
        for caller in callers:
            caller.enough()
        for caller in callers:
            caller.join()


def _drain(kwis: Installation) -> tuple[int, int]:
    _wait(lambda: kwis.count(JOBS_TO_DO) == 0)
    time.sleep(3)  # the last job may be in hand
    left = kwis.count(NOT_REACTED), kwis.count(NOT_SENT)
    for statement in TEN_MINUTES_PASS:
        kwis.tell(statement)
    # a reaction that was left behind may write one more letter
    _wait(lambda: kwis.count(NOT_REACTED) == kwis.count(NOT_SENT) == kwis.count(JOBS_TO_DO) == 0)
    return left


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + DRAINED_WITHIN
    while not until():
        if time.monotonic() > end:
            return  # the tests below say what is missing
        time.sleep(0.5)


def test_every_program_was_killed_and_some_had_a_job_in_hand(aftermath: Aftermath) -> None:
    in_hand = aftermath.killer.in_hand()
    letters = Counter(aftermath.mail.letters)
    print(f"\nseed {SEED}: kills {dict(aftermath.killer.kills)}; jobs in hand when killed {in_hand};"
          f" {len(aftermath.answered)} calls answered; {aftermath.left[0]} transactions and {aftermath.left[1]} letters"
          f" left half done and taken up; {len(letters)} letters, {sum(letters.values()) - len(letters)} of them sent twice"
          f" with the same id; callers saw {dict(sum((c.trouble for c in aftermath.callers), Counter()))}")  # fmt: skip
    assert aftermath.killer.kills == {"web": ROUNDS, "worker": ROUNDS, "mail-out": ROUNDS}
    # else the series proved nothing
    assert sum(in_hand.values()) > 0
    assert sum((caller.trouble for caller in aftermath.callers), Counter()).total() > 0


def test_every_call_that_was_answered_exists_exactly_once(aftermath: Aftermath) -> None:
    assert [wrong for caller in aftermath.callers for wrong in caller.wrong] == []
    rows = aftermath.kwis.ask("SELECT dedupe_key, number FROM desk_ticket")
    stored = [(str(key).split(":", 2)[2], str(number)) for key, number in rows]
    assert sorted(stored) == sorted(aftermath.answered.items())
    assert len({number for _key, number in stored}) == len(stored)


def test_nobody_was_told_that_something_went_wrong_with_us(aftermath: Aftermath) -> None:
    trouble = sum((caller.trouble for caller in aftermath.callers), Counter())
    assert [what for what in trouble if what.startswith("answer")] == []


@pytest.mark.parametrize(
    "rows",
    [
        "SELECT ticket_id FROM desk_message",
        "SELECT ticket_id FROM desk_promise",
        "SELECT ticket_key FROM core_event WHERE type = 'desk.ticket_taken_in'",
        "SELECT ticket_id FROM dispatch_workorder",
        "SELECT key FROM core_searchentry WHERE kind = 'ticket'",
        "SELECT ticket_id FROM channels_delivery WHERE letter = 'confirmation'",
    ],
)
def test_every_call_has_one_of_all_that_belongs_to_it(aftermath: Aftermath, rows: str) -> None:
    """Its first message, promise and event; the order and the letter that reactions made; its place in search."""
    tickets = sorted(aftermath.kwis.ask("SELECT id FROM desk_ticket"))
    assert sorted(aftermath.kwis.ask(rows)) == tickets


def test_every_reaction_ran_exactly_once(aftermath: Aftermath) -> None:
    told = aftermath.kwis.ask("SELECT id, type FROM core_event")
    wanted = [(key, name) for key, type_ in told for name, _run in events._subscribers.get(str(type_), ())]
    assert aftermath.kwis.count(NOT_REACTED) == 0
    assert len(wanted) > 0
    assert sorted(aftermath.kwis.ask("SELECT event_id, subscriber FROM core_reaction")) == sorted(wanted)


def test_no_letter_is_lost_and_none_is_written_twice(aftermath: Aftermath) -> None:
    """A letter whose worker was killed after the mail server's yes goes out again with the same Message-ID, as a mail
    program then shows it once; there can be no more of those than kills."""
    arrived = Counter(aftermath.mail.letters)
    written = aftermath.kwis.ask("SELECT mail_id, address FROM channels_delivery WHERE state = 'sent'")
    assert sorted(arrived) == sorted((str(mail), str(address)) for mail, address in written)
    assert aftermath.kwis.count("SELECT count(*) FROM channels_delivery WHERE state <> 'sent'") == 0
    assert sorted(address for _mail, address in arrived) == sorted(
        f"{key}@proof.example" for key in aftermath.answered
    )
    assert arrived.total() - len(arrived) <= aftermath.killer.kills["mail-out"]
