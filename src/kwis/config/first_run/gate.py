"""While nobody can log in, every page leads to the set-up."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from kwis.accounts import first_run

OPEN = ("/setup/", "/look/", "/static/")


class SetUpFirst:
    """Asks the database until there is a user, and then never again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(OPEN) and first_run.is_needed():
            if request.method in ("GET", "HEAD"):
                return HttpResponseRedirect(reverse("first_run:set_up"))
            return HttpResponse("Kwis is not set up yet.\n", status=503, content_type="text/plain")
        return self.get_response(request)


def is_on_this_machine(request: HttpRequest) -> bool:
    """Whether the browser runs on the machine itself.

    A proxy here makes everybody seem to; it tells so in a header. The name in the address must be this machine's own,
    so that a page elsewhere cannot send the browser here under its own name.
    """
    forwarded = (
        "HTTP_X_FORWARDED_FOR",
        "HTTP_X_FORWARDED_HOST",
        "HTTP_X_FORWARDED_PROTO",
        "HTTP_X_REAL_IP",
        "HTTP_FORWARDED",
        "HTTP_VIA",
    )
    if any(name in request.META for name in forwarded):
        return False
    address = str(request.META.get("REMOTE_ADDR", "")).removeprefix("::ffff:")
    name = request.get_host().rpartition(":")[0] or request.get_host()
    return (address.startswith("127.") or address == "::1") and name in ("localhost", "127.0.0.1", "[::1]")
