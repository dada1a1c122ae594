"""Parameters of MIME headers and file names: RFC 2231 and everything that is sent instead of it, made safe to show."""

from __future__ import annotations

import mimetypes
import re
import unicodedata
from urllib.parse import unquote_to_bytes

from .charsets import one_line, text_from
from .headers import unfolded, words_decoded

_PARAMETER = re.compile(r""";\s*([^\s=;"]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))""", re.DOTALL)
_CONTINUED = re.compile(r"^([^*]+)\*(\d{1,3})?(\*)?$")

# What no file name may hold: path separators, what Windows forbids, and characters that hide or reorder
# text (zero width, right-to-left override), with which ".exe" is made to read as something else (S36).
_FORBIDDEN = re.compile(
    r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]'
)
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)
_LOCATION = re.compile(r"^[^/\\:@?]{1,100}\.[a-zA-Z0-9]{2,5}$")
_LONGEST = 120
_LONGEST_EXTENSION = 20

_EXTENSIONS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "image/jpeg": ".jpg",
    "image/pjpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "message/delivery-status": ".txt",
    "text/rfc822-headers": ".txt",
    "message/feedback-report": ".txt",
}


def parameters_in(raw: str) -> dict[str, str]:
    """The parameters of a Content-Type or Content-Disposition as text, RFC 2231 pieces joined and decoded."""
    value = unfolded(raw)
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for found in _PARAMETER.finditer(value if value.startswith(";") else ";" + value.partition(";")[2]):
        name = found[1].lower()
        text = re.sub(r"\\(.)", r"\1", found[2]) if found[2] is not None else found[3].strip()
        continued = _CONTINUED.match(name)
        if continued:
            # "name*" alone is encoded; of numbered pieces only those with a second star are.
            encoded = bool(continued[3]) or continued[2] is None
            pieces.setdefault(continued[1], {})[int(continued[2] or 0)] = (text, encoded)
        else:
            plain.setdefault(name, words_decoded(text.replace("\t", " ")))
    for name, numbered in pieces.items():
        plain[name] = _joined(numbered)
    return plain


def _joined(numbered: dict[int, tuple[str, bool]]) -> str:
    out: list[bytes] = []
    charset = ""
    for place, number in enumerate(sorted(numbered)):
        text, encoded = numbered[number]
        if encoded and place == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        raw = text.encode("utf-8", "surrogateescape")
        out.append(unquote_to_bytes(raw) if encoded else raw)
    joined = text_from(b"".join(out), charset)
    # Some programs put encoded words inside the pieces; joined, they can be read.
    return words_decoded(joined) if "=?" in joined else joined


def file_name_in(content_type: str, disposition: str, location: str = "") -> str:
    """The name that the sender gave to a part, or an empty string."""
    name = parameters_in(disposition).get("filename", "") if disposition else ""
    if not name.strip() and content_type:
        name = parameters_in(content_type).get("name", "")
    if not name.strip() and _LOCATION.match(value := unfolded(location)):
        name = value
    return name


def safe_name(name: str, content_type: str, number: int = 1) -> str:
    """A name that no file system, browser or reader trips over; never empty, with its extension kept.

    Normalised first and checked afterwards, as a look-alike that becomes "/" later is the known trick (S36).
    """
    name = unicodedata.normalize("NFKC", name)
    name = one_line(_FORBIDDEN.sub(lambda found: "" if found[0] > "\x9f" else " ", name)).strip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > _LONGEST_EXTENSION or " " in extension:
        stem, extension = name, ""
    stem = stem.strip(". ")[: _LONGEST - len(extension) - 1].strip(". ")
    if stem.split(".")[0].casefold() in _DEVICES:
        stem = "_" + stem
    if not stem:
        stem = f"attachment-{number}"
        extension = extension or extension_for(content_type).lstrip(".")
    return f"{stem}.{extension}" if extension else stem


def extension_for(content_type: str) -> str:
    """The usual extension of a declared type, with its dot, or an empty string."""
    return _EXTENSIONS.get(content_type) or mimetypes.guess_extension(content_type) or ""
