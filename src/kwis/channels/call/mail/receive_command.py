"""`kwis mail receive < FILE`: a mail server's last step. Says only fixed words, never anything of the mail (S8)."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from typing import IO

from django.db import Error as DatabaseError

from .receive import keep, process

KEPT, OFFER_AGAIN = 0, 75  # 75 is EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries later


def run(options: argparse.Namespace) -> int:
    """Read standard input, take it in, and say what became of it."""
    return receive_command(sys.stdin.buffer, mailbox=getattr(options, "mailbox", ""))


def receive_command(stdin: IO[bytes], *, mailbox: str = "", out: IO[str] | None = None) -> int:
    """Exit code 0 once the mail is kept: from then on it is ours to look after, whatever happens to it."""
    try:
        mail = keep(stdin.read(), mailbox=mailbox)
    except DatabaseError:
        print("kwis: the mail could not be kept; offer it again later", file=sys.stderr)
        return OFFER_AGAIN
    if mail.state == mail.State.RECEIVED:
        # Should the database go away now: the mail is kept, and is taken up again within minutes.
        with suppress(DatabaseError):
            process(mail.pk)
            mail.refresh_from_db()
    print(f"{mail.state} {mail.reason}".strip(), file=out or sys.stdout)
    return KEPT
