"""The words of a letter: written by people on a page, filled in without any logic.

`{name}` is replaced by a known value; anything else in braces stays as it is, so a letter can never run code or reach
what it was not given.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import urlize
from django.utils.safestring import SafeString

from kwis.core.wording import say
from kwis.knowledge.default_letters import DEFAULTS, ENDING, GREETING
from kwis.knowledge.models import Letter
from kwis.people.models import Desk

PLACEHOLDER = re.compile(r"\{([a-z_]{1,40})\}")
PLACEHOLDERS = ("customer_name", "number", "subject", "promise", "link", "desk_name", "desk_phone", "text")


@dataclass(frozen=True)
class Rendered:
    """`html` is a whole page, made from the same words as `text`."""

    subject: str
    text: str
    html: str


def render(code: str, desk: Desk | None, language: str, values: Mapping[str, str]) -> Rendered:
    """The letter of a moment, filled in. A desk's own goes before the general one, and that before the built-in one."""
    subject, body = _words(code, desk, language)
    told = fill(body, values)
    title = one_line(fill(subject, values))
    context = {
        "language": language,
        "subject": title,
        "body": _linked(told),
        "reference": values.get("number", ""),
    }
    return Rendered(title, told, render_to_string("knowledge/letter.html", context))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace `{name}` for each known name, once: what a value brings along is not filled in again."""
    return PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)


def one_line(text: str) -> str:
    """A subject is one line whatever its words brought along: no header can be slipped in."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _words(code: str, desk: Desk | None, language: str) -> tuple[str, str]:
    own = Letter.objects.filter(code=code, active=True, desk__isnull=True)
    if desk is not None:
        own = own | Letter.objects.filter(code=code, active=True, desk=desk)
    found = max(own, key=lambda letter: letter.desk_id is not None, default=None)
    if found is not None:
        return say(found.subject, language), say(found.body, language).strip()
    built_in = DEFAULTS[code]
    here = language if language in built_in else "nl"
    subject, body = built_in[here]
    return subject, f"{GREETING[here]}\n\n{body}\n\n{ENDING[here]}"


def _linked(text: str) -> SafeString:
    return SafeString(urlize(text, nofollow=True, autoescape=True))
