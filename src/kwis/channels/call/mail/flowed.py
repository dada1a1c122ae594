"""format=flowed (RFC 3676): lines that a mail program broke are put together again."""

from __future__ import annotations

import re

_QUOTES = re.compile(r"^>+")


def unflowed(text: str, delete_space: bool = False) -> str:
    """Paragraphs as the writer typed them. Quote depth is kept; the signature line "-- " never flows."""
    out: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        marks = _QUOTES.match(line)
        depth = len(marks[0]) if marks else 0
        content = line[depth:]
        content = content.removeprefix(" ")
        flows = content.endswith(" ") and content != "-- "
        if open_depth == depth and content != "-- ":
            out.append(content[:-1] if flows and delete_space else content)
        else:
            if out:
                out.append("\n")
            begin = ">" * depth + (" " if depth and content else "")
            out.append(begin + (content[:-1] if flows and delete_space else content))
        open_depth = depth if flows else None
    return "".join(out)
