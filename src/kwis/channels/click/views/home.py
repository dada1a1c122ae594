"""The first page, and answers to a few words: while typing, and as a page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kwis.accounts.guards import public
from kwis.catalogue.models import Service, ServiceCategory
from kwis.channels.click.progress import CallRow, rows_of
from kwis.channels.click.reaching import main_desk, reach_of
from kwis.channels.click.suggesting import find
from kwis.channels.click.who import me
from kwis.core.clock import now
from kwis.desk.models import Ticket
from kwis.people.models import Desk, Person
from kwis.ui.moments import local

CALLS_SHOWN = 5
CALLS_READ = 30
POPULAR_A_GROUP = 4
EXAMPLES = 4


@dataclass(frozen=True)
class Group:
    """Services of one department: the category on top of theirs."""

    category: ServiceCategory
    services: list[Service]


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    person = me(request)
    desk = main_desk()
    popular = _popular(request, person)
    context = {
        "person": person,
        "greeting": _greeting(),
        "rows": _running(request, person),
        "reach": reach_of(desk) if desk else None,
        "more_desks": desk is not None and Desk.objects.filter(active=True).exclude(pk=desk.pk).exists(),
        "groups": groups_of(popular, POPULAR_A_GROUP),
        "examples": _examples(popular),
    }
    return render(request, "channels/click/home.html", context)


@require_safe
@public
def while_typing(request: HttpRequest) -> HttpResponse:
    """The list under the field; nothing under two letters."""
    found = find(request.GET.get("q", ""), request.user, me(request))
    return render(
        request, "channels/click/_while_typing.html", {"found": found, "rows": rows_of(found.calls)}
    )


@require_safe
@public
def find_page(request: HttpRequest) -> HttpResponse:
    found = find(request.GET.get("q", ""), request.user, me(request), limit=10)
    return render(request, "channels/click/find.html", {"found": found, "rows": rows_of(found.calls)})


@require_safe
@public
def contact(request: HttpRequest) -> HttpResponse:
    desks = Desk.objects.filter(active=True).select_related("place").order_by("-is_default", "name")[:20]
    return render(request, "channels/click/contact.html", {"reaches": [reach_of(desk) for desk in desks]})


def groups_of(services: list[Service], most: int | None = None) -> list[Group]:
    """Services by department, in the order of the categories."""
    tops: dict[int, ServiceCategory] = {}
    found: dict[int, list[Service]] = {}
    for service in services:
        top = service.category.parent or service.category
        tops[top.pk] = top
        found.setdefault(top.pk, []).append(service)
    in_order = sorted(tops.values(), key=lambda top: (top.order, top.pk))
    return [Group(top, found[top.pk][:most]) for top in in_order]


def _running(request: HttpRequest, person: Person | None) -> list[CallRow]:
    """What we ask first, then what was promised soonest."""
    if person is None:
        return []
    rows: Any = Ticket.objects.of_customer(request.user).unfinished().order_by("-id")
    shown = rows_of(list(rows.select_related("owner", "with_team", "with_supplier")[:CALLS_READ]))
    far = now().max.replace(tzinfo=now().tzinfo)
    shown.sort(key=lambda row: (not row.asks, row.ticket.next_promise_at or far))
    return shown[:CALLS_SHOWN]


def _popular(request: HttpRequest, person: Person | None) -> list[Service]:
    visible = Service.objects.for_person(person) if person else Service.objects.visible_to(request.user)
    return list(
        visible.filter(popular=True).select_related("category__parent").order_by("category__order", "code")
    )


def _examples(popular: list[Service]) -> list[tuple[str, Service]]:
    """The first word that people use for a popular service, of different departments in turn."""
    language = (get_language() or "nl")[:2]
    found = [(words[0], service) for service in popular if (words := service.synonyms.get(language))]
    by_group: dict[int, list[tuple[str, Service]]] = {}
    for words, service in found:
        by_group.setdefault(service.category.parent_id or service.category_id, []).append((words, service))
    turns = [
        pair for place in range(EXAMPLES) for pairs in by_group.values() for pair in pairs[place : place + 1]
    ]
    return turns[:EXAMPLES]


def _greeting() -> str:
    hour = local(now()).hour
    if hour < 6:
        return _("Good night")
    if hour < 12:
        return _("Good morning")
    return _("Good afternoon") if hour < 18 else _("Good evening")
