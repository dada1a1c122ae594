"""Content-Transfer-Encoding undone, tolerant of what mail programs really send; files uuencoded in a text taken out."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

from .headers import base64_bytes

_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,300}?)[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class UuFile:
    """A file that stood in the text between "begin 644 name" and "end"."""

    name: bytes
    content: bytes


def bytes_of(payload: str, encoding: str) -> bytes:
    """The bytes of one part. `payload` is as the parser leaves it: ASCII with bytes as surrogates."""
    raw = payload.encode("ascii", "surrogateescape") if not payload.isascii() else payload.encode("ascii")
    how = re.sub(r"[^a-z0-9-]", "", encoding.lower().split(";")[0])
    if how == "base64":
        return base64_bytes(raw)
    if how in ("quoted-printable", "quotedprintable"):
        return binascii.a2b_qp(raw)
    if how in ("x-uuencode", "uuencode", "uue", "x-uue"):
        _, files = without_uuencoded(raw)
        return files[0].content if files else raw
    return raw


def without_uuencoded(text: bytes) -> tuple[bytes, list[UuFile]]:
    """The text without its uuencoded files, and those files. An unfinished file stays in the text."""
    kept: list[bytes] = []
    files: list[UuFile] = []
    at = 0
    for begin in _BEGIN.finditer(text):
        if begin.start() < at:
            continue
        decoded = _uu_decoded(text, begin.end())
        if decoded is None:
            continue
        content, end = decoded
        kept.append(text[at : begin.start()])
        files.append(UuFile(begin[1], content))
        at = end
        if len(files) >= 100:
            break
    kept.append(text[at:])
    return b"".join(kept), files


def _uu_decoded(text: bytes, start: int) -> tuple[bytes, int] | None:
    """The decoded lines after `start` up to "end", with the position behind it; None when this is no such file."""
    out: list[bytes] = []
    at = text.find(b"\n", start) + 1
    if at == 0:
        return None
    while True:
        stop = text.find(b"\n", at)
        line = text[at : stop if stop != -1 else len(text)].rstrip(b"\r")
        if line.strip() == b"end":
            return b"".join(out), stop + 1 if stop != -1 else len(text)
        if stop == -1 or len(line) > 120:
            return None
        if line and line != b"`":
            try:
                out.append(_uu_line(line))
            except binascii.Error:
                return None
        at = stop + 1


def _uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Some encoders pad a line with rubbish: the count in the first character decides.
        needed = (((line[0] - 32) & 63) * 4 + 5) // 3
        return binascii.a2b_uu(line[: needed + 1])
