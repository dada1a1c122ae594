"""`kwis mail receive < FILE` takes a mail in; `kwis mail parse FILE…` shows how mails are read, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from .delivery_reports import delivery_reports
from .parse import parse
from .parsed import Address, ParsedMail, ParseTrouble
from .quotes import split
from .screens import screen


def configure(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `kwis mail` its arguments."""
    choices = parser.add_subparsers(dest="what", metavar="receive|parse", required=True)
    receiving = choices.add_parser(
        "receive",
        help="take in one mail from standard input",
        description="Take in one mail from standard input; a mail server can deliver to this. The exit code is 0 once the mail is kept.",
    )
    receiving.add_argument("--mailbox", default="", help="the name of the mailbox it was delivered to")
    # 75 (EX_TEMPFAIL): while the database is away the mail server keeps the mail and offers it again
    receiving.set_defaults(runs="kwis.channels.call.mail.receive_command:run", on_trouble=75)
    parsing = choices.add_parser(
        "parse",
        help="print how mails are read, one JSON line each; needs no database",
        description="Print how mails are read, one JSON line each; needs no database.",
    )
    parsing.add_argument("files", nargs="+", metavar="FILE", help="a mail; - is standard input")


def run(options: argparse.Namespace) -> int:
    """`kwis mail parse FILE…`."""
    for name in options.files:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        print(json.dumps({"file": name, **as_json(content)}, ensure_ascii=False))
    return 0


def as_json(content: bytes) -> dict[str, Any]:
    """How a mail is read, as plain values."""
    mail = parse(content)
    if isinstance(mail, ParseTrouble):
        return {"quarantine": mail.reason.value}
    screening = screen(mail)
    verdicts = {
        "auto_reply": "auto_reply",
        "bounced": "bounced_mail",
        "loop": "own_loop",
        "list": "list",
        "spam": "spam",
    }
    return {
        "from": _address(mail.author),
        "to": [_address(one) for one in mail.to],
        "cc": [_address(one) for one in mail.cc],
        "reply_to": [_address(one) for one in mail.reply_to],
        "subject": mail.subject,
        "date": mail.date.isoformat() if mail.date else None,
        "message_id": mail.message_id,
        "in_reply_to": mail.in_reply_to[0] if mail.in_reply_to else "",
        "references": list(mail.references),
        "text": mail.text,
        "text_new": split(mail.text).new,
        "has_html": bool(mail.html),
        "attachments": _attachments(mail),
        "verdicts": {name: screening.said(by) is not None for name, by in verdicts.items()},
        "delivery_reports": _reports(mail) if screening.said("bounced_mail") else [],
    }


def _address(one: Address) -> dict[str, str]:
    return {"name": one.name, "address": one.address}


def _attachments(mail: ParsedMail) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "type": one.declared_type,
            "size": one.size,
            "sha256": one.sha256,
            "inline": one.inline,
        }
        for one in mail.attachments
    ]


def _reports(mail: ParsedMail) -> list[dict[str, Any]]:
    return [
        {
            "recipient": one.recipient,
            "status": one.status,
            "smtp_code": one.smtp_code,
            "reason": one.reason,
            "hard": one.hard,
        }
        for one in delivery_reports(mail)
    ]
