"""What happened to each call of the benchmark, thrown with dice that fall the same every time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

SPAN = timedelta(days=3 * 365)
RUNNING = 0.05  # the newest so many are not finished
STUCK_EVERY = 500  # and one in so many of the others
LONG_EVERY = 50  # so often a call has ten messages
MESSAGES, LONG = 3, 10
CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Call:
    """Numbers point into lists: of people, services, texts and so on."""

    key: int
    at: datetime
    status: str
    kind: str
    channel: str
    customer: int
    owner: int | None
    service: int
    team: int | None
    supplier: int | None
    subject: int
    texts: tuple[int, ...]
    confidential: bool
    unread: bool
    promise_at: datetime | None
    due_at: datetime
    priority: int
    face: str

    @property
    def finished(self) -> bool:
        return self.status == "closed"


@dataclass(frozen=True)
class Sizes:
    """How many there are of each to choose from."""

    people: int
    agents: int
    services: int
    teams: int
    suppliers: int
    texts: int


def calls(count: int, sizes: Sizes, now: datetime) -> Iterator[Sequence[Call]]:
    """All of them, oldest first, some thousands at a time."""
    first_running = int(count * (1 - RUNNING))
    for start in range(0, count, CHUNK):
        yield [
            _call(key, count, first_running, sizes, now)
            for key in range(start + 1, min(start + CHUNK, count) + 1)
        ]


def _call(key: int, count: int, first_running: int, sizes: Sizes, now: datetime) -> Call:
    dice = Random(key)  # noqa: S311 - dice, not a secret
    throw = dice.random
    running = key > first_running or key % STUCK_EVERY == 0
    # what runs came in during the last weeks, whatever the size
    if key > first_running:
        at = now - timedelta(days=21) * ((count - key + 1) / (count - first_running))
    else:
        at = now - timedelta(days=21) - SPAN * ((first_running - key + 1) / first_running)
    status = (
        "closed"
        if not running
        else _one_of(throw(), (("new", 0.15), ("open", 0.6), ("on_hold", 0.12), ("solved", 0.13)))
    )
    placed = throw() if running else 1.0
    long = LONG if key % LONG_EVERY == 0 else MESSAGES
    return Call(
        key=key,
        at=at,
        status=status,
        kind=_one_of(throw(), (("fault", 0.4), ("wish", 0.35), ("information", 0.17), ("complaint", 0.08))),
        channel=_one_of(throw(), (("portal", 0.4), ("email", 0.3), ("phone", 0.25), ("counter", 0.05))),
        customer=int(throw() * sizes.people),
        owner=None if status == "new" else int(throw() * sizes.agents),
        service=int(throw() * sizes.services),
        team=int(throw() * sizes.teams) if placed < 0.3 else None,
        supplier=int(throw() * sizes.suppliers) if 0.3 <= placed < 0.35 else None,
        subject=int(throw() * sizes.texts),
        texts=tuple(int(throw() * sizes.texts) for _ in range(long)),
        confidential=throw() < 0.01,
        unread=running and throw() < 0.3,
        promise_at=now + timedelta(hours=throw() * 200 - 40) if running and throw() < 0.85 else None,
        due_at=at + timedelta(hours=throw() * 700),
        priority=1 + int(throw() * 5),
        face=_one_of(
            throw(), (("very_happy", 0.3), ("good", 0.5), ("could_be_better", 0.14), ("not_good", 0.06))
        ),
    )


def _one_of(throw: float, shares: tuple[tuple[str, float], ...]) -> str:
    for name, share in shares:
        throw -= share
        if throw < 0:
            return name
    return shares[-1][0]
