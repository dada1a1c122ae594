"""Who calls: the key in the Authorization header, what it may, and how often."""

from threading import Lock
from time import monotonic
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from kwis.api.models import ApiToken
from kwis.api.problems import Problem

# requests per key per minute; far above what a system needs, far below what hurts
PER_MINUTE = 1200

# requests by key in the running minute; under MINUTE which minute that is
_asked: dict[int, int] = {}
MINUTE = 0
_lock = Lock()


class Key(HttpBearer):
    """`request.auth` becomes the token. No key and a wrong one are told apart by nothing."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        found = ApiToken.of(token)
        if found is None:
            raise Problem(401, "Send a living key: Authorization: Bearer …")
        slow_down(found)
        request.user = found.user
        return found

    def __call__(self, request: HttpRequest) -> Any:
        found = super().__call__(request)
        if not found:
            raise Problem(401, "Send a living key: Authorization: Bearer …")
        return found


def must_have(request: HttpRequest, scope: str) -> None:
    """Raises 403 when the key lacks the scope."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    if scope not in token.scopes:
        raise Problem(403, f"This key lacks the scope {scope}.")


def slow_down(token: ApiToken) -> None:
    """Raises 429 when this key asks too often. Counted per web process: a count that all share would cost each request more."""
    minute = int(monotonic() // 60)
    with _lock:
        if _asked.get(MINUTE) != minute:
            _asked.clear()
            _asked[MINUTE] = minute
        _asked[token.pk] = asked = _asked.get(token.pk, 0) + 1
    if asked > PER_MINUTE:
        raise Problem(429, "Try again in a minute.")
