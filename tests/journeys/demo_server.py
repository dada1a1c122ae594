"""A Kwis of its own with the demo organisation: real processes on a copy of a database that is loaded once.

The loaded database is kept in the cluster of the tests, under a name that changes with the code, the content and the day,
so that a second run only copies it.
"""

import hashlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote

import psycopg
from django.conf import settings
from psycopg import sql

SOURCE = Path(__file__).resolve().parents[2] / "src" / "kwis"
KEPT = "kwis_demo_"
STARTS_WITHIN = 60  # seconds
SERVER_LOCK = 0x64656D6F  # "demo": one at a time loads


@dataclass
class DemoServer:
    """`url` without a slash at the end. `database_url` is this server's own database."""

    url: str
    database_url: str
    environment: dict[str, str]

    def ask(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Rows straight from the database, for what no page shows."""
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(query, values).fetchall()  # type: ignore[call-overload, no-any-return]

    def kwis(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run a command such as `mail receive` on this installation."""
        return subprocess.run(
            _kwis(*arguments), input=stdin, env=self.environment, capture_output=True, check=True, timeout=120
        )


@contextmanager
def running(var: Path) -> Iterator[DemoServer]:
    """Web server and workers on a fresh copy of the loaded database; all is gone afterwards."""
    template = _loaded(var)
    name = f"{template}_{os.getpid()}"
    with _administration() as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
    environment = _environment(name, var)
    processes = [
        subprocess.Popen(_kwis(*arguments), env=environment)
        for arguments in (("serve",), ("worker",), ("worker", "--queue", "mail-out"))
    ]
    try:
        url = f"http://localhost:{environment['PORT']}"
        _wait_for(url, processes[0])
        yield DemoServer(url, environment["DATABASE_URL"], environment)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=30)
        with _administration() as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _loaded(var: Path) -> str:
    """The name of the loaded database; loaded now by `kwis prepare --demo`, the real command, where it is not there yet."""
    name = KEPT + _mark()
    with _administration() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [SERVER_LOCK])
        known = {
            row[0]
            for row in connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [KEPT]
            )
        }
        building = f"{name}_new"
        for old in known - {name}:
            if old == building or "_" not in old.removeprefix(KEPT):
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
        if name not in known:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
            subprocess.run(_kwis("prepare", "--demo"), env=_environment(building, var), check=True)
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(building), sql.Identifier(name)
                )
            )
    return name


def _mark() -> str:
    """Changes with every line of code or content, and every day: the year ends today."""
    found = hashlib.sha256(f"{date.today()}".encode())
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in (".py", ".toml") and "tests" not in path.parts:
            found.update(path.read_bytes())
    return found.hexdigest()[:12]


@contextmanager
def _administration() -> Iterator[psycopg.Connection]:
    with psycopg.connect(_url("postgres"), autocommit=True) as connection:
        yield connection


def _url(name: str) -> str:
    of = settings.DATABASES["default"]
    password = quote(str(of["PASSWORD"]), safe="")
    return f"postgresql://{of['USER']}:{password}@{of['HOST'] or '127.0.0.1'}:{of['PORT'] or 5432}/{name}"


def _environment(database: str, var: Path) -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith(("KWIS_", "DJANGO_"))},
        "DATABASE_URL": _url(database),
        "KWIS_DEMO": "true",
        "KWIS_VAR": str(var),
        "PORT": str(_free_port()),
    }


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def _kwis(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kwis.config.command", *arguments]


def _wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/account/login/", timeout=5):  # noqa: S310 - our own server
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("the demo server does not answer")
