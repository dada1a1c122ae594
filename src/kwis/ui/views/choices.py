"""How the reader wants to see Kwis: kept in cookies, so that a stranger can choose too."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kwis.ui.context import KEYS_COOKIE, THEME_COOKIE, THEMES
from kwis.ui.gates import public

YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> str:
    """Where the reader was; only ever on this site."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


def _kept(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    answer = HttpResponse(status=204) if request.headers.get("X-Quiet") else redirect(_back(request))
    answer.set_cookie(
        cookie, value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return answer


@public
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("theme", "")
    if wanted not in (*THEMES, "system"):
        return HttpResponseBadRequest()
    return _kept(request, THEME_COOKIE, wanted)


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("language", "")
    if wanted not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    return _kept(request, settings.LANGUAGE_COOKIE_NAME, wanted)


@public
@require_POST
def letter_keys(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("letters", "")
    if wanted not in ("on", "off"):
        return HttpResponseBadRequest()
    return _kept(request, KEYS_COOKIE, wanted)
