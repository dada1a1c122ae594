"""A number of whole weeks; the last of them is this week, so that what happened today counts."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kwis.core.clock import today

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Period:
    """From the first Monday at midnight up to, and without, the last, in the organisation's time zone."""

    first: date
    beyond: date

    @property
    def start(self) -> datetime:
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        return _midnight(self.beyond)

    @property
    def before(self) -> "Period":
        """As many weeks just before these."""
        return Period(self.first - (self.beyond - self.first), self.first)

    def weeks(self) -> list[date]:
        """The Monday of each week."""
        return [self.first + WEEK * number for number in range((self.beyond - self.first).days // 7)]


def last_weeks(number: int) -> Period:
    next_monday = today() - timedelta(days=today().weekday()) + WEEK
    return Period(next_monday - WEEK * number, next_monday)


def week_of(monday: date) -> Period:
    return Period(monday, monday + WEEK)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
