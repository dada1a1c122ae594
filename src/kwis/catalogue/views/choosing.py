"""Options for fields that search services as you type."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kwis.accounts.guards import guard
from kwis.catalogue.models import Service
from kwis.core.wording import say
from kwis.people.naming import fold
from kwis.people.permissions import PeopleRight


@guard(PeopleRight.SEE)
def services(request: HttpRequest) -> HttpResponse:
    """Published services of which name or words hold every part of what was typed; few enough rows to read at once."""
    parts = fold(request.GET.get("q", "")).split()
    found = []
    for service in (
        Service.objects.filter(state=Service.State.PUBLISHED).select_related("category").order_by("code")
    ):
        spoken = [*service.name.values(), *(word for words in service.synonyms.values() for word in words)]
        if all(part in fold(" ".join(spoken)) for part in parts):
            found.append(
                {"value": service.pk, "words": say(service.name), "soft": say(service.category.name)}
            )
    return render(
        request,
        "people/options.html",
        {"options": sorted(found, key=lambda option: str(option["words"]))[:12]},
    )
