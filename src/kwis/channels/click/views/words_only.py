"""Pages that only tell something: privacy and accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kwis.accounts.guards import public
from kwis.channels.click.reaching import main_desk


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "channels/click/privacy.html", {"desk": main_desk()})


@require_safe
@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "channels/click/accessibility.html", {"desk": main_desk()})
