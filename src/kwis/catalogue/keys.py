"""Keys of questions and steps, made of their own words."""

from collections.abc import Iterable
from typing import Any

from kwis.people.naming import fold


def give_keys(rows: Iterable[Any], words: str) -> set[str]:
    """Rows of a formset that were given no key or place get one: of their Dutch `words`, and in the order given.

    Returns all keys.
    """
    kept = list(rows)
    taken: set[str] = {row.cleaned_data["key"] for row in kept if row.cleaned_data["key"]}
    for place, row in enumerate(kept, start=1):
        if not row.cleaned_data["key"]:
            row.instance.key = new_key(row.cleaned_data[words].get("nl", ""), taken)
            taken.add(row.instance.key)
        if not row.cleaned_data["order"]:
            row.instance.order = place
    return taken


def new_key(label: str, taken: set[str]) -> str:
    """A key of the question's own words: `wat-is-er-nodig`, or `wat-is-er-nodig-2` when there is one."""
    plain = "-".join("".join(sign if sign.isalnum() else " " for sign in fold(label)).split())
    key = plain.encode("ascii", "ignore").decode()[:50].strip("-") or "vraag"
    number = 1
    while (made := key if number == 1 else f"{key}-{number}") in taken:
        number += 1
    return made
