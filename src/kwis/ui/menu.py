"""Where can I go: rooms register their entries, the layouts draw those that the user may use.

A room registers in its `menu_entries.py`, which is read at start. Places: `rail` (workplace), `portal`
(header and the phone's tab bar), `me` (own things), `foot` (portal footer).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from kwis.ui.rights import may

Words = str | Promise
PLACES = ("rail", "portal", "me", "foot")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One way to go. `keys` is a sequence like "g w"; `when` decides beside the right; `count` is drawn beside it.

    `short` is what stands under the icon on a telephone, where the label is too long for it. `begins` says whether
    this is where the user's work begins after logging in. `holds` are addresses elsewhere that belong to it.
    """

    label: Words
    short: Words = ""
    begins: Callable[[HttpRequest], bool] | None = None
    holds: tuple[str, ...] = ()
    icon: str
    url_name: str
    right: str | None = None
    order: int = 50
    keys: str = ""
    place: str = "rail"
    when: Callable[[HttpRequest], bool] | None = None
    count: Callable[[HttpRequest], int | None] | None = None


@dataclass(frozen=True)
class Shown:
    """An entry as this user sees it now."""

    label: str
    short: str
    icon: str
    url: str
    keys: str
    current: bool
    count: int | None = None
    keycaps: tuple[str, ...] = ()


_entries: list[Entry] = []


def register(
    label: Words,
    icon: str,
    url_name: str,
    *,
    right: str | None = None,
    order: int = 50,
    keys: str = "",
    place: str = "rail",
    short: Words = "",
    begins: Callable[[HttpRequest], bool] | None = None,
    holds: tuple[str, ...] = (),
    when: Callable[[HttpRequest], bool] | None = None,
    count: Callable[[HttpRequest], int | None] | None = None,
) -> None:
    """Add an entry. Registering the same address in the same place again replaces it."""
    if place not in PLACES:
        raise ValueError(f"{place} is no place for an entry; choose from {', '.join(PLACES)}")
    _entries[:] = [entry for entry in _entries if (entry.place, entry.url_name) != (place, url_name)]
    _entries.append(
        Entry(
            label=label, short=short, begins=begins, holds=holds, icon=icon, url_name=url_name, right=right, order=order,
            keys=keys, place=place, when=when, count=count,
        )
    )  # fmt: skip
    _entries.sort(key=lambda entry: (entry.order, entry.url_name))


def entries(place: str) -> list[Entry]:
    """All registered entries of a place, in order, also those that nobody may see yet."""
    return [entry for entry in _entries if entry.place == place]


def shown(request: HttpRequest, place: str) -> tuple[Shown, ...]:
    """What this user sees there. The entry with the longest matching address is the current one.

    A page draws the same place two or three times; what it holds is found out once.
    """
    known: dict[str, tuple[Shown, ...]] = request.__dict__.setdefault("_kwis_menu", {})
    if place not in known:
        known[place] = _found(request, place)
    return known[place]


def first_page(request: HttpRequest) -> str:
    """The address where this user's work begins: what says so, else the first of the rail; empty for a customer."""
    rail = shown(request, "rail")
    begins = [_address(one.url_name) for one in entries("rail") if one.begins and one.begins(request)]
    return next((one.url for one in rail if one.url in begins), rail[0].url if rail else "")


def _found(request: HttpRequest, place: str) -> tuple[Shown, ...]:
    user = getattr(request, "user", None)
    found: list[tuple[Entry, str]] = []
    for entry in entries(place):
        if entry.right and not may(user, entry.right):
            continue
        if entry.when and not entry.when(request):
            continue
        try:
            found.append((entry, _address(entry.url_name)))
        except NoReverseMatch:
            # a room that is not built yet, or switched off, draws nothing
            continue
    inside = [
        (len(under), url)
        for entry, url in found
        for under in (url, *entry.holds)
        if _is_inside(request.path, under)
    ]
    current = max(inside, default=(0, None))[1]
    return tuple(
        Shown(
            label=str(entry.label),
            short=str(entry.short or entry.label),
            icon=entry.icon,
            url=url,
            keys=entry.keys,
            current=url == current,
            count=entry.count(request) if entry.count else None,
            keycaps=tuple(entry.keys.split()),
        )
        for entry, url in found
    )


@cache
def _address(url_name: str) -> str:
    return reverse(url_name)


def _is_inside(path: str, url: str) -> bool:
    # a home page ("/") holds every path, so it is current only when it is the page itself
    return path == url or (url.count("/") > 1 and path.startswith(url))
