"""Who calls: the key in the Authorization header, what it may, and how often."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from ninja.security import HttpBearer

from kwis.api.models import ApiToken
from kwis.api.problems import Problem

# requests per key per minute; far above what a system needs, far below what hurts
PER_MINUTE = 1200


class Key(HttpBearer):
    """`request.auth` becomes the token. No key and a wrong one are told apart by nothing."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        found = ApiToken.of(token)
        if found is None:
            raise Problem(401, "Send a living key: Authorization: Bearer …")
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


def slow_down(request: HttpRequest) -> None:
    """Raises 429 when this key asks too often."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    name = f"api-{token.pk}"
    if cache.add(name, 1, 60):
        return
    try:
        asked = cache.incr(name)
    except ValueError:  # it ran out between the two lines: a new minute
        return
    if asked > PER_MINUTE:
        raise Problem(429, "Try again in a minute.")
