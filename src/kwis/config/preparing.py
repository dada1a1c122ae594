"""Bring the database and the static files up to date with the code; harmless when they already are."""

import argparse
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.utils.module_loading import import_string

LOCK = 0x6B776973  # "kwis"


def run(options: argparse.Namespace) -> int:
    with _only_one():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if options.demo:
            import_string("kwis.demo.loading.load_once")()
    collect()
    return 0


def collect() -> None:
    """Gather, name and compress the static files, when one of them changed since the last time."""
    mark = settings.STATIC_ROOT / ".made-from"
    state = _static_state()
    if mark.exists() and mark.read_text() == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(state)


def _static_state() -> str:
    """A hash over the name, size and time of every static file."""
    found = hashlib.sha256(settings.VERSION.encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list(ignore_patterns=[]), key=lambda pair: pair[0]):
            status = Path(storage.path(path)).stat()
            found.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return found.hexdigest()


@contextmanager
def _only_one() -> Iterator[None]:
    """When several machines start at once, one migrates and the others wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
