"""How a page shows something of a room above it: named places that other rooms fill.

The page says `{% slot "ticket.side" ticket=ticket %}`; a room above registers, in its `panels.py`, a
provider that gets the request and that context and returns rendered HTML or None.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

Provider = Callable[..., SafeString | str | None]

_providers: dict[str, list[tuple[int, str, Provider]]] = {}


def register(slot_name: str, provider: Provider, order: int = 0) -> Provider:
    """Fill a place: `provider(request, **context)`. The same provider twice in one place counts once."""
    name = f"{provider.__module__}.{provider.__qualname__}"
    others = [row for row in _providers.get(slot_name, []) if row[1] != name]
    _providers[slot_name] = sorted([*others, (order, name, provider)], key=lambda row: row[:2])
    return provider


def filled(slot_name: str) -> bool:
    """Has anyone registered for this place?"""
    return bool(_providers.get(slot_name))


def render(slot_name: str, request: HttpRequest, **context: Any) -> SafeString:
    """All panels of the place in order; a plain string is escaped, None is left out."""
    panels = (provider(request, **context) for _, _, provider in _providers.get(slot_name, []))
    return format_html_join("\n", "{}", ((conditional_escape(panel),) for panel in panels if panel))
