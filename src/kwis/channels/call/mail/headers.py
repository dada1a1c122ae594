"""Header values: unfolding, encoded words (RFC 2047) as they really occur, message ids and dates."""

from __future__ import annotations

import binascii
import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from .charsets import one_line, sound, text_from

# The text of a word stops where another begins, so a megabyte of "=?" costs no more than its length (S11).
# A charset may carry a language (RFC 2231 §5); the text may hold spaces and "?": forbidden and common.
_WORD = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?((?:[^?=]|=(?!\?(?!=))|\?(?!=))*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(=\?)")
_FOLD = re.compile(r"\r?\n(?=[ \t])|\r(?=[ \t])")
_ID = re.compile(r"<\s*([^<>\s]{1,900})\s*>")
_LONGEST = 200_000


def unfolded(raw: str) -> str:
    """A raw header value on one line, its bytes turned into text; encoded words still encoded."""
    value = _FOLD.sub("", raw[:_LONGEST])
    if not value.isascii():
        value = text_from(value.encode("utf-8", "surrogateescape"))
    return value.strip(" \t\r\n")


def words_decoded(value: str) -> str:
    """Encoded words decoded. Neighbours of one charset are joined first: a letter may be cut in two."""
    if "=?" not in value:
        return sound(value)
    value = _BETWEEN_WORDS.sub(r"\1\2", value)
    out: list[str] = []
    pending: list[bytes] = []
    charset = ""
    end = 0
    for word in _WORD.finditer(value):
        between = value[end : word.start()]
        if pending and (between or word[1].lower() != charset):
            out.append(text_from(b"".join(pending), charset))
            pending = []
        out.append(between)
        charset = word[1].lower()
        pending.append(_word_bytes(word[2], word[3]))
        end = word.end()
    if pending:
        out.append(text_from(b"".join(pending), charset))
    out.append(value[end:])
    return sound("".join(out))


def _word_bytes(how: str, encoded: str) -> bytes:
    raw = encoded.encode("utf-8", "surrogateescape")
    if how in "qQ":
        return binascii.a2b_qp(raw.replace(b"\n", b"").replace(b"\r", b""), header=True)
    return base64_bytes(raw)


_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")


def base64_bytes(raw: bytes) -> bytes:
    """Base64 that may be broken: foreign characters dropped, pieces with their own padding joined, never raises."""
    raw = _NOT_BASE64.sub(b"", raw)
    out: list[bytes] = []
    for piece in re.split(rb"=+", raw):
        if not piece:
            continue
        spare = len(piece) % 4
        whole = piece if spare != 1 else piece[:-1]
        out.append(binascii.a2b_base64(whole + b"=" * (-len(whole) % 4)))
    return b"".join(out)


def text_value(raw: str) -> str:
    """A free-text header such as Subject: one line of sound text."""
    return one_line(words_decoded(unfolded(raw)))


def ids_in(raw: str) -> tuple[str, ...]:
    """The message ids in a header, in order, each once, with their angle brackets."""
    value = unfolded(raw)
    found = [f"<{sound(one)}>" for one in _ID.findall(value)]
    if not found and value and "<" not in value:
        # Some programs leave the brackets out; one bare word with an @ is then meant as an id.
        found = [f"<{sound(word)}>" for word in value.split() if "@" in word and len(word) <= 900]
    return tuple(dict.fromkeys(found))


def message_id_in(raw: str) -> str:
    """The Message-ID, with angle brackets; what has none keeps its text; empty when absent."""
    found = ids_in(raw)
    return found[0] if found else one_line(unfolded(raw))[:998]


_ODD_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?\s*(Z|[+-]\d\d:?\d\d)?")


def date_in(raw: str) -> datetime | None:
    """A date with its offset, or None when there is none to be had. An unknown offset counts as UTC."""
    value = one_line(unfolded(raw))[:200]
    if not value:
        return None
    try:
        return _rfc_date(value) or _iso_date(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _rfc_date(value: str) -> datetime | None:
    parts = parsedate_tz(value)
    if parts is None:
        return None
    offset = parts[9] or 0
    if abs(offset) >= 24 * 3600:
        offset = 0
    zone = UTC if not offset else timezone(timedelta(seconds=offset))
    return _plausible(datetime(*parts[:6], tzinfo=zone))


def _iso_date(value: str) -> datetime | None:
    found = _ODD_DATE.search(value)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(one or 0) for one in found.groups()[:6])
    zone: timezone = UTC
    if found[7] and found[7] != "Z":
        digits = found[7].replace(":", "")
        minutes = int(digits[1:3]) * 60 + int(digits[3:5])
        zone = timezone(timedelta(minutes=-minutes if digits[0] == "-" else minutes))
    return _plausible(datetime(year, month, day, hour, minute, second, tzinfo=zone))


def _plausible(moment: datetime) -> datetime | None:
    """Years outside this range are a broken clock or a joke, and some break time zone arithmetic."""
    return moment if 1970 <= moment.year <= 2200 else None
