"""Whether all that the content refers to is there."""

from kwis.demo.contents import Content


def check(content: Content) -> None:
    """Raise `ContentError` with all that does not fit."""
