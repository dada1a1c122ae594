"""Whether our own mail server vouches for the sender (RFC 8601). Anybody else's word counts for nothing (S3)."""

from __future__ import annotations

import re

from kwis.channels.call.mail.parsed import ParsedMail

from .verdict import Effect, ScreenSettings, Verdict

NAME = "sender_authentication"
VERIFIED = "verified"
FAILED = "failed"

_RESULT = re.compile(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]{0,500}\)")


def look(mail: ParsedMail, settings: ScreenSettings) -> Verdict | None:
    """A note with reason "verified" or "failed: …"; without our server's word the sender is just unverified."""
    if not settings.trusted_servers:
        return None
    for value in mail.headers.get("authentication-results", ()):
        server = value.split(";")[0].strip().split(" ")[0].lower()
        if server not in settings.trusted_servers:
            continue
        results = {name.lower(): result.lower() for name, result in _RESULT.findall(_COMMENT.sub(" ", value))}
        if results.get("dmarc") == "pass":
            return Verdict(NAME, VERIFIED, Effect.NOTE)
        if "fail" in (results.get("dmarc"), results.get("spf")) and results.get("dkim") != "pass":
            return Verdict(
                NAME,
                f"{FAILED}: {', '.join(f'{name}={one}' for name, one in results.items())}",
                Effect.SILENT,
            )
        # Only the topmost header of our own server is its word; an older one below may have come with the mail.
        return None
    return None
