"""Who looks never holds up who works: a slow question is cut off, and a dear answer is kept for a while.

Peers fell over their reports: one manager's overview kept everybody's messages from being sent.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from time import monotonic

from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from kwis.core.clock import now

# one question may take this long
SECONDS = 5
# an answer is kept as many times as long as it took, so that looking takes a fiftieth of one core at most
TIMES = 50
LONGEST = 300
# quicker than this is not worth keeping: it is reckoned anew and always true to the moment
DEAR = 0.5


class TooLong(Exception):
    """The question was cut off; a shorter period may be answered."""


@contextmanager
def cut_off() -> Iterator[None]:
    """Inside, every query that takes longer than `SECONDS` is stopped by the database. Raises `TooLong`."""
    try:
        with transaction.atomic():
            _limit(str(round(SECONDS * 1000)))
            yield
            _limit("DEFAULT")
    except OperationalError as trouble:
        if isinstance(trouble.__cause__, QueryCanceled):
            raise TooLong from trouble
        raise


def keep(key: str, answer: Callable[[], str]) -> tuple[str, datetime | None]:
    """A new answer, or the one that was kept with the moment that it was reckoned. Raises `TooLong`."""
    known = cache.get(key)
    if known is not None:
        return known["answer"], known["at"]
    began = monotonic()
    with cut_off():
        new = answer()
    took = monotonic() - began
    if took >= DEAR:
        cache.set(key, {"answer": new, "at": now()}, min(LONGEST, TIMES * took))
    return new, None


def _limit(milliseconds: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout TO {milliseconds}")
