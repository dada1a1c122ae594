"""Mail of lists and in bulk: read as usual, never answered automatically."""

from __future__ import annotations

from kwis.channels.call.mail.parsed import ParsedMail

from .verdict import Effect, ScreenSettings, Verdict

NAME = "list"


def look(mail: ParsedMail, settings: ScreenSettings) -> Verdict | None:
    """List-* (RFC 2369, RFC 2919) or Precedence."""
    for name in ("list-id", "list-post", "list-unsubscribe", "list-help"):
        if mail.header(name):
            return Verdict(NAME, f"{name}: {mail.header(name)[:80]}", Effect.SILENT)
    precedence = mail.header("precedence").lower()
    if precedence in ("list", "bulk", "junk"):
        return Verdict(NAME, f"Precedence: {precedence}", Effect.SILENT)
    return None
