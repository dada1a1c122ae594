"""Write database and files to one tar, while Kwis goes on: all of it as it was at one moment."""

import argparse
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psycopg
from django.conf import settings
from django.core.files.storage import default_storage
from psycopg import sql

from kwis.config import archive, postgres
from kwis.config.client_programs import Client
from kwis.config.environment import env
from kwis.config.trouble import Trouble
from kwis.core import clock

Connection = psycopg.Connection[tuple[object, ...]]


def run(options: argparse.Namespace) -> int:
    target: Path = options.file
    manifest = back_up(target)
    files = sum(name.startswith(archive.FILES) for name in manifest.hashes)
    print(f"{target}: {sum(manifest.rows.values())} rows in {len(manifest.rows)} tables, {files} files.")
    for path in manifest.missing:
        print(f"kwis: the database knows {path}, but the file is not there.")
    return 1 if manifest.missing else 0


def back_up(target: Path) -> archive.Manifest:
    """Write the backup; it appears under its name when it is complete and on disk.

    Raises Trouble when the file exists already: a backup never takes the place of an older one.
    """
    if target.exists():
        raise Trouble(f"{target} exists already; give the backup a name of its own.")
    url = postgres.database_url()
    with _aside(target) as aside, psycopg.connect(url) as connection:
        # one snapshot for the dump, the list of files and the counts
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        manifest = archive.Manifest(
            kwis=settings.VERSION,
            made_at=clock.now().isoformat(),
            server_version=connection.info.server_version,
            rows=count_rows(connection),
        )
        with tarfile.open(fileobj=aside, mode="w", format=tarfile.PAX_FORMAT) as tar:
            _add_database(tar, connection, url, manifest, target.parent)
            _add_files(tar, connection, manifest)
            _add_secret_key(tar, manifest)
            _add_manifest(tar, manifest)
    return manifest


def count_rows(connection: Connection) -> dict[str, int]:
    """How many rows each table holds, as this transaction sees them."""
    tables = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    ).fetchall()
    counts = {}
    for (table,) in tables:
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", str(table)))
        row = connection.execute(query).fetchone()
        counts[str(table)] = int(str(row[0])) if row else 0
    return counts


def _add_database(
    tar: tarfile.TarFile, connection: Connection, url: str, manifest: archive.Manifest, folder: Path
) -> None:
    row = connection.execute("SELECT pg_export_snapshot()").fetchone()
    assert row is not None
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".kwis-dump-") as dump:
        Client.for_dumping(url, manifest.server_version).dump(str(row[0]), dump.name)
        archive.add(tar, archive.DUMP, dump, os.path.getsize(dump.name), manifest)


def _add_files(tar: tarfile.TarFile, connection: Connection, manifest: archive.Manifest) -> None:
    # equal content is stored once, so several rows may name one path
    paths = connection.execute("SELECT DISTINCT path FROM core_storedfile ORDER BY path").fetchall()
    for (path,) in paths:
        name = str(path)
        try:
            with default_storage.open(name) as file:
                archive.add(tar, archive.FILES + name, file, default_storage.size(name), manifest)
        except FileNotFoundError:
            manifest.missing.append(name)


def _add_secret_key(tar: tarfile.TarFile, manifest: archive.Manifest) -> None:
    if env.str("KWIS_SECRET_KEY", ""):
        return  # who sets it in the environment keeps it elsewhere
    with tempfile.TemporaryFile() as file:
        file.write(settings.SECRET_KEY.encode())
        size = file.tell()
        file.seek(0)
        archive.add(tar, archive.SECRET_KEY, file, size, manifest)


def _add_manifest(tar: tarfile.TarFile, manifest: archive.Manifest) -> None:
    content = manifest.as_json()
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        member = tarfile.TarInfo(archive.MANIFEST)
        member.size, member.mode = len(content), 0o600
        tar.addfile(member, file)


@contextmanager
def _aside(target: Path) -> Iterator[IO[bytes]]:
    """Write beside the target; take its name when all is on disk, vanish when something fails."""
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, target)  # unlike a rename, this refuses to write over another file
    except FileExistsError:
        raise Trouble(f"{target} exists already; give the backup a name of its own.") from None
    finally:
        aside.unlink(missing_ok=True)
