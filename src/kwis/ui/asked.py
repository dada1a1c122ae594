"""What a request asks for."""

from django.http import HttpRequest


def for_fragment(request: HttpRequest) -> bool:
    """A part of a page, to be put into the page that is there (htmx), and not a page of its own."""
    return bool(getattr(request, "htmx", False))
