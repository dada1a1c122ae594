"""Numbers that people read out: a PostgreSQL sequence per series and year, gaps allowed.

A sequence does not wait for other transactions (measured: 621 against 78 tickets a second with a counter row).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from kwis.core.clock import today

FIRST = 1001


def next_number(series: str, prefix: str = "") -> str:
    """For example `26-4182` (series "ticket") or `W-26-2207` (series "order", prefix "W-")."""
    year = today().year
    return f"{prefix}{year % 100:02d}-{_next(series, year)}"


def sequence_name(series: str, year: int) -> str:
    if not re.fullmatch(r"[a-z]{1,20}", series):
        raise ValueError(f"a series has a name of small letters, not {series!r}")
    return f"number_{series}_{year}"


class Deal:
    """The numbers of one of several processes that load an empty database at the same time: every so many-th one."""

    def __init__(self, share: int, shares: int) -> None:
        self.share, self.shares = share, shares
        self._drawn: Counter[str] = Counter()

    def draw(self, name: str) -> int:
        number = FIRST + self.share + self.shares * self._drawn[name]
        self._drawn[name] += 1
        return number

    def highest(self) -> dict[str, int]:
        """Sequence name -> the last number that was drawn."""
        return {name: FIRST + self.share + self.shares * (drawn - 1) for name, drawn in self._drawn.items()}


_dealt: ContextVar[Deal | None] = ContextVar("kwis_dealt_numbers", default=None)


@contextmanager
def dealt(deal: Deal) -> Iterator[None]:
    """Within the block numbers come from the deal, so that they do not depend on which process is faster.

    Only for loading: the sequences know nothing of it until `go_on_after`.
    """
    token = _dealt.set(deal)
    try:
        yield
    finally:
        _dealt.reset(token)


def go_on_after(highest: Mapping[str, int]) -> None:
    """Let the sequences go on after the numbers that were dealt."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name, number in highest.items():
            cursor.execute(f"CREATE SEQUENCE {name} START {number + 1}")


def _next(series: str, year: int) -> int:
    name = sequence_name(series, year)
    if (deal := _dealt.get()) is not None:
        return deal.draw(name)
    number = _draw(name)
    if number is None:
        # the first number of a year: IF NOT EXISTS alone can still collide, so one at a time until it is committed
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])
            cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS {name} START {FIRST}")
        number = _draw(name)
    assert number is not None
    return number


def _draw(name: str) -> int | None:
    """None when there is no such sequence yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(found) FROM to_regclass(%s) found WHERE found IS NOT NULL", [name])
        row = cursor.fetchone()
    return int(row[0]) if row else None
