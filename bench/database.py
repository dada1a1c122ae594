"""A database of its own for every size, on the server that DATABASE_URL names or on the embedded one."""

from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def beside(url: str, tickets: int) -> str:
    """The address of the database for so many calls."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{_name(tickets)}"))


def exists(url: str, tickets: int) -> bool:
    with closing(psycopg.connect(url)) as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [_name(tickets)]
        ).fetchone()
    return found is not None


def make(url: str, tickets: int) -> None:
    """Empty; one that stood there goes."""
    drop(url, tickets)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_name(tickets))))


def drop(url: str, tickets: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(_name(tickets)))
        )


def megabytes(url: str, tickets: int) -> int:
    with closing(psycopg.connect(url)) as connection:
        row = connection.execute("SELECT pg_database_size(%s) >> 20", [_name(tickets)]).fetchone()
    assert row is not None
    return int(row[0])


def _name(tickets: int) -> str:
    return f"kwis_bench_{tickets}"
