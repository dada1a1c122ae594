"""Read a backup into an empty installation: all of it, or nothing."""

import argparse
import contextlib
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command

from kwis.config import archive, postgres
from kwis.config.backing_up import count_rows
from kwis.config.client_programs import Client
from kwis.config.environment import env, var_dir
from kwis.config.running import alone
from kwis.config.trouble import Trouble
from kwis.core import events


def run(options: argparse.Namespace) -> int:
    with alone():
        manifest = restore(options.file)
    files = sum(name.startswith(archive.FILES) for name in manifest.hashes)
    print(f"Restored what was made on {manifest.made_at}: {sum(manifest.rows.values())} rows, {files} files.")
    return 0


def restore(source: Path) -> archive.Manifest:
    """Restore database, files and secret key, and bring the database up to date with this version.

    Raises Trouble, and leaves everything as it was, when the backup is damaged or of a newer Kwis, or when
    there is a database or a file already.
    """
    if source.exists() and not tarfile.is_tarfile(source):
        raise Trouble(f"{source} is not a backup of Kwis.")
    with _told_when_cut_off(source), tarfile.open(source) as tar:
        manifest = archive.Manifest.read(tar, str(source))
        _must_be_older(manifest)
        _must_be_empty()
        archive.verify(tar, manifest, str(source))
        placed: list[str] = []
        try:
            _restore_files(tar, manifest, placed)
            _restore_database(tar, manifest)
        except BaseException:
            _undo(placed)
            raise
        _restore_secret_key(tar, manifest)
    # a new cluster counts its transactions from the start: readers of events must not wait for years
    events.rebase_transactions()
    call_command("migrate", interactive=False, verbosity=0)
    return manifest


@contextlib.contextmanager
def _told_when_cut_off(source: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.ReadError, EOFError):
        raise Trouble(f"{source} is damaged: it ends too early.") from None


def _must_be_older(manifest: archive.Manifest) -> None:
    if _numbers(manifest.kwis) > _numbers(settings.VERSION):
        raise Trouble(f"The backup is of Kwis {manifest.kwis}; this is {settings.VERSION}. Upgrade first.")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _must_be_empty() -> None:
    with psycopg.connect(postgres.database_url()) as connection:
        tables = count_rows(connection)
    if tables:
        raise Trouble("This database holds tables already; restore into an empty one.")
    folders, files = default_storage.listdir("") if default_storage.exists("") else ([], [])
    if folders or files:
        raise Trouble("There are files here already; restore into an empty installation.")


def _restore_files(tar: tarfile.TarFile, manifest: archive.Manifest, placed: list[str]) -> None:
    for name in manifest.hashes:
        if name.startswith(archive.FILES):
            path = name.removeprefix(archive.FILES)
            content = tar.extractfile(name)
            assert content is not None
            placed.append(path)
            if default_storage.save(path, File(content)) != path:
                raise Trouble(f"{path} could not be stored under its own name.")


def _restore_database(tar: tarfile.TarFile, manifest: archive.Manifest) -> None:
    url = postgres.database_url()
    with tempfile.NamedTemporaryFile(prefix="kwis-restore-") as dump:
        content = tar.extractfile(archive.DUMP)
        assert content is not None
        shutil.copyfileobj(content, dump, archive.CHUNK)
        dump.flush()
        Client.for_restoring(url).restore(dump.name)
    with psycopg.connect(url) as connection:
        if count_rows(connection) != manifest.rows:
            raise Trouble("The restored tables do not hold the rows that the backup says.")
        connection.execute("ANALYZE")


def _undo(placed: list[str]) -> None:
    """Everything here was empty before, so what is here now is ours."""
    for name in placed:
        default_storage.delete(name)
    with psycopg.connect(postgres.database_url()) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def _restore_secret_key(tar: tarfile.TarFile, manifest: archive.Manifest) -> None:
    if archive.SECRET_KEY not in manifest.hashes or env.str("KWIS_SECRET_KEY", ""):
        return
    content = tar.extractfile(archive.SECRET_KEY)
    assert content is not None
    aside = var_dir() / "secret-key.new"
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content.read())
    os.replace(aside, var_dir() / "secret-key")
