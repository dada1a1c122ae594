"""What somebody asks about: which weeks, and which part of the calls. It stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from kwis.catalogue.kinds import Kind
from kwis.desk.channel import Channel
from kwis.insight.period import Period, last_weeks, week_of

WEEKS = (4, 8, 26)
USUAL = 8
MOST = 2**31


class Nonsense(ValueError):
    """The address asks for something that does not exist."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """`weeks` back from now, or the `earlier` as many before those; `week` is one Monday instead.

    The rest narrows: ids of a desk, a team, a supplier and a main category (0: calls without a service), a channel,
    a kind, and `on_to`: where work went that came back ("desk", "team-4", "supplier-7").
    """

    weeks: int = USUAL
    week: date | None = None
    desk: int | None = None
    team: int | None = None
    supplier: int | None = None
    category: int | None = None
    channel: str = ""
    kind: str = ""
    on_to: str = ""

    @property
    def period(self) -> Period:
        return week_of(self.week) if self.week else last_weeks(self.weeks)

    def but(self, **changes: Any) -> "Choice":
        return replace(self, **changes)

    @property
    def query(self) -> str:
        """For an address: what differs from the usual."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: str(value) for name, value in given.items() if value not in (None, "")})


def read(asked: Mapping[str, str]) -> Choice:
    """The choice in an address. Raises `Nonsense` for what cannot be: a list must never be wider than it says."""
    weeks = _number(asked, "weeks") or USUAL
    if weeks not in WEEKS:
        raise Nonsense("weeks")
    return Choice(
        weeks=weeks,
        week=_monday(asked.get("week", "")),
        desk=_number(asked, "desk"),
        team=_number(asked, "team"),
        supplier=_number(asked, "supplier"),
        category=_number(asked, "category"),
        channel=_one_of(asked.get("channel", ""), Channel.values),
        kind=_one_of(asked.get("kind", ""), Kind.values),
        on_to=_place(asked.get("on_to", "")),
    )


def _number(asked: Mapping[str, str], name: str) -> int | None:
    text = asked.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text[:12]) < MOST and len(text) < 12):
        raise Nonsense(name)
    return int(text)


def _monday(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as trouble:
        raise Nonsense("week") from trouble
    if day.weekday() or not 2000 <= day.year < 2200:
        raise Nonsense("week")
    return day


def _one_of(text: str, known: list[str]) -> str:
    if text and text not in known:
        raise Nonsense(text)
    return text


def _place(text: str) -> str:
    kind, _dash, key = text.partition("-")
    if text not in ("", "desk") and not (
        kind in ("team", "supplier") and key.isascii() and key.isdigit() and len(key) < 10
    ):
        raise Nonsense("on_to")
    return text
