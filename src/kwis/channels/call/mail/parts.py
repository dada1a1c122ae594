"""The MIME tree, built by the standard library under guard: parts, depth and headers are counted while it reads.

The library's old policy (compat32) is used because it keeps every header and body as it came; the modern one
parses headers while reading and raises or corrects. Messages inside the message are not opened: they are files,
kept byte for byte, so that a chain of them cannot be made deep.
"""

from __future__ import annotations

import re
from email.feedparser import FeedParser
from email.message import Message
from email.policy import Compat32
from typing import Any

from .charsets import fits_utf8, text_from
from .parsed import Limits, ParseTrouble, TroubleReason

# No honest Content-Type is longer; the library looks for its parameters in quadratic time.
_LONGEST_CONTENT_HEADER = 16_000


class Trouble(Exception):
    """Carries a ParseTrouble out of the library's reader; it never leaves this package."""

    def __init__(self, reason: TroubleReason, detail: str = "") -> None:
        super().__init__(reason)
        self.trouble = ParseTrouble(reason, detail)


class _Policy(Compat32):
    """Raw headers as they come, except that Content-* headers have a sane length and bytes become text."""

    # What the parts say their charset is; headers with raw bytes are usually in the same.
    charset = ""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        if not value.isascii():
            raw = value.encode("utf-8", "surrogateescape")
            value = text_from(raw, "" if fits_utf8(raw) else self.charset)
        if len(value) > _LONGEST_CONTENT_HEADER and name.lower().startswith("content-"):
            value = value[:_LONGEST_CONTENT_HEADER]
        return name, value

    def header_fetch_parse(self, name: str, value: str) -> str:
        """As it came: the library would turn bytes above 127 into question marks."""
        return value


class Part(Message):
    """One node of the tree."""

    depth: int = 0
    deepest: int = 0
    _payload: Any

    def attach(self, payload: Any) -> None:
        payload.depth = self.depth + 1
        payload.deepest = self.deepest
        if payload.depth > self.deepest:
            raise Trouble(TroubleReason.TOO_DEEP, str(payload.depth))
        super().attach(payload)

    def get_content_maintype(self) -> str:
        """A message inside the message is a file to us: the reader must not go into it."""
        found = super().get_content_maintype()
        return "application" if found == "message" else found

    def get_content_type(self) -> str:
        """As `get_content_maintype`: delivery reports are read later, from their bytes."""
        found = super().get_content_type()
        return "application/octet-stream" if found.startswith("message/") else found

    def children(self) -> list[Part]:
        """The parts below, or none for a leaf."""
        payload = self._payload
        return [one for one in payload if isinstance(one, Part)] if isinstance(payload, list) else []

    def payload(self) -> str:
        """The body of a leaf as it came: ASCII, with other bytes as surrogates.

        `get_payload` would decode with the declared charset here and lose the bytes of a wrong one.
        """
        payload = self._payload
        return payload if isinstance(payload, str) else ""

    def values_of(self, name: str) -> list[str]:
        """All values of a header, raw."""
        return [str(value) for value in self.get_all(name, [])]


def tree_of(raw: bytes, limits: Limits) -> Part:
    """Build the tree, or raise Trouble when it goes beyond a limit."""
    made = 0

    def new_part(*, policy: Any) -> Part:
        nonlocal made
        made += 1
        if made > limits.parts:
            raise Trouble(TroubleReason.TOO_MANY_PARTS, str(made))
        part = Part(policy=policy)
        part.deepest = limits.depth
        return part

    reader: FeedParser[Any] = FeedParser(new_part, policy=_Policy(charset=_charset_hint(raw)))  # type: ignore[arg-type, call-arg]
    reader.feed(_with_whole_head(raw).decode("ascii", "surrogateescape"))
    root: Part = reader.close()
    if len(root.keys()) > limits.headers:
        raise Trouble(TroubleReason.TOO_MANY_HEADERS, str(len(root.keys())))
    return root


_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([a-zA-Z0-9_.:-]{2,40})", re.IGNORECASE)
_WEAK = frozenset([b"us-ascii", b"ascii", b"utf-8", b"iso-8859-1", b"windows-1252"])


def _charset_hint(raw: bytes) -> str:
    """The first charset named anywhere that says more than "western"."""
    named = (found[1].lower() for found in _CHARSET.finditer(raw[:200_000]))
    return next((one for one in named if one not in _WEAK), b"").decode("ascii")


_FIELD = re.compile(rb"^(?:From |[\x21-\x39\x3b-\x7e]{1,80}:|[ \t])")
_KNOWN_FIELD = re.compile(
    rb"^(?:from|to|subject|date|received|message-id|mime-version|content-type):", re.IGNORECASE
)


def _with_whole_head(raw: bytes) -> bytes:
    """A head with a broken line in it would end there; the line is folded into the header before it.

    Spam filters and forwarders put such lines in. Done only where real headers follow the broken line.
    """
    head, gap, body = raw[:100_000].partition(b"\n\r\n" if b"\r\n" in raw[:2_000] else b"\n\n")
    lines = head.split(b"\n")
    broken = next((at for at, line in enumerate(lines) if not _FIELD.match(line)), None)
    if broken is None or sum(bool(_KNOWN_FIELD.match(line)) for line in lines[broken:]) < 3:
        return raw
    mended = b"\n".join(line if _FIELD.match(line) else b" " + line for line in lines)
    return mended + gap + body + raw[100_000:]
