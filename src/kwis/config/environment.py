"""Typed readers of the environment, and the secret key."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from environs import Env, FileAwareEnv

env: Env = FileAwareEnv()


def secret_key(var_dir: Path) -> str:
    """KWIS_SECRET_KEY, or a random key that is made once and kept in `var/secret-key` (0600)."""
    given = env.str("KWIS_SECRET_KEY", "")
    if given:
        return given
    path = var_dir / "secret-key"
    if not path.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        # whole or not at all, and of two processes that start at once the first one's key stands
        with tempfile.NamedTemporaryFile("w", dir=var_dir, prefix="secret-key-") as aside:
            aside.write(secrets.token_urlsafe(50))
            aside.flush()
            with suppress(FileExistsError):
                os.link(aside.name, path)
    return path.read_text().strip()


def base_dir() -> Path:
    """The checkout, or where the installed package stands."""
    return Path(__file__).resolve().parents[3]


def var_dir() -> Path:
    """Where Kwis keeps what it makes: the embedded database, files, the secret key. KWIS_VAR names another."""
    return Path(env.str("KWIS_VAR", "") or base_dir() / "var")
