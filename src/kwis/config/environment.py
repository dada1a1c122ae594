"""Typed readers of the environment, and the secret key."""

import os
import secrets
from pathlib import Path

from environs import Env, FileAwareEnv

env: Env = FileAwareEnv()


def secret_key(var_dir: Path) -> str:
    """KWIS_SECRET_KEY, or a random key that is made once and kept in `var/secret-key` (0600)."""
    given = env.str("KWIS_SECRET_KEY", "")
    if given:
        return given
    path = var_dir / "secret-key"
    if path.exists():
        return path.read_text().strip()
    var_dir.mkdir(parents=True, exist_ok=True)
    # another process may be first: O_EXCL decides which one's key stands
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


def base_dir() -> Path:
    """The checkout, or where the installed package stands."""
    return Path(__file__).resolve().parents[3]


def var_dir() -> Path:
    """Where Kwis keeps what it makes: the embedded database, files, the secret key. KWIS_VAR names another."""
    return Path(env.str("KWIS_VAR", "") or base_dir() / "var")
