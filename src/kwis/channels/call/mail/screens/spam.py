"""What the spam filter of our own mail server said; anybody can write these headers, so they only ever warn."""

from __future__ import annotations

from kwis.channels.call.mail.parsed import ParsedMail

from .verdict import Effect, ScreenSettings, Verdict

NAME = "spam"


def look(mail: ParsedMail, settings: ScreenSettings) -> Verdict | None:
    """Aside when the filter said yes: in sight, not on the list of work."""
    if mail.header("x-spam-flag").lower().startswith("yes") or mail.header(
        "x-spam-status"
    ).lower().startswith("yes"):
        return Verdict(NAME, "marked by the spam filter", Effect.ASIDE)
    return None
