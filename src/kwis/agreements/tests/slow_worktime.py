"""Working time counted minute by minute: slow, and too simple to be wrong. The tests hold worktime.py against it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)

Week = list[list[tuple[int, int]]]
"""Per weekday the open spans in minutes after midnight."""


class SlowCalendar:
    def __init__(
        self, week: Week, zone: ZoneInfo, closed: Iterable[date], pauses: list[tuple[datetime, datetime]]
    ):
        self.week, self.zone, self.closed, self.pauses = week, zone, set(closed), pauses

    def counts(self, minute: datetime) -> bool:
        local = minute.astimezone(self.zone)
        on_the_wall = local.hour * 60 + local.minute
        return (
            any(begin <= on_the_wall < end for begin, end in self.week[local.weekday()])
            and local.date() not in self.closed
            and not any(begin <= minute < end for begin, end in self.pauses)
        )

    def between(self, start: datetime, end: datetime) -> int:
        minute, counted = start.astimezone(UTC), 0
        while minute < end:
            counted += self.counts(minute)
            minute += MINUTE
        return counted * 60

    def add(self, start: datetime, minutes: int, give_up: datetime) -> datetime | None:
        minute = start.astimezone(UTC)
        while minutes and minute < give_up:
            minutes -= self.counts(minute)
            minute += MINUTE
        return None if minutes else minute
