"""The one place that tells the time, so that the demo and tests can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("kwis_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; inside `at()` the moment that was set."""
    return _set_to.get() or timezone.now()


def today() -> date:
    """The calendar day in the organisation's time zone."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """An aware moment as the clock on the organisation's wall shows it.

    Kwis has one time zone; asking Django for the current one costs more than the rest of this, many times a page.
    """
    return moment.astimezone(timezone.get_default_timezone())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Set the clock to an aware moment for the block; the year of demo calls is told this way."""
    if moment.tzinfo is None:
        raise ValueError("the clock is set to an aware moment")
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
