"""The work list with its views and counts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kwis.accounts.guards import guard
from kwis.catalogue.kinds import Kind
from kwis.catalogue.models import Service
from kwis.core.wording import say
from kwis.desk.channel import Channel
from kwis.desk.listing import columns_of, listed
from kwis.desk.permissions import DeskRight
from kwis.desk.worklist import (
    BY_CODE,
    CAP,
    FIRST,
    VIEWS,
    Filters,
    counts,
    grouped,
    kept_today,
    narrowed,
    rows_of,
)
from kwis.ui.asked import for_fragment
from kwis.ui.paging import page_of

PAGE = 50


@guard(DeskRight.SEE, DeskRight.SEE_TEAM)
def work(request: HttpRequest) -> HttpResponse:
    view = BY_CODE.get(request.GET.get("view", FIRST), BY_CODE[FIRST])
    filters = _filters(request)
    rows = columns_of(narrowed(rows_of(view, request.user), filters))
    page = page_of(rows, ["act_at", "id"], PAGE, request.GET.get("after", ""), request.GET.get("before", ""))
    first_page = not (request.GET.get("after") or request.GET.get("before"))
    context = {
        "view": view,
        "views": _views({}),
        "page": page,
        "groups": grouped(listed(page.rows)),
        # under the rows: read when they come into sight
        "with_kept": view.code == FIRST and first_page and not list(filters),
        "chips": _chips(filters),
        "kinds": Kind.choices,
        "channels": Channel.choices,
    }
    return render(request, "desk/_rows.html" if for_fragment(request) else "desk/work.html", context)


@guard(DeskRight.SEE, DeskRight.SEE_TEAM)
def kept(request: HttpRequest) -> HttpResponse:
    """The calls of which a promise was kept today, as rows under those of the work list."""
    return render(request, "desk/_kept.html", {"kept": listed(kept_today(request.user))})


@guard(DeskRight.SEE, DeskRight.SEE_TEAM)
def view_counts(request: HttpRequest) -> HttpResponse:
    """The side bar with its counts: a fragment of its own, so that no page waits for counting."""
    known = counts(request.user)
    shown = {code: f"{CAP}+" if number > CAP else str(number) for code, number in known.items()}
    return render(
        request,
        "desk/_views.html",
        {"views": _views(shown), "current": request.GET.get("view", FIRST)},
    )


def _views(counts: dict[str, str]) -> tuple[tuple[str, str, str, str, str], ...]:
    """Group, code, icon, name and count of each view; no counts before they are counted."""
    return tuple(
        (view.group, view.code, view.icon, str(view.name), counts.get(view.code, "")) for view in VIEWS
    )


def _filters(request: HttpRequest) -> Filters:
    """What is not on the list of known values is not a filter."""
    asked = request.GET
    owner = asked.get("owner", "")
    return Filters(
        kind=asked.get("kind", "") if asked.get("kind") in Kind.values else "",
        channel=asked.get("channel", "") if asked.get("channel") in Channel.values else "",
        service=asked.get("service", "")[:60],
        owner=int(owner) if owner.isdigit() and len(owner) < 18 else None,
    )


def _chips(filters: Filters) -> list[dict[str, str]]:
    labels = {"kind": _("Kind"), "service": _("Service"), "channel": _("Channel"), "owner": _("Owner")}
    return [{"name": name, "label": labels[name], "value": _read(name, value)} for name, value in filters]


def _read(name: str, value: Any) -> str:
    if name == "kind":
        return str(Kind(value).label)
    if name == "channel":
        return str(Channel(value).label)
    if name == "service":
        service = Service.objects.filter(code=value).first()
        return say(service.name) if service else str(value)
    return str(value)
