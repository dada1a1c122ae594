"""Background work on PostgreSQL (procrastinate): a job is committed together with the change that wants it.

Rooms declare jobs in their jobs.py with `@job`, shallow: take ids, call one verb. `defer` names a job by its
name, so that a lower room can start work without importing upward.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from kwis.core.clock import now

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT = "default"
MAIL_OUT = "mail-out"  # letters never wait for anything else


def job(name: str, *, queue: str = DEFAULT, attempts: int = 8) -> Callable[[F], F]:
    """Declare a job. A failing run is tried again after 4, 16, 64 … seconds, `attempts` times in all."""

    def register(function: F) -> F:
        app.task(
            name=name,
            queue=queue,
            retry=RetryStrategy(max_attempts=attempts, exponential_wait=4),
        )(function)
        return function

    return register


def defer(
    name: str,
    *,
    queue: str | None = None,
    lock: str | None = None,
    once_as: str | None = None,
    not_before: datetime | None = None,
    **arguments: Any,
) -> None:
    """Put a job in the queue, in the running transaction.

    `lock`: jobs with the same lock run one after another. `once_as`: while a job of that name waits, a second
    one is not added. `not_before`: an aware moment.
    """
    options: dict[str, Any] = {"lock": lock, "schedule_at": not_before, "queueing_lock": once_as}
    deferrer = app.configure_task(name=name, queue=queue or app.tasks[name].queue, **options)
    if once_as is None:
        deferrer.defer(**arguments)
        return
    # the savepoint keeps the caller's transaction alive when the same job already waits
    with suppress(AlreadyEnqueued), transaction.atomic():
        deferrer.defer(**arguments)


def run_waiting(*, queues: tuple[str, ...] = (DEFAULT,), limit: int = 10_000) -> int:
    """Run the jobs that are due in this process, one after another; returns how many ran.

    For loading the demo under a set clock and for tests; a worker does the same by itself. A job that fails
    raises here.
    """
    ran = 0
    while ran < limit:
        with transaction.atomic():
            waiting = (
                ProcrastinateJob.objects.filter(status="todo", queue_name__in=queues)
                .exclude(scheduled_at__gt=now())
                .select_for_update(skip_locked=True)
                .order_by("id")
                .first()
            )
            if waiting is None:
                return ran
            _take_out(waiting.pk)
        app.tasks[waiting.task_name].func(**waiting.args)
        ran += 1
    return ran


def _take_out(key: int) -> None:
    # the library's models are read-only; a job that ran here is removed, as the pruning does with finished ones
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [key])
