"""Who logs in to measure, and the keys for the API; made by `people`, used by who asks."""

from pathlib import Path

from kwis.config.environment import var_dir

AGENT, SPECIALIST, CUSTOMER = "bench-agent", "bench-specialist", "bench-customer"
PASSWORD = "bench-kwis-2468"  # noqa: S105 - of a database that is thrown away


def keys_file(tickets: int) -> Path:
    """The keys of the database for so many calls."""
    return var_dir() / f"bench-keys-{tickets}"
