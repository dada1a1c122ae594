"""Options for fields that search people and places as you type."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kwis.accounts.guards import guard
from kwis.people.identify import find_people
from kwis.people.models import Place
from kwis.people.naming import fold
from kwis.people.permissions import PeopleRight


@guard(PeopleRight.SEE)
def people(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    waits = len(words) < 2
    found = [] if waits else list(find_people(words))
    rows = [
        {
            "value": p.pk,
            "words": p.name,
            "soft": ", ".join(
                words
                for words in (p.organisation.name if p.organisation else "", p.place.label if p.place else "")
                if words
            ),
        }
        for p in found
    ]
    return render(request, "people/options.html", {"options": rows, "waits": waits})


@guard(PeopleRight.SEE)
def places(request: HttpRequest) -> HttpResponse:
    words = fold(request.GET.get("q", ""))
    found = Place.objects.filter(active=True)
    for part in words.split():
        found = found.filter(Q(sort_name__contains=part) | Q(path__contains=part))
    rows = (
        [{"value": p.pk, "words": p.label, "soft": p.get_kind_display()} for p in found[:10]] if words else []
    )
    return render(request, "people/options.html", {"options": rows, "waits": not words})
