"""A raw mail as plain text for a page: every byte readable, none of it working."""

from __future__ import annotations

from .charsets import text_from

LONGEST = 100_000


def as_text(content: bytes) -> str:
    """The first 100,000 bytes as text. The template escapes it; control characters are made visible."""
    text = text_from(content[:LONGEST]).replace("\r\n", "\n").replace("\r", "\n")
    # Direction marks could make the text read as something else than it is.
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char in "\n\t" or char.isprintable():
        return char
    return f"⟨{ord(char):04X}⟩"
