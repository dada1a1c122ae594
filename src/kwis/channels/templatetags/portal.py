"""How content reads in the portal: `{% load portal %}`."""

import re
from collections.abc import Mapping
from itertools import groupby

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kwis.core.wording import say as spoken
from kwis.people.naming import fold

register = template.Library()

ITEM = re.compile(r"^(?:-|\*|\d{1,2}[.)])\s+")
NUMBERED = re.compile(r"^\d")


@register.filter
def say(texts: Mapping[str, str] | None) -> str:
    """Content in two languages, in the reader's."""
    return spoken(texts)


@register.filter
def laid_out(text: str) -> SafeString:
    """Plain text with paragraphs; lines that begin with - or 1. become a list."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return format_html_join(
        "\n", "{}", ((part,) for block in blocks if block.strip() for part in _block(block))
    )


def _block(block: str) -> list[SafeString]:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    return [
        _piece(is_list, list(some))
        for is_list, some in groupby(lines, key=lambda line: bool(ITEM.match(line)))
    ]


def _piece(is_list: bool, lines: list[str]) -> SafeString:
    if not is_list:
        return format_html("<p>{}</p>", " ".join(lines))
    items = format_html_join("", "<li>{}</li>", ((ITEM.sub("", line),) for line in lines))
    return (
        format_html("<ol>{}</ol>", items) if NUMBERED.match(lines[0]) else format_html("<ul>{}</ul>", items)
    )


@register.filter
def marked(text: str, words: str) -> SafeString:
    """The text with the words that begin like one of `words` marked."""
    begins = tuple(part for part in fold(words).split() if len(part) > 1)
    pieces = re.split(r"([^\W_]+)", str(text))
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", piece) if begins and fold(piece).startswith(begins) else piece,)
            for piece in pieces
            if piece
        ),
    )


@register.filter
def dialled(number: str) -> str:
    """A telephone number as a link wants it."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


@register.simple_tag
def most_bytes() -> int:
    """How large a file may be."""
    return int(settings.MAX_FILE_BYTES)
