"""What a browser may do with our pages: a strict policy on every answer, a closed one for mail.

Nothing inline runs or styles; a view that shows a mail's own HTML gives it its own address and wraps
itself in `@mail_frame`, and the page shows that address in a sandboxed frame.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
# no cookies are sent from a sandboxed frame: pictures are data: or one-time addresses
MAIL_POLICY = (
    "default-src 'none'; img-src data: 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "form-action 'none'; base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class SecurityHeaders:
    """Sets the headers on every answer; a view's own policy stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        answer.headers.setdefault("Content-Security-Policy", POLICY)
        answer.headers.setdefault("X-Content-Type-Options", "nosniff")
        answer.headers.setdefault("Referrer-Policy", "same-origin")
        answer.headers.setdefault("Permissions-Policy", PERMISSIONS)
        answer.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return answer


class NoNulls:
    """Refuses an address with a null character: no text in the database can hold one, so nobody means it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("a null character in the address")
        return self.get_response(request)


def policy(header: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Give one view its own Content-Security-Policy."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def with_policy(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            answer = view(request, *args, **kwargs)
            answer.headers["Content-Security-Policy"] = header
            if "frame-ancestors 'self'" in header:
                answer.headers["X-Frame-Options"] = "SAMEORIGIN"
            return answer

        return with_policy

    return decorate


mail_frame = policy(MAIL_POLICY)
