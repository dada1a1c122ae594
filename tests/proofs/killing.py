"""Kills programs of an installation with SIGKILL, at seeded moments and while they are at work."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable

from bench import machine

from tests.proofs.installation import Installation

AT_WORK_WITHIN = 90  # seconds
QUEUES = {"worker": "default", "mail-out": "mail-out"}


class Killer:
    """The moments and the victims come from the seed; how far each had come is up to the machine."""

    def __init__(self, kwis: Installation, seed: int) -> None:
        self.kwis, self.dice = kwis, random.Random(seed)
        self.kills: Counter[str] = Counter()

    def once_each(self) -> None:
        self.kill_web()
        for name in QUEUES:
            self.kill_worker(name)

    def kill_web(self) -> None:
        """One of the processes that answer. The server itself starts another."""
        server = self.kwis.running["web"].pid
        time.sleep(self.dice.uniform(0.3, 2))
        answering = sorted(set(machine.family(server)) - {server})
        victim = self.dice.choice(answering)
        os.kill(victim, signal.SIGKILL)
        self.kills["web"] += 1

        def replaced() -> bool:
            now = set(machine.family(server)) - {server, victim}
            return len(now) >= len(answering)

        _wait(replaced, "the killed web process was not started again")

    def kill_worker(self, name: str) -> None:
        """It is started again by us, as the service manager of a machine would."""
        before = self._done(name)
        _wait(lambda: self._done(name) > before, f"{name} does not work")
        time.sleep(self.dice.uniform(0, 0.5))
        process = self.kwis.running[name]
        process.kill()
        process.wait()
        self.kills[name] += 1
        self.kwis.start(name)

    def in_hand(self) -> dict[str, int]:
        """Queue -> jobs that nobody ended: each was in a worker's hands when that was killed. Ask when all rests."""
        rows = self.kwis.ask(
            "SELECT queue_name, count(*) FROM procrastinate_jobs WHERE status = 'doing' GROUP BY queue_name"
        )
        return {str(queue): int(str(number)) for queue, number in rows}

    def _done(self, name: str) -> int:
        return self.kwis.count(
            "SELECT count(*) FROM procrastinate_jobs WHERE status = 'succeeded' AND queue_name = %s"
            " AND task_name IN ('core.react', 'channels.send')",
            [QUEUES[name]],
        )


def _wait(until: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + AT_WORK_WITHIN
    while not until():
        assert time.monotonic() < end, otherwise
        time.sleep(0.1)
