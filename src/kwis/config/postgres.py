"""Which PostgreSQL Kwis uses: the one that DATABASE_URL names, or the embedded one of this checkout."""

from functools import cache
from pathlib import Path
from urllib.parse import quote

from kwis.config.embedded import Cluster
from kwis.config.environment import env, var_dir

ROLE = DATABASE = "kwis"


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
    return url_of(embedded())


def url_of(cluster: Cluster) -> str:
    """Start the cluster when it is not running, and give its address."""
    cluster.start()
    password = quote(cluster.password, safe="")
    return f"postgresql://{ROLE}:{password}@127.0.0.1:{cluster.port}/{DATABASE}"


def start() -> bool:
    """Have a database at hand; True when this call had to start the embedded one."""
    return is_embedded() and embedded().start()


def stop() -> bool:
    """Stop the embedded PostgreSQL of this checkout; True when it was running."""
    database_url.cache_clear()
    return embedded().stop()
