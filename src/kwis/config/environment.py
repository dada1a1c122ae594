"""Typed readers of the environment, and the secret key."""

import logging
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, FileAwareEnv

# a file mostly ends in a newline that is no part of the secret in it
env: Env = FileAwareEnv(strip_whitespace=True)


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


def base_url(default: str) -> str:
    """The address that people use, without a slash at its end."""
    url = env.str("KWIS_BASE_URL", default).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or _port(url) is None:
        raise ImproperlyConfigured("KWIS_BASE_URL reads https://servicepunt.example.nl (or http://)")
    return url


def log_level(default: str) -> str:
    level = env.str("KWIS_LOG_LEVEL", default).upper()
    if level not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured("KWIS_LOG_LEVEL is DEBUG, INFO, WARNING, ERROR or CRITICAL")
    return level


def _port(url: str) -> int | None:
    """The port in an address, 0 when there is none, None when it is no number."""
    try:
        return urlsplit(url).port or 0
    except ValueError:
        return None


def smtp_options(url: str) -> dict[str, object]:
    """What Django's SMTP backend wants, from `smtp://user:password@host:587` (`smtps://`: TLS from the start,
    `smtp+tls://`: STARTTLS, else no TLS).
    """
    if not url:
        return {}
    parts, port = urlsplit(url), _port(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname or port is None:
        raise ImproperlyConfigured(
            "KWIS_SMTP_URL reads smtp+tls://user:password@host:587 (or smtp://, smtps://),"
            " with signs like @ / # ? % in the password written as %40 %2F %23 %3F %25"
        )
    return {
        "host": parts.hostname,
        "port": port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp+tls",
        "timeout": 30,
    }
