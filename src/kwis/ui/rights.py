"""Asking whether a user holds a right, without knowing the room that deals them out."""

from typing import Any


def may(user: Any, right: str) -> bool:
    """True when the user is logged in and holds the right; a stranger never does."""
    ask = getattr(user, "has_right", None)
    return bool(getattr(user, "is_authenticated", False) and ask is not None and ask(right))
