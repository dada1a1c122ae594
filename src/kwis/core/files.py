"""Keeping files: sniffed, limited, named safely, stored once, served only to who may read them."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from io import BytesIO
from typing import IO, Any

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from kwis.core.actors import Actor
from kwis.core.models import StoredFile

Holder = Callable[[Any, StoredFile], bool]
_holders: list[Holder] = []

UNKNOWN = "application/octet-stream"


class FileRefused(ValueError):
    """The file cannot be kept; the message says why, in the user's language."""


def keep(name: str, content: bytes | IO[bytes], *, by: Actor) -> StoredFile:
    """Store a file and return its row, in the caller's transaction.

    Raises `FileRefused` for an empty file and for one above `MAX_FILE_BYTES`.
    """
    data = content if isinstance(content, bytes) else content.read(settings.MAX_FILE_BYTES + 1)
    if len(data) > settings.MAX_FILE_BYTES:
        limit = settings.MAX_FILE_BYTES // (1024 * 1024)
        raise FileRefused(_("This file is too large. The limit is %(limit)s MB.") % {"limit": limit})
    if not data:
        raise FileRefused(_("This file is empty."))
    digest = hashlib.sha256(data).hexdigest()
    path = f"{digest[:2]}/{digest[2:]}"
    if not default_storage.exists(path):
        # two savers of the same bytes may both come here; the storage then keeps a second copy under its own name
        path = default_storage.save(path, ContentFile(data))
    return StoredFile.objects.create(
        name=safe_name(name), type=sniff(data), size=len(data), sha256=digest, path=path, kept_by=by.name
    )


def read(file: StoredFile) -> IO[bytes]:
    """The content, opened for reading."""
    opened: IO[bytes] = default_storage.open(file.path)
    return opened


def sniff(data: bytes) -> str:
    """The media type that the bytes themselves show; what the sender says does not count."""
    if b"\0" not in data[:1024]:
        start = data[:512].lstrip().lower()
        if start.startswith((b"<svg", b"<?xml")) or b"<svg" in start:
            return "image/svg+xml" if b"<svg" in data[:4096].lower() else "text/xml"
        if start.startswith((b"<!doctype html", b"<html", b"<script", b"<body", b"<head")):
            return "text/html"
    try:
        found = puremagic.from_stream(BytesIO(data), mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if found:
        return str(found)[:120]
    try:
        data.decode()
    except UnicodeDecodeError:
        return UNKNOWN
    return "text/plain"


def safe_name(name: str) -> str:
    """A name to show and to offer for saving: no path, no control or direction characters, at most 200 long."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(c for c in plain if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    plain = re.sub(r'[<>:"|?*]', "_", plain).strip(" .")
    if len(plain) > 200:
        stem, dot, ending = plain.rpartition(".")
        plain = f"{stem[: 199 - len(ending)]}.{ending}" if dot and len(ending) < 20 else plain[:200]
    return plain or "bestand"


def register_holder(holder: Holder) -> Holder:
    """A room that holds files says in its holding_files.py who may read them: `holder(user, file) -> bool`."""
    _holders.append(holder)
    return holder


def may_read(user: Any, file: StoredFile) -> bool:
    """True when any room that holds the file lets this user read it; a file that nobody holds is for nobody."""
    return any(holder(user, file) for holder in _holders)
