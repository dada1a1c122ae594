"""A Kwis of its own for a proof: an empty database, a var directory, and programs started as `kwis up` starts them."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from kwis.config import postgres

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
PROGRAMS = {"web": ["serve"], "worker": ["worker"], "mail-out": ["worker", "--queue", "mail-out"]}
STARTS_WITHIN = 120  # seconds; the machine may be busy


@dataclass
class Installation:
    """`running` holds the first process of each program of `PROGRAMS`."""

    database: str
    var: Path
    port: int
    settings: dict[str, str]
    running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def database_url(self) -> str:
        return beside(self.database)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("KWIS_")}
        own = {
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "kwis.config.settings",
            "KWIS_VAR": str(self.var),
            "KWIS_LISTEN": HOST,
            "PORT": str(self.port),
        }
        return {**plain, **own, **self.settings}

    def run(self, module: str, *arguments: str) -> str:
        """One program to its end; what it printed."""
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(
            command,
            env=self.environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=600,
        )
        return done.stdout

    def start(self, name: str) -> None:
        command = [sys.executable, "-m", "kwis.config.command", *PROGRAMS[name]]
        self.running[name] = subprocess.Popen(command, env=self.environment, cwd=ROOT)

    def wait_for_web(self) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until and self.running["web"].poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/account/login/", timeout=5):  # noqa: S310 - our own server
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError("the web server does not answer")

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def ask(self, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Rows straight from the database, past everything that is to be proven."""
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(query.encode(), values).fetchall()

    def count(self, query: str, values: Sequence[object] = ()) -> int:
        [(number,)] = self.ask(query, values)
        return int(str(number))

    def tell(self, statement: str) -> int:
        """Change rows; returns how many."""
        with psycopg.connect(self.database_url) as connection:
            return connection.execute(statement.encode()).rowcount


@contextmanager
def installed(**settings: str) -> Iterator[Installation]:
    """An installation with its tables; what still runs is stopped and all is gone afterwards."""
    name = f"kwis_proof_{secrets.token_hex(6)}"
    _administer("CREATE DATABASE {}", name)
    with tempfile.TemporaryDirectory(prefix="kwis-var-") as var:
        one = Installation(name, Path(var), free_port(), settings)
        try:
            one.run("kwis.config.command", "prepare")
            yield one
        finally:
            one.stop()
            _administer("DROP DATABASE {} WITH (FORCE)", name)


def beside(database: str) -> str:
    """The address of another database on the server of the tests."""
    return urlunsplit(urlsplit(postgres.database_url())._replace(path=f"/{database}"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _administer(statement: str, database: str) -> None:
    with psycopg.connect(postgres.database_url(), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(database)))  # type: ignore[arg-type]
