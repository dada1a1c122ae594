"""Try for whom a service is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kwis.accounts.guards import guard
from kwis.catalogue.forms import WhoSeesForm
from kwis.catalogue.models import Service
from kwis.catalogue.permissions import CatalogueRight
from kwis.catalogue.who_sees import limits, sees


@guard(CatalogueRight.MANAGE)
@require_GET
def who_sees(request: HttpRequest, key: int) -> HttpResponse:
    service = Service.objects.manageable_by(request.user).filter(pk=key).first()
    if service is None:
        raise Http404
    form = WhoSeesForm(request.GET or None)
    person = form.cleaned_data["person"] if form.is_valid() else None
    return render(
        request,
        "catalogue/who_sees.html",
        {
            "service": service,
            "form": form,
            "person": person,
            "sees": person is not None and sees(service, person),
            "limits": limits(service, person) if person is not None else [],
        },
    )
