"""A backup made while calls come in is restored into an empty installation, and everything is there."""

import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from kwis.config import postgres

KWIS = [sys.executable, "-m", "kwis.config.command"]


@dataclass
class Installation:
    """A database and a var directory of its own."""

    database: str
    var: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return urlunsplit(urlsplit(postgres.database_url())._replace(path=f"/{self.database}"))

    @property
    def environment(self) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("KWIS_")}
        settings = {"DJANGO_SETTINGS_MODULE": "kwis.config.settings", "KWIS_VAR": str(self.var)}
        return {**plain, **settings, "DATABASE_URL": self.url, **self.more}

    def kwis(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*KWIS, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def takes_calls(self, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "kwis.config.tests.taking_calls", *arguments]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)

    def takes_in(self, count: int) -> list[str]:
        return self.takes_calls(str(count)).communicate(timeout=120)[0].split()

    def ask(self, query: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(query.encode()).fetchall()

    def numbers(self) -> list[str]:
        return [str(number) for (number,) in self.ask("SELECT number FROM desk_ticket ORDER BY id")]

    def contents(self) -> dict[str, str]:
        """Table -> hash over all of its rows, in whatever order they lie."""
        with psycopg.connect(self.url) as connection:
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            ).fetchall()
            query = "SELECT md5(string_agg(line, '' ORDER BY line)) FROM (SELECT t::text AS line FROM {} AS t) AS lines"
            return {
                str(table): str(
                    connection.execute(sql.SQL(query).format(sql.Identifier(str(table)))).fetchone()
                )
                for (table,) in tables
            }

    def files(self) -> dict[str, str]:
        folder = self.var / "files"
        return {
            str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*")
            if path.is_file()
        }


@pytest.fixture(scope="module")
def installation() -> Iterator[Callable[[], Installation]]:
    """Makes installations with an empty database each."""
    made: list[Installation] = []

    def make() -> Installation:
        one = Installation(f"kwis_backup_{secrets.token_hex(6)}", Path(tempfile.mkdtemp(prefix="kwis-var-")))
        one.var.chmod(0o755)  # PostgreSQL's account walks through it
        administer("CREATE DATABASE {}", one.database)
        made.append(one)
        return one

    yield make
    for one in made:
        administer("DROP DATABASE {} WITH (FORCE)", one.database)
        shutil.rmtree(one.var)


def administer(query: str, database: str) -> None:
    with psycopg.connect(postgres.database_url(), autocommit=True) as connection:
        connection.execute(sql.SQL(query).format(sql.Identifier(database)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def busy(installation: Callable[[], Installation]) -> Installation:
    """An installation in use."""
    one = installation()
    done = one.kwis("prepare")
    assert done.returncode == 0, done.stderr
    one.takes_in(5)
    return one


@pytest.fixture(scope="module")
def made(busy: Installation) -> Iterator[Path]:
    """A backup of it, made while nobody works."""
    place = Path(tempfile.mkdtemp(prefix="kwis-backup-"))
    done = busy.kwis("backup", str(place / "kwis.tar"))
    assert done.returncode == 0, done.stderr
    yield place / "kwis.tar"
    shutil.rmtree(place)


@pytest.fixture
def folder() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="kwis-backup-"))
    yield place
    shutil.rmtree(place)


def test_a_backup_while_calls_come_in_holds_whole_calls(
    busy: Installation, installation: Callable[[], Installation], folder: Path
) -> None:
    writer = busy.takes_calls()
    assert writer.stdout is not None
    before = [writer.stdout.readline().strip() for _turn in range(5)]
    done = busy.kwis("backup", str(folder / "kwis.tar"))
    after = writer.stdout.readline().strip()
    writer.terminate()
    writer.communicate()
    assert done.returncode == 0, done.stderr
    assert after  # calls came in until the end

    restored = installation()
    done = restored.kwis("restore", str(folder / "kwis.tar"))
    assert done.returncode == 0, done.stderr
    numbers = restored.numbers()
    assert set(before) <= set(numbers)
    assert len(numbers) < len(busy.numbers())
    # each call with its first message and its file, no file without its content
    assert restored.ask("SELECT count(*) FROM desk_message") == [(len(numbers),)]
    assert restored.ask("SELECT count(*) FROM core_storedfile") == [(len(numbers),)]
    hashes = {str(sha256) for (sha256,) in restored.ask("SELECT sha256 FROM core_storedfile")}
    assert set(restored.files().values()) == hashes


