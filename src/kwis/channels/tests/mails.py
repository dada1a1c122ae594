"""Mails as tests write them, and their way in."""

import itertools

from kwis.channels.call.mail.receive import receive
from kwis.channels.models import RawMail

_numbers = itertools.count(1)


def mail(
    sender: str,
    subject: str = "De lamp is stuk",
    text: str = "Kunt u komen?",
    *,
    to: str = "desk@rijnoever.example",
    **headers: str,
) -> bytes:
    """A mail; keywords are headers, with `_` for `-`. Each has its own Message-ID unless one is given."""
    given = {
        "Message-ID": f"<test.{next(_numbers)}@example.org>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = [
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        *(f"{name}: {value}" for name, value in given.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + text).encode()


def take(*args: str, mailbox: str = "", **headers: str) -> RawMail:
    """Write a mail and take it in."""
    return receive(mail(*args, **headers), mailbox=mailbox)
