"""What a backup file looks like inside: a tar with the database, the files and, last, the manifest.

`database.dump` is PostgreSQL's custom format, `files/…` are the stored files by their path, `secret-key` signs
the links in letters that are out already, and `manifest.json` says what all of it should be.
"""

import hashlib
import io
import json
import tarfile
from dataclasses import asdict, dataclass, field
from typing import IO, Any

from kwis.config.trouble import Trouble

FORMAT = 1
DUMP = "database.dump"
SECRET_KEY = "secret-key"  # noqa: S105 - a file name
MANIFEST = "manifest.json"
FILES = "files/"
CHUNK = 1 << 20


@dataclass
class Manifest:
    """`rows` counts each table and `hashes` gives each member's SHA-256, both of one and the same moment."""

    kwis: str
    made_at: str
    server_version: int
    rows: dict[str, int]
    hashes: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def read(cls, tar: tarfile.TarFile, name: str) -> "Manifest":
        """Raises Trouble for a file that is no backup, or one of a newer kind."""
        try:
            member = tar.extractfile(MANIFEST)
            held: dict[str, Any] = json.load(member) if member else {}
        except (KeyError, ValueError):
            held = {}
        if held.get("format") != FORMAT:
            raise Trouble(f"{name} is not a backup that this version of Kwis can read.")
        return cls(**held)


class HashingReader(io.RawIOBase):
    """Hands out what it reads from, and knows the hash of it afterwards."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source
        self.sha256 = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.sha256.update(data)
        return data


def add(tar: tarfile.TarFile, name: str, source: IO[bytes], size: int, manifest: Manifest) -> None:
    """Put one member in, and its hash in the manifest."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    reader = HashingReader(source)
    tar.addfile(member, reader)
    manifest.hashes[name] = reader.sha256.hexdigest()


def verify(tar: tarfile.TarFile, manifest: Manifest, name: str) -> None:
    """Read every member once. Raises Trouble when one is missing, changed or not in the manifest."""
    seen = {}
    for member in tar:
        if member.name == MANIFEST:
            continue
        content = tar.extractfile(member)
        if content is None or member.name not in manifest.hashes:
            raise Trouble(f"{name} holds {member.name}, which its manifest does not know.")
        sha256 = hashlib.sha256()
        while chunk := content.read(CHUNK):
            sha256.update(chunk)
        seen[member.name] = sha256.hexdigest()
    for member_name, digest in manifest.hashes.items():
        if seen.get(member_name) != digest:
            raise Trouble(f"{name} is damaged: {member_name} is not what it was.")
