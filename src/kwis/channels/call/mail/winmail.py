"""Outlook's winmail.dat (TNEF): its files and its HTML body, read by the library tnefparse."""

from __future__ import annotations

import logging
import warnings
from dataclasses import dataclass

from tnefparse import TNEF

from .charsets import text_from

_LARGEST = 40 * 1024 * 1024
_MOST = 500
_SIGNATURE = b"\x78\x9f\x3e\x22"
# Each message inside a message costs a copy of all the rest.
_DEEPEST = 20

# The library warns on its log about every odd property; the reader of our log can do nothing with that.
logging.getLogger("tnefparse").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Winmail:
    """What was inside: files as (name, content), an HTML body and a plain body, each perhaps empty."""

    files: tuple[tuple[str, bytes], ...] = ()
    html: str = ""
    text: str = ""


def looks_like_winmail(name: str, content_type: str, content: bytes) -> bool:
    """By its signature; name and type only to avoid looking at every file."""
    named = name.lower() == "winmail.dat" or content_type in (
        "application/ms-tnef",
        "application/vnd.ms-tnef",
    )
    return named and content[:4] == _SIGNATURE


def unpacked(content: bytes) -> Winmail | None:
    """What is inside, or None when it cannot be read. The compressed RTF body is left alone: it can be a bomb."""
    if len(content) > _LARGEST or content.count(_SIGNATURE) > _DEEPEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = TNEF(content, do_checksum=False)
            files = tuple(
                (_text(one.long_filename() or one.name), bytes(one.data or b""))
                for one in found.attachments[:_MOST]
            )
            html, plain = found.htmlbody or "", found.body or ""
    except Exception:  # noqa: BLE001  the library raises whatever it trips over; the file then stays as it came
        return None
    return Winmail(tuple(one for one in files if one[1]), _text(html), _text(plain))


def _text(value: str | bytes) -> str:
    return text_from(value) if isinstance(value, bytes) else value.rstrip("\x00")
