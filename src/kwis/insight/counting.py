"""Counting figures for one reader and one choice; each count comes with the address of the list behind it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import TruncWeek
from django.urls import reverse
from django.utils.timezone import localtime

from kwis.insight.choice import Choice
from kwis.insight.figures import BY_CODE
from kwis.insight.narrowing import split_by


class Linked(int):
    """A number in a chart's table, with the address of what is behind it."""

    url: str

    def __new__(cls, number: int, url: str) -> "Linked":
        made = super().__new__(cls, number)
        made.url = url
        return made


@dataclass(frozen=True)
class Counted:
    """So many rows, and the page that lists them."""

    code: str
    number: int
    choice: Choice

    @property
    def url(self) -> str:
        query = self.choice.query
        return reverse("insight:figure", args=[self.code]) + (f"?{query}" if query else "")

    @property
    def linked(self) -> Linked:
        return Linked(self.number, self.url)


@dataclass(frozen=True)
class Share:
    """A part of a whole. Without a whole there is no share."""

    part: Counted
    whole: Counted

    @property
    def percent(self) -> int | None:
        return percentage(self.part.number, self.whole.number)

    @property
    def linked(self) -> Linked | None:
        """The percentage, linked to the part; its list tells of how many it is a part."""
        return None if self.percent is None else Linked(self.percent, self.part.url)


def percentage(part: int, whole: int) -> int | None:
    """Rounded half up, as people do it."""
    return (200 * part + whole) // (2 * whole) if whole else None


@dataclass(frozen=True)
class Counter:
    user: Any
    choice: Choice = field(default_factory=Choice)

    def count(self, code: str, **narrower: Any) -> Counted:
        choice = self.choice.but(**narrower)
        return Counted(code, BY_CODE[code].rows(self.user, choice).count(), choice)

    def share(self, code: str, **narrower: Any) -> Share:
        """The figure as a part of the figure that it is `of`."""
        return Share(self.count(code, **narrower), self.count(BY_CODE[code].of, **narrower))

    def by_week(self, code: str) -> dict[date, Counted]:
        """Every week of the period, oldest first, also those with nothing."""
        figure = BY_CODE[code]
        rows = figure.rows(self.user, self.choice).annotate(monday=TruncWeek(figure.moment))
        found = {
            localtime(monday).date(): number
            for monday, number in rows.values_list("monday").annotate(number=Count("pk"))
        }
        return {
            monday: Counted(code, found.get(monday, 0), self.choice.but(week=monday))
            for monday in self.choice.period.weeks()
        }

    def shares_by_week(self, code: str) -> dict[date, Share]:
        parts, wholes = self.by_week(code), self.by_week(BY_CODE[code].of)
        return {monday: Share(part, wholes[monday]) for monday, part in parts.items()}

    def by(self, code: str, *names: str) -> dict[Any, Counted]:
        """Told apart by desk, team … (the names of narrowing): {id: counted}, or {(id, id): counted} for more names."""
        figure = BY_CODE[code]
        parts = {f"by_{name}": split_by(figure.what, name) for name in names}
        rows = figure.rows(self.user, self.choice)
        rows = rows.annotate(
            **{key: part if not isinstance(part, str) else F(part) for key, part in parts.items()}
        )
        found = rows.values_list(*parts).annotate(number=Count("pk", distinct=True))
        counted = {}
        for *keys, number in found:
            part = dict(zip(names, keys, strict=True))
            if self._asked(part):
                counted[keys[0] if len(keys) == 1 else tuple(keys)] = Counted(
                    code, number, self.choice.but(**part)
                )
        return counted

    def _asked(self, part: dict[str, Any]) -> bool:
        """Whether the part lies within the choice: a call of the chosen team can have been with others as well."""
        return all(
            key is not None and getattr(self.choice, name) in (None, "", key) for name, key in part.items()
        )
