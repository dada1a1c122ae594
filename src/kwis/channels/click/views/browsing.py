"""What can be asked for: by department, and one service at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kwis.accounts.guards import public
from kwis.catalogue.models import Service, ServiceCategory
from kwis.catalogue.models.service import ServiceQuerySet
from kwis.channels.click.suggesting import portal_articles
from kwis.channels.click.views.home import Group, groups_of
from kwis.channels.click.who import me
from kwis.core.wording import say


def visible_services(request: HttpRequest) -> ServiceQuerySet:
    person = me(request)
    return Service.objects.for_person(person) if person else Service.objects.visible_to(request.user)


@require_safe
@public
def browse(request: HttpRequest) -> HttpResponse:
    """All departments, each with its subjects and the services in them."""
    rows = list(
        visible_services(request).select_related("category__parent").order_by("category__order", "code")
    )
    departments = [(group.category, _subjects(group)) for group in groups_of(rows)]
    return render(request, "channels/click/services.html", {"departments": departments, "total": len(rows)})


@require_safe
@public
def service(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(visible_services(request).select_related("category__parent", "desk"), code=code)
    articles = portal_articles(request.user).filter(services=row)
    return render(request, "channels/click/service.html", {"service": row, "articles": articles})


def _subjects(group: Group) -> list[tuple[ServiceCategory, list[Service]]]:
    found: dict[int, list[Service]] = {}
    names: dict[int, ServiceCategory] = {}
    for row in group.services:
        names[row.category_id] = row.category
        found.setdefault(row.category_id, []).append(row)
    in_order = sorted(names.values(), key=lambda category: (category.order, category.pk))
    return [(category, sorted(found[category.pk], key=lambda row: say(row.name))) for category in in_order]
