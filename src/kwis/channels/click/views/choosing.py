"""Options for fields of the portal that search as you type."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kwis.channels.click.who import customer
from kwis.people.identify import find_people
from kwis.people.models import Person, Place
from kwis.people.naming import fold

MOST = 10


@require_safe
@customer
def places(request: HttpRequest, person: Person) -> HttpResponse:
    """Places in use; before anything is typed those around the own room."""
    words = fold(request.GET.get("q", ""))
    found = Place.objects.filter(active=True)
    for part in words.split():
        found = found.filter(Q(sort_name__contains=part) | Q(path__contains=part))
    if not words and person.place:
        found = found.filter(Q(pk=person.place.pk) | Q(kind=Place.Kind.SITE))
    options = [(place.pk, place.label, place.get_kind_display()) for place in found[:MOST]]
    return render(request, "ui/manage/options.html", {"options": options})


@require_safe
@customer
def colleagues(request: HttpRequest, person: Person) -> HttpResponse:
    """Colleagues by name. Who is from outside does not get to search the people of the organisation."""
    words = request.GET.get("q", "").strip()
    searches = len(words) >= 2 and not person.external and any(sign.isalpha() for sign in words)
    found = [one for one in find_people(words, MOST) if not one.external] if searches else []
    options = [(one.pk, one.name, one.organisation.name if one.organisation else "") for one in found]
    return render(request, "ui/manage/options.html", {"options": options})
