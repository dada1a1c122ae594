"""Whether a mail presents itself as a reply. It proves nothing; `threading.py` decides where it belongs."""

from __future__ import annotations

import re

from kwis.channels.call.mail.parsed import ParsedMail

from .verdict import Effect, ScreenSettings, Verdict

NAME = "follow_up"

_REPLY = re.compile(
    r"^\s*(?:re|aw|antw|antwort|betr|sv|vs|rif|res|odp)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE
)


def look(mail: ParsedMail, settings: ScreenSettings) -> Verdict | None:
    """By its headers, else by its subject."""
    if mail.in_reply_to or mail.references:
        return Verdict(NAME, "answers another mail", Effect.NOTE)
    if _REPLY.match(mail.subject):
        return Verdict(NAME, "subject of a reply", Effect.NOTE)
    return None
