"""The person who is signed in."""

from django.http import HttpRequest

from kwis.people.models import Person


def me(request: HttpRequest) -> Person:
    """Who is at the other end; the guards see to it that there is somebody."""
    person: Person = request.user.person  # type: ignore[union-attr]
    return person
