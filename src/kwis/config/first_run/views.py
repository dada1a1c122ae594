"""The page of the first run, and the page that says what to do next."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from kwis.accounts import first_run
from kwis.accounts.guards import guard, public
from kwis.accounts.permissions import AccountsRight
from kwis.catalogue.models import Service
from kwis.config.first_run.forms import CodeForm, SetUpForm
from kwis.config.first_run.gate import is_on_this_machine
from kwis.config.first_run.setting_up import SetUpAlready, set_up
from kwis.people.models import Desk, Person, Team

PROVEN = "first-run"
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@public
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def first_page(request: HttpRequest) -> HttpResponse:
    """The set-up, for who is on this machine or has the code. Once there is a user it does not exist."""
    if not first_run.is_needed():
        raise Http404
    if not (is_on_this_machine(request) or request.session.get(PROVEN)):
        return _ask_code(request)
    form = SetUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = set_up(form.cleaned_data)
        except SetUpAlready:
            return redirect("account_login")
        request.session.flush()
        login(request, user, backend=BACKEND)
        answer = redirect("first_run:begin")
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            max_age=365 * 24 * 3600,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return answer
    status = 422 if request.method == "POST" else 200
    return render(request, "first_run/set_up.html", {"form": form}, status=status)


def _ask_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if first_run.too_many_tries():
            form.add_error(None, _("These are too many tries. Wait a minute."))
            status = 429
        elif form.is_valid() and first_run.is_code(form.cleaned_data["code"]):
            request.session.cycle_key()
            request.session[PROVEN] = True
            return redirect("first_run:set_up")
        elif form.is_valid():
            form.add_error("code", _("This is not the code that was printed last."))
    return render(request, "first_run/code.html", {"form": form}, status=status)


@guard(AccountsRight.MANAGE)
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """What to do next, with what is there already."""
    desk = Desk.objects.filter(active=True).order_by("-is_default", "id").first()
    steps = {
        "desk": desk,
        "people": Person.objects.filter(active=True).count(),
        "teams": Team.objects.filter(active=True).count(),
        "services": Service.objects.published().count(),
        "smtp": bool(settings.SMTP_URL),
    }
    return render(request, "first_run/begin.html", steps)
