"""Senders that the organisation does not want to hear from."""

from __future__ import annotations

from kwis.channels.call.mail.parsed import ParsedMail

from .verdict import Effect, ScreenSettings, Verdict

NAME = "blocked"


def look(mail: ParsedMail, settings: ScreenSettings) -> Verdict | None:
    """By whole address, by domain ("example.com") or by domain and all below it (".example.com")."""
    for one in (mail.author, mail.sender):
        if one is None or not one.usable:
            continue
        domain = one.key.rpartition("@")[2]
        labels = domain.split(".")
        wanted = {one.key, domain, *("." + ".".join(labels[at:]) for at in range(len(labels)))}
        if hit := wanted & settings.blocked:
            return Verdict(NAME, f"on the block list: {min(hit)}", Effect.DROP)
    return None
