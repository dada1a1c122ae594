"""Typed readers of the environment, and the secret key."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
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


def smtp_options(url: str) -> dict[str, object]:
    """What Django's SMTP backend wants, from `smtp://user:password@host:587` (`smtps://`: TLS from the start,
    `smtp+tls://`: STARTTLS, else no TLS).
    """
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
        raise ImproperlyConfigured(
            "KWIS_SMTP_URL reads smtp+tls://user:password@host:587 (or smtp://, smtps://)"
        )
    return {
        "host": parts.hostname,
        "port": parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp+tls",
        "timeout": 30,
    }
