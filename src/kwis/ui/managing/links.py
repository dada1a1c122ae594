"""Where else to go from a row: a room, also one above the list's own, names the pages that belong to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Link:
    words: str | Promise
    url: str
    icon: str = "arrow-right"
    soft: str = ""  # what is there now, in a few words


Provider = Callable[[Any, Any], Iterable[Link]]

_providers: dict[str, list[tuple[str, Provider]]] = {}


def links_from(slug: str) -> Callable[[Provider], Provider]:
    """`@links_from("services")` over `provider(user, row)`, which leaves out where this user may not go."""

    def register(provider: Provider) -> Provider:
        name = f"{provider.__module__}.{provider.__qualname__}"
        others = [row for row in _providers.get(slug, []) if row[0] != name]
        _providers[slug] = [*others, (name, provider)]
        return provider

    return register


def links_of(slug: str, user: Any, row: Any) -> list[Link]:
    return [link for _name, provider in _providers.get(slug, []) for link in provider(user, row)]
