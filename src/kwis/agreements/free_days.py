"""Days on which nobody works: public holidays of a country, dates of one year, dates of every year."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

from holidays.countries.netherlands import Netherlands

Country = Literal["", "nl"]
KNOWN_YEARS = range(1966, 2101)
"""The years for which the library knows the Dutch holidays; outside them it would silently answer "none"."""

_LINE = re.compile(r"(?:([0-9]{4})-)?([0-9]{2})-([0-9]{2})")
_LEAP_YEAR = 2000


class FreeDaysError(ValueError):
    """A line is not a date. Says which line."""


@dataclass(frozen=True)
class Holidays:
    """`every_year` holds (month, day); 29 February among them falls in leap years only."""

    country: Country = ""
    dates: frozenset[date] = field(default_factory=frozenset)
    every_year: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    @classmethod
    def parse(cls, lines: Iterable[str]) -> "Holidays":
        """Read one `MM-DD` or `YYYY-MM-DD` a line; empty lines and what follows a `#` are skipped."""
        dates: set[date] = set()
        every_year: set[tuple[int, int]] = set()
        for number, line in enumerate(lines, start=1):
            text = line.partition("#")[0].strip()
            if not text:
                continue
            match = _LINE.fullmatch(text)
            try:
                if match is None:
                    raise ValueError
                day = date(int(match[1] or _LEAP_YEAR), int(match[2]), int(match[3]))
            except ValueError:
                raise FreeDaysError(
                    f"line {number}: '{text[:40]}' is not a date as MM-DD or YYYY-MM-DD"
                ) from None
            if match[1]:
                dates.add(day)
            else:
                every_year.add((day.month, day.day))
        return cls(dates=frozenset(dates), every_year=frozenset(every_year))

    def __contains__(self, day: date) -> bool:
        return (
            (bool(self.country) and day in dutch_holidays(day.year))
            or day in self.dates
            or (day.month, day.day) in self.every_year
        )


@lru_cache(maxsize=512)
def dutch_holidays(year: int) -> dict[date, str]:
    """The public holidays of the Netherlands in one year with their Dutch names, Good Friday included."""
    return dict(Netherlands(years=year, expand=False, language="nl"))  # type: ignore[no-untyped-call]
