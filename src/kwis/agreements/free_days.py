"""Days on which nobody works: public holidays of a country, dates of one year, dates of every year.

The Dutch holidays stand in a table that `python -m kwis.agreements.writing_free_days` writes from the library
`holidays`. The library itself stays out of the running product: it takes 48 MB and 0.7 s in each process.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

Country = Literal["", "nl"]
KNOWN_YEARS = range(1966, 2101)
"""The years in the table of Dutch holidays. Outside them there is no answer, which is not the same as "none"."""

DUTCH_TABLE = Path(__file__).with_name("free_days_nl.txt")
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


def dutch_holidays(year: int) -> dict[date, str]:
    """The public holidays of the Netherlands in one year with their Dutch names, Good Friday included."""
    return _dutch_table().get(year, {})


@lru_cache(maxsize=1)
def _dutch_table() -> dict[int, dict[date, str]]:
    table: dict[int, dict[date, str]] = {}
    for line in DUTCH_TABLE.read_text(encoding="utf-8").splitlines():
        day_text, _space, name = line.partition(" ")
        day = date.fromisoformat(day_text)
        table.setdefault(day.year, {})[day] = name
    return table
