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
from django.db.migrations.executor import MigrationExecutor

from kwis.accounts import first_run, roles
from kwis.config.trouble import Trouble
from kwis.demo import loading
from kwis.demo.models import Loading

OWN_NAMES = {"localhost", "127.0.0.1", "[::1]"}
LOCK = 0x6B776973  # "kwis"
# htmx 2 and the extensions of htmx: no page asks for them, and their comments look like imports
NOT_USED = ["django_htmx/ext/*", "django_htmx/htmx-2*", "django_htmx/htmax-*"]


def run(options: argparse.Namespace) -> int:
    with _only_one():
        migrate()
        if not options.demo:
            must_hold_no_demo()
        roles.make_ready()
        if options.demo:
            loading.load_once()
            if not Loading.objects.filter(done_at__isnull=False).exists():
                raise Trouble(
                    "This database holds a real organisation; the demo needs one of its own (KWIS_VAR)."
                )
    collect()
    say_how_to_begin()
    return 0


def migrate() -> None:
    """Bring the tables up to date; when they already are, without the second that Django's own command takes."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def must_hold_no_demo() -> None:
    """Everybody knows the passwords of the demo, and nothing of it is an organisation's own."""
    if Loading.objects.exists():
        raise Trouble(
            "This database holds the demo organisation: start it with `kwis demo`,"
            " or give your own organisation a place of its own (KWIS_VAR, or DATABASE_URL)."
        )


def collect() -> None:
    """Gather, name and compress the static files, when one of them changed since the last time."""
    mark = settings.STATIC_ROOT / ".made-from"
    state = _static_state()
    if mark.exists() and mark.read_text() == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_USED)
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


def say_how_to_begin() -> None:
    """Nobody can log in yet: say in the terminal how the first administrator gets in."""
    if first_run.is_needed():
        code = first_run.new_code()
        print(
            "Nobody can log in yet. Open Kwis in a browser on this machine to set it up,\n"
            f"or on another machine with this code: {code}",
            flush=True,
        )
        if set(settings.ALLOWED_HOSTS) <= OWN_NAMES:
            print("(Other machines reach it when KWIS_HOSTS names it and --host lets them in.)", flush=True)
