"""Pages stay up to date by asking a very cheap question: did anything happen that this reader should see?

Rooms call `beat("desk:3", "ticket:55")` when something changed; a page asks /pulse/ every few seconds. The
keys that a reader may listen to stand in a signed cookie (sent to /pulse/ only), so an answer costs one indexed
SELECT and neither session nor user. A page may listen to more keys by `{% pulse_keys "ticket:55" %}`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

COOKIE = "kwis_pulse"
PATH = "/pulse/"
# says for whom the pulse cookie was made, so that it is made anew now and then and after a change of user
MARKER_COOKIE = "kwis_pulse_for"
FRESH_SECONDS = 600
COOKIE_SECONDS = 12 * 3600
SALT = "kwis.pulse"

KeysOf = Callable[[Any], Iterable[str]]
_listening: list[KeysOf] = []
_silent: ContextVar[bool] = ContextVar("kwis_pulse_silent", default=False)


def listens(provider: KeysOf) -> KeysOf:
    """A room says which keys a user listens to: `provider(user)` gives strings such as "desk:3"."""
    if provider not in _listening:
        _listening.append(provider)
    return provider


def keys_of(user: Any) -> list[str]:
    """All keys this user listens to, their own among them."""
    return sorted({f"user:{user.pk}", *(key for provider in _listening for key in provider(user))})


def beat(*keys: str) -> None:
    """Something changed at these keys; told after the commit, in one small statement of its own.

    Not in the caller's transaction: everyone at a desk beats the same key, and would wait for each other.
    """
    if not keys or _silent.get():
        return
    # a change that beats often, beats once; what waits was put there in this scope or one around it
    waiting = next((entry[1] for entry in connection.run_on_commit if isinstance(entry[1], _Beats)), None)
    if waiting is not None:
        waiting.keys.update(keys)
    else:
        transaction.on_commit(_Beats(set(keys)), robust=True)


@contextmanager
def silent() -> Iterator[None]:
    """While a database is being filled nobody looks at a page yet."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


@dataclass
class _Beats:
    """The keys that one transaction beats, when it is committed."""

    keys: set[str]

    def __call__(self) -> None:
        _count(sorted(self.keys))


def _count(keys: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ui_pulse (key, stamp) SELECT unnest(%s::text[]), 1"
            " ON CONFLICT (key) DO UPDATE SET stamp = ui_pulse.stamp + 1",
            [keys],
        )


def stamps(keys: list[str]) -> dict[str, int]:
    """How often each key has beaten; a key that never did is absent."""
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, stamp FROM ui_pulse WHERE key = ANY(%s)", [keys])
        return dict(cursor.fetchall())


def signed(keys: Iterable[str]) -> str:
    """The keys as a token that cannot be forged, for the cookie or for a page that listens to more."""
    return signing.dumps(sorted(keys), salt=SALT, compress=True)


def unsigned(token: str) -> list[str]:
    """The keys of a token; none when it is forged, damaged or old."""
    try:
        return list(signing.loads(token, salt=SALT, max_age=COOKIE_SECONDS))
    except signing.BadSignature:
        return []


def cookie_for(response: HttpResponseBase, keys: Iterable[str], secure: bool = False) -> None:
    """Let this reader listen to exactly these keys."""
    response.set_cookie(
        COOKIE,
        signed(keys),
        max_age=COOKIE_SECONDS,
        path=PATH,
        secure=secure,
        httponly=True,
        samesite="Strict",
    )


def answer(request: HttpRequest) -> HttpResponse:
    """304 when nothing happened since the page asked last, else {key: count} of the keys of this reader."""
    keys = unsigned(request.COOKIES.get(COOKIE, ""))
    for token in request.GET.getlist("also")[:4]:
        keys += unsigned(token)
    found = stamps(keys)
    tag = f'"{sum(found.values())}-{len(keys)}"'
    reply: HttpResponse
    reply = HttpResponse(status=304) if request.headers.get("If-None-Match") == tag else JsonResponse(found)
    reply.headers["ETag"] = tag
    reply.headers["Cache-Control"] = "no-store"
    return reply


class PulseFirst:
    """Answers /pulse/ before any other middleware, and gives logged-in readers their cookie with a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == PATH and request.method == "GET":
            return answer(request)
        response = self.get_response(request)
        user = getattr(request, "_cached_user", None)  # set once a view or template has asked who it is
        if user is not None and user.is_authenticated and _is_page(request, response):
            marker = str(user.pk)
            if request.COOKIES.get(MARKER_COOKIE) != marker:
                cookie_for(response, keys_of(user), secure=request.is_secure())
                response.set_cookie(
                    MARKER_COOKIE,
                    marker,
                    max_age=FRESH_SECONDS,
                    secure=request.is_secure(),
                    httponly=True,
                    samesite="Lax",
                )
        return response


def _is_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    return (
        request.method == "GET"
        and response.status_code == 200
        and "HX-Request" not in request.headers
        and response.headers.get("Content-Type", "").startswith("text/html")
    )
