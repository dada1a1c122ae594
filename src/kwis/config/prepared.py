"""Whether code and database are still those of the last `kwis prepare`, so that a second start can leave it out."""

import hashlib
import json
from pathlib import Path

import psycopg

from kwis.config.environment import var_dir

CODE = Path(__file__).resolve().parents[1]


def still(url: str, *, demo: bool) -> bool:
    """True when nothing changed; also false while nobody can log in, as `kwis prepare` says how to begin."""
    try:
        remembered = json.loads(_mark().read_text())
    except (FileNotFoundError, ValueError):
        return False
    return bool(remembered == _state(url, demo=demo)) and _has_users(url)


def remember(url: str, *, demo: bool) -> None:
    _mark().write_text(json.dumps(_state(url, demo=demo)))


def _mark() -> Path:
    return var_dir() / "prepared.json"


def _state(url: str, *, demo: bool) -> dict[str, object]:
    return {"code": _code(), "database": _migrations(url), "demo": demo, "static": _has_static_files()}


def _code() -> str:
    """A hash over name, size and time of every file of Kwis."""
    found = hashlib.sha256()
    for path in sorted(CODE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            status = path.stat()
            found.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _migrations(url: str) -> str:
    """Which migrations this very database has had, and when: another or a restored one differs."""
    try:
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT count(*), max(applied) FROM django_migrations").fetchone()
    except psycopg.errors.UndefinedTable:
        return "none"
    return str(row)


def _has_users(url: str) -> bool:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT EXISTS (SELECT FROM accounts_user)").fetchone()
    return bool(row and row[0])


def _has_static_files() -> bool:
    return (var_dir() / "static" / ".made-from").exists()
