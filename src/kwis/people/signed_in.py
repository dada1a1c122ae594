"""The person who is signed in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext

from kwis.people.models import Person


def me(request: HttpRequest) -> Person:
    """Who is at the other end. Raises PermissionDenied, in words, for a log-in that is nobody's yet."""
    person: Person | None = getattr(request.user, "person", None)
    if person is None:
        raise PermissionDenied(
            gettext(
                "Your log-in does not belong to a person yet. Ask the administrator to choose it at your name."
            )
        )
    return person
