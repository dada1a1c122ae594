"""A job is committed with the change that wants it, runs when it is due, and waits only once under one name."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from kwis.core import jobs
from kwis.core.clock import at, now
from kwis.core.models import Notice

pytestmark = pytest.mark.django_db(transaction=True)


@jobs.job("tests.note")
def note(text: str) -> None:
    Notice.objects.create(user_key=1, text=text, url="/")


@jobs.job("tests.chain")
def chain(left: int) -> None:
    note(f"chain {left}")
    if left:
        jobs.defer("tests.chain", left=left - 1)


@jobs.job("tests.fail", queue=jobs.MAIL_OUT)
def fail() -> None:
    raise RuntimeError("no")


def done() -> list[str]:
    return list(Notice.objects.order_by("id").values_list("text", flat=True))


def test_waiting_jobs_run_in_order_and_what_they_defer_runs_too() -> None:
    jobs.defer("tests.note", text="first")
    jobs.defer("tests.chain", left=2)
    assert jobs.run_waiting() == 4
    assert done() == ["first", "chain 2", "chain 1", "chain 0"]
    assert jobs.run_waiting() == 0


def test_a_job_is_rolled_back_with_its_change() -> None:
    with suppress(RuntimeError), transaction.atomic():
        jobs.defer("tests.note", text="never")
        raise RuntimeError
    assert jobs.run_waiting() == 0


def test_a_job_waits_once_under_one_name_and_the_transaction_lives_on() -> None:
    with transaction.atomic():
        for _turn in range(3):
            jobs.defer("tests.note", text="once", once_as="tests-once")
        note("still here")
    assert jobs.run_waiting() == 1
    assert done() == ["still here", "once"]
    jobs.defer("tests.note", text="again", once_as="tests-once")
    assert jobs.run_waiting() == 1


def test_a_job_does_not_run_before_its_moment_on_the_house_clock() -> None:
    jobs.defer("tests.note", text="later", not_before=now() + timedelta(hours=1))
    assert jobs.run_waiting() == 0
    with at(now() + timedelta(hours=2)):
        assert jobs.run_waiting() == 1
    assert done() == ["later"]


def test_each_queue_has_its_own_jobs_and_a_failing_one_raises() -> None:
    jobs.defer("tests.fail")
    assert ProcrastinateJob.objects.get().queue_name == "mail-out"
    assert jobs.run_waiting() == 0
    with pytest.raises(RuntimeError):
        jobs.run_waiting(queues=(jobs.MAIL_OUT,))


def test_only_so_many_run_as_asked() -> None:
    jobs.defer("tests.chain", left=10)
    assert jobs.run_waiting(limit=3) == 3
