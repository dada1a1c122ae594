"""What one mail looks like after reading: plain frozen values, nothing of Django and nothing of the wire."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property


class TroubleReason(StrEnum):
    """Why a mail could not be read. The value is stored and shown, so it never changes meaning."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_DEEP = "too_deep"
    TOO_MANY_ADDRESSES = "too_many_addresses"
    TOO_MANY_HEADERS = "too_many_headers"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class ParseTrouble:
    """A mail that was not read, with the reason; `detail` is for the administrator, never for the sender."""

    reason: TroubleReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one mail may ask of us. Beyond a limit it is kept and shown, not refused (S11)."""

    size: int = 60 * 1024 * 1024
    parts: int = 1_000
    depth: int = 40
    addresses: int = 2_000
    headers: int = 2_000
    # A body beyond this is cut in what is shown; the whole of it stays in the raw message.
    text: int = 1_000_000
    html: int = 4_000_000


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox as written.

    `address` may be a local name ("MAILER-DAEMON") and is empty where there is none; what cannot be read as an
    address stays readable in `name`. Only a `usable` one can be written to.
    """

    name: str
    address: str

    @property
    def key(self) -> str:
        """The form to compare by; providers that distinguish case in the local part do not exist in practice."""
        return self.address.casefold()

    @property
    def usable(self) -> bool:
        """Whether a letter could be sent there."""
        return "@" in self.address

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name and self.address else self.address or self.name


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came along. `declared_type` is what the sender says; the store sniffs for itself."""

    name: str
    declared_type: str
    content: bytes = field(repr=False)
    cid: str = ""
    disposition: str = ""
    inline: bool = False

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """An invitation (text/calendar) as text, with its method: REQUEST, CANCEL, REPLY…"""

    method: str
    text: str


@dataclass(frozen=True)
class ParsedMail:
    """One mail, read. Every text is free of NUL and lone surrogates, so PostgreSQL and UTF-8 can hold it."""

    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    from_: tuple[Address, ...]
    sender: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    date: datetime | None
    text: str
    html: str
    attachments: tuple[Attachment, ...]
    # Only the headers that the screens ask for, by lower-case name; our own X- headers never get in (S8).
    headers: Mapping[str, tuple[str, ...]]
    calendar: tuple[CalendarPart, ...] = ()
    language: str = ""
    content_type: str = "text/plain"
    report_type: str = ""
    notes: tuple[str, ...] = ()

    @cached_property
    def author(self) -> Address:
        """Who wrote it: From, else Sender, else Reply-To; a From without an address is still shown."""
        candidates = (*self.from_, *([self.sender] if self.sender else []), *self.reply_to)
        usable = next((one for one in candidates if one.usable), None)
        if usable is None:
            return self.from_[0] if self.from_ else Address("", "")
        name = usable.name or (self.from_[0].name if self.from_ else "")
        return Address(name, usable.address)

    def header(self, name: str) -> str:
        """The first value of a header of interest, or an empty string."""
        values = self.headers.get(name.lower(), ())
        return values[0] if values else ""
