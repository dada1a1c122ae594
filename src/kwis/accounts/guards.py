"""Gates for pages. Every view stands behind exactly one of these; a house test reads `view.gate`.

Who is not signed in is asked to; who lacks the right sees the same 404 as for a page that does not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Gate:
    """`kind` is public, signed_in, right or link (a signed address is the key)."""

    kind: str
    rights: tuple[str, ...] = ()


def guard(*rights: str) -> Callable[[View], View]:
    """Only for who holds at least one of these rights somewhere; which rows is up to `visible_to`."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user = request.user
            if not user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not any(user.has_right(right) for right in rights):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.gate = Gate("right", tuple(str(right) for right in rights))  # type: ignore[attr-defined]
        return guarded

    return wrap


def signed_in(view: View) -> View:
    """For everybody with a log-in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.gate = Gate("signed_in")  # type: ignore[attr-defined]
    return guarded


def public(view: View) -> View:
    """For everybody, a stranger too: a deliberate act."""
    view.gate = Gate("public")  # type: ignore[attr-defined]
    return view


def by_link(view: View) -> View:
    """For who holds a signed link; the view itself checks the signature."""
    view.gate = Gate("link")  # type: ignore[attr-defined]
    return view
