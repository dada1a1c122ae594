"""Look at each thing that an installation needs, and say what is not in order."""

import argparse
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from kwis.accounts import first_run
from kwis.config.environment import var_dir
from kwis.core import clock

LEAST_FREE_BYTES = 1 << 30
WAITS_TOO_LONG = timedelta(minutes=10)

Finding = tuple[str, bool]  # what was seen, and whether it is in order


def run(options: argparse.Namespace) -> int:
    findings = [finding for look in LOOKS for finding in look()]
    for line, in_order in findings:
        print(f"{'ok     ' if in_order else 'WRONG  '}{line}")
    return 0 if all(in_order for _line, in_order in findings) else 1


def settings_are_safe() -> Iterator[Finding]:
    try:
        call_command("check", deploy=True, stderr=StringIO())
        yield "settings", True
    except CommandError as error:
        yield f"settings: {error}", False
    demo = settings.DEMO and settings.HTTPS
    yield ("demo mode is on at a public address" if demo else "demo mode is not public"), not demo


def database_is_safe() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), current_setting('fsync'), current_setting('full_page_writes')"
        )
        version, fsync, pages = cursor.fetchone() or ("?", "off", "off")
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname IN ('pg_trgm', 'unaccent')")
        extensions = (cursor.fetchone() or (0,))[0]
    yield f"database: PostgreSQL {version}", True
    yield f"database: fsync {fsync}, full_page_writes {pages}", (fsync, pages) == ("on", "on")
    yield f"database: {extensions} of 2 extensions (pg_trgm, unaccent)", extensions == 2
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    yield f"database: {waiting} migrations to do" + (" (kwis prepare)" if waiting else ""), waiting == 0


def disk_has_room() -> Iterator[Finding]:
    free = shutil.disk_usage(var_dir()).free
    yield f"disk: {free >> 20} MB free in {var_dir()}", free >= LEAST_FREE_BYTES
    folder = settings.MEDIA_ROOT
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    yield f"files: {folder}", os.access(nearest, os.W_OK)


def jobs_get_done() -> Iterator[Finding]:
    now = clock.now()
    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gt=now - timedelta(minutes=1)).count()
    yield f"workers: {alive} at work" + ("" if alive else " (Kwis does not run)"), True
    waiting = ProcrastinateJob.objects.filter(status="todo")
    due = waiting.filter(scheduled_at=None) | waiting.filter(scheduled_at__lt=now - WAITS_TOO_LONG)
    late = due.filter(procrastinateevent__at__lt=now - WAITS_TOO_LONG).distinct().count()
    yield f"jobs: {late} wait longer than ten minutes", late == 0
    failed = ProcrastinateJob.objects.filter(status="failed").count()
    yield f"jobs: {failed} failed and not tried again", failed == 0


def letters_can_leave() -> Iterator[Finding]:
    if settings.SMTP_URL:
        yield "letters: leave by SMTP", True
    else:
        yield "letters: KWIS_SMTP_URL is not set, so they stay in the outbox", settings.DEMO


def somebody_can_log_in() -> Iterator[Finding]:
    nobody = first_run.is_needed()
    yield ("nobody can log in yet" if nobody else "there are users"), not nobody


LOOKS: list[Callable[[], Iterator[Finding]]] = [
    settings_are_safe,
    database_is_safe,
    disk_has_room,
    jobs_get_done,
    letters_can_leave,
    somebody_can_log_in,
]
