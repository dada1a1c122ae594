"""A mail server that takes every letter and remembers it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller

from tests.proofs.installation import HOST, free_port


class MailServer:
    """Not too fast: a kill must be able to fall between its yes and what the sender writes down of it."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []  # Message-ID, address

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content)
        await asyncio.sleep(0.01)
        self.letters.append((mail["Message-ID"], envelope.rcpt_tos[0]))
        await asyncio.sleep(0.02)
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[tuple[MailServer, str]]:
    """The server, and what KWIS_SMTP_URL must say."""
    handler, port = MailServer(), free_port()
    controller = Controller(handler, hostname=HOST, port=port)
    controller.start()
    try:
        yield handler, f"smtp://{HOST}:{port}"
    finally:
        controller.stop()