def test_everything_comes_back_as_it_was(
    busy: Installation, installation: Callable[[], Installation], made: Path
) -> None:
    restored = installation()
    assert restored.kwis("restore", str(made)).returncode == 0

    # transaction ids start again in a new cluster, so what names them is moved; all else is the same
    moved = {
        "core_event",
        "core_eventreader",
        "core_eventtransaction",
        "procrastinate_jobs",
        "procrastinate_events",
    }
    assert {table: rows for table, rows in restored.contents().items() if table not in moved} == {
        table: rows for table, rows in busy.contents().items() if table not in moved
    }
    same = "SELECT id, type, ticket_key, data::text FROM core_event ORDER BY id"
    assert restored.ask(same) == busy.ask(same)
    # a writer that was stopped half way may leave a file that no row knows; all that a row knows is there
    known = {str(path) for (path,) in busy.ask("SELECT path FROM core_storedfile")}
    assert restored.files() == {path: sha256 for path, sha256 in busy.files().items() if path in known}
    assert len(known) > 5
    # links in letters that are out already still hold
    assert (restored.var / "secret-key").read_text() == (busy.var / "secret-key").read_text()

    # the next call gets the number that it would have got
    assert restored.takes_in(1) == busy.takes_in(1)
    # and its event comes after all that was restored, for those who read in the order of transactions
    rows = restored.ask("SELECT id FROM core_event ORDER BY xid, id")
    assert rows == sorted(rows)


def test_a_backup_is_for_its_owner_only_and_never_writes_over_another(
    busy: Installation, folder: Path
) -> None:
    backup = folder / "kwis.tar"
    assert busy.kwis("backup", str(backup)).returncode == 0
    assert backup.stat().st_mode & 0o777 == 0o600
    before = backup.read_bytes()
    done = busy.kwis("backup", str(backup))
    assert (done.returncode, done.stderr) == (
        1,
        f"kwis: {backup} exists already; give the backup a name of its own.\n",
    )
    assert backup.read_bytes() == before
    assert list(folder.iterdir()) == [backup]


def test_a_file_that_is_gone_is_named(busy: Installation, folder: Path) -> None:
    busy.takes_in(1)
    [(path,)] = busy.ask("SELECT path FROM core_storedfile ORDER BY id DESC LIMIT 1")
    stored = busy.var / "files" / str(path)
    aside = stored.rename(stored.with_suffix(".aside"))
    done = busy.kwis("backup", str(folder / "kwis.tar"))
    aside.rename(stored)
    assert done.returncode == 1
    assert f"the database knows {path}, but the file is not there" in done.stdout


def test_a_damaged_backup_is_refused_and_nothing_changes(
    installation: Callable[[], Installation], made: Path, folder: Path
) -> None:
    backup = folder / "kwis.tar"
    with tarfile.open(made) as tar:
        place = tar.getmember("database.dump").offset_data + 500
    content = bytearray(made.read_bytes())
    content[place] ^= 1
    backup.write_bytes(content)
    empty = installation()
    done = empty.kwis("restore", str(backup))
    assert (done.returncode, done.stderr) == (
        1,
        f"kwis: {backup} is damaged: database.dump is not what it was.\n",
    )
    assert empty.contents() == {}
    assert empty.files() == {}


def test_a_backup_that_was_cut_off_is_refused_and_nothing_changes(
    installation: Callable[[], Installation], made: Path, folder: Path
) -> None:
    backup = folder / "cut.tar"
    backup.write_bytes(made.read_bytes()[: made.stat().st_size // 2])
    empty = installation()
    done = empty.kwis("restore", str(backup))
    assert (done.returncode, done.stderr) == (1, f"kwis: {backup} is damaged: it ends too early.\n")
    assert empty.contents() == {}
    assert empty.files() == {}


def test_a_restore_never_writes_over_what_is_there(busy: Installation, made: Path) -> None:
    before = (busy.contents(), busy.files())
    done = busy.kwis("restore", str(made))
    assert (done.returncode, done.stderr) == (
        1,
        "kwis: This database holds tables already; restore into an empty one.\n",
    )
    assert (busy.contents(), busy.files()) == before


def test_a_backup_of_a_newer_kwis_is_refused(
    installation: Callable[[], Installation], made: Path, folder: Path
) -> None:
    with tarfile.open(made) as old, tarfile.open(folder / "newer.tar", "w") as new:
        for member in old:
            held = old.extractfile(member)
            assert held is not None
            content = held.read()
            if member.name == "manifest.json":
                content = json.dumps({**json.loads(content), "kwis": "99.0.0"}).encode()
                member.size = len(content)
            new.addfile(member, BytesIO(content))
    done = installation().kwis("restore", str(folder / "newer.tar"))
    assert done.returncode == 1
    assert "The backup is of Kwis 99.0.0" in done.stderr


@pytest.mark.parametrize("content", [b"", b"not a tar", b"\0" * 10240])
def test_something_else_than_a_backup_is_refused(
    installation: Callable[[], Installation], folder: Path, content: bytes
) -> None:
    (folder / "other.tar").write_bytes(content)
    done = installation().kwis("restore", str(folder / "other.tar"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"kwis: {folder / 'other.tar'} is not a backup")
