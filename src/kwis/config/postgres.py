"""Which PostgreSQL Kwis uses: the one that DATABASE_URL names, or the embedded one of this checkout."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from kwis.config.embedded import Cluster
from kwis.config.environment import env, var_dir
from kwis.config.trouble import Trouble

ROLE = DATABASE = "kwis"
OLDEST = 150000
# nothing of the address is repeated here: what was read wrong may be a part of the password
NOT_READ = (
    "DATABASE_URL cannot be read. It is postgresql://user:password@host:5432/name, with signs like @ / # ? %"
    " in the password written as %40 %2F %23 %3F %25."
)


def is_embedded() -> bool:
    return not env.str("DATABASE_URL", "")


def embedded(var: Path | None = None) -> Cluster:
    """The embedded cluster under `var` (by default the var directory of this checkout)."""
    return Cluster((var or var_dir()) / "postgres", role=ROLE, database=DATABASE)


@cache
def database_url() -> str:
    """DATABASE_URL when set; otherwise the address of the embedded PostgreSQL, which is started when needed.

    Raises Trouble, with one line for the person at the terminal, when the embedded one cannot start.
    """
    given = env.str("DATABASE_URL", "")
    if given:
        return given
    _users_list()
    return url_of(embedded())


def url_of(cluster: Cluster) -> str:
    """Start the cluster when it is not running, and give its address."""
    cluster.start()
    password = quote(cluster.password, safe="")
    return f"postgresql://{ROLE}:{password}@127.0.0.1:{cluster.port}/{DATABASE}"


@contextmanager
def in_use() -> Iterator[str]:
    """Have a database that answers, while the block runs.

    The embedded one is stopped by the last one out, when it was started this way; one that Django's own
    commands or a test run started during development goes on.
    """
    if is_embedded():
        _users_list()
        if not embedded().process():
            _mark().touch()
    try:
        url = database_url()
        check(url)
        yield url
    finally:
        if is_embedded():
            _leave()


def stop() -> bool:
    """Stop the embedded PostgreSQL of this checkout, whoever uses it; True when it was running."""
    database_url.cache_clear()
    return is_embedded() and embedded().stop()


def check(url: str) -> None:
    """Raise Trouble in one line, without the password, when the database does not answer or is too old."""
    where = _where(url)
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise Trouble(f"The database at {where} does not answer: {reason}") from None
    if version < OLDEST:
        raise Trouble(f"The database at {where} is PostgreSQL {version // 10000}; Kwis needs 15 or newer.")


def _where(url: str) -> str:
    try:
        conninfo_to_dict(url)
        parts = urlsplit(url)
        place = f"{parts.hostname or 'localhost'}:{parts.port or 5432}{parts.path}"
    except (ValueError, psycopg.ProgrammingError):
        raise Trouble(NOT_READ) from None
    if parts.scheme not in ("postgresql", "postgres") or "@" in (parts.password or ""):
        raise Trouble(NOT_READ)
    return place


def _mark() -> Path:
    """Stands while the embedded database runs for `kwis` commands only; also after one of them was killed."""
    return var_dir() / "database-may-stop"


@cache
def _users_list() -> int:
    """A lock that every process holds, shared, while it uses the embedded database."""
    try:
        var_dir().mkdir(parents=True, exist_ok=True)
        users = os.open(var_dir() / "database-users", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Trouble(f"Kwis cannot write in {var_dir()}: {error.strerror}.") from None
    fcntl.flock(users, fcntl.LOCK_SH)  # waits while somebody stops it
    return users


def _leave() -> None:
    users = _users_list()
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pass  # others use it; the last one stops it
    else:
        if _mark().exists():
            stop()
            _mark().unlink(missing_ok=True)
    finally:
        os.close(users)
        _users_list.cache_clear()
