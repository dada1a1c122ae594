"""Pages by key, not by number: back and on cost the same on the first page and on the ten thousandth."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.db import models
from django.db.models import Q

SALT = "kwis.page"


@dataclass(frozen=True)
class Page:
    """The rows of one page; `before` and `after` are the tokens of the pages around it, empty at the ends."""

    rows: Sequence[Any]
    before: str = ""
    after: str = ""
    size: int = 50
    shown: int = field(default=0)

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_of(
    rows: models.QuerySet[Any], order: Sequence[str], size: int = 50, after: str = "", before: str = ""
) -> Page:
    """One page of `rows` in `order`, a list of field names ("-" for downward) of which the last is unique.

    The fields of the order must not be null. A forged or old token gives the first page.
    """
    names = [name.lstrip("-") for name in order]
    backward = bool(before)
    start = _read(before or after, len(names))
    wanted = [_turned(name) for name in order] if backward else list(order)
    found = rows.order_by(*wanted)
    if start is not None:
        found = found.filter(_beyond(wanted, start))
    taken = list(found[: size + 1])
    more, taken = len(taken) > size, taken[:size]
    if backward:
        taken.reverse()
    has_before = more if backward else start is not None
    has_after = bool(backward) or more
    return Page(
        rows=taken,
        before=_token(taken[0], names) if taken and has_before else "",
        after=_token(taken[-1], names) if taken and has_after else "",
        size=size,
        shown=len(taken),
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], start: Sequence[Any]) -> Q:
    """Rows strictly after `start`: a > x or (a = x and b > y) or …"""
    found, same = Q(), Q()
    for name, value in zip(order, start, strict=True):
        plain = name.lstrip("-")
        found |= same & Q(**{f"{plain}__{'lt' if name.startswith('-') else 'gt'}": value})
        same &= Q(**{plain: value})
    return found


def _token(row: Any, names: Sequence[str]) -> str:
    values = [_value(row, name) for name in names]
    return signing.dumps(
        [value.isoformat() if hasattr(value, "isoformat") else value for value in values], salt=SALT
    )


def _value(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = row[part] if isinstance(row, dict) else getattr(row, part)
    return row


def _read(token: str, length: int) -> list[Any] | None:
    if not token:
        return None
    try:
        values = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return values if isinstance(values, list) and len(values) == length else None
