"""Our own mail coming back to us: never a call, never answered (S12)."""

from __future__ import annotations

from kwis.channels.call.mail.parsed import ParsedMail

from .verdict import Effect, ScreenSettings, Verdict

NAME = "own_loop"


def look(mail: ParsedMail, settings: ScreenSettings) -> Verdict | None:
    """Recognised by what only we can make (our signed Message-ID), by our own address, or by too many servers."""
    if mail.message_id and settings.is_our_message_id(mail.message_id):
        return Verdict(NAME, "we sent this letter ourselves", Effect.DROP)
    if len(mail.headers.get("received", ())) > settings.most_hops:
        return Verdict(NAME, "went round through too many servers", Effect.ASIDE)
    if mail.author.key not in settings.own_addresses:
        return None
    if any(one.usable and one.key not in settings.own_addresses for one in mail.reply_to):
        # A form on a web page sends in our name and puts the visitor in Reply-To.
        return Verdict(NAME, "sent in our name by a form", Effect.SILENT)
    return Verdict(NAME, "sent from our own address", Effect.ASIDE)
