"""Screens for incoming mail: one small file each, a named verdict with its reason.

Here live: the questions that are asked of every mail before it may become a call or a message.
Not here: which call a mail belongs to (`threading.py`) and what is done with it (`receive.py`).
Each screen is a pure function `look(mail, settings) -> Verdict | None`.
"""

from __future__ import annotations

from kwis.channels.call.mail.parsed import ParsedMail

from . import auto_reply, blocked, bounced_mail, follow_up, list_mail, own_loop, sender_authentication, spam
from .verdict import Effect, Screening, ScreenSettings, Verdict

__all__ = ["Effect", "ScreenSettings", "Screening", "Verdict", "screen"]

# The order in which they are shown; what follows is decided by the most severe, whatever the order.
_SCREENS = (own_loop, bounced_mail, auto_reply, list_mail, spam, blocked, sender_authentication, follow_up)


def screen(mail: ParsedMail, settings: ScreenSettings | None = None) -> Screening:
    """Ask every screen about a mail."""
    settings = settings or ScreenSettings()
    found = (each.look(mail, settings) for each in _SCREENS)
    return Screening(tuple(one for one in found if one is not None))
