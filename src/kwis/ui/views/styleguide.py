"""Every component in its states, on one page, for those who build and judge Kwis."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kwis.ui.gates import public
from kwis.ui.icons import CHOICES


@public
def guide(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or getattr(settings, "DEMO", False) or request.user.is_authenticated):
        raise Http404
    return render(request, "ui/styleguide.html", {"icons": CHOICES})


@public
def swap(request: HttpRequest) -> HttpResponse:
    return guide(request)
