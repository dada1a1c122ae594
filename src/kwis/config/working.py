"""A worker: takes jobs of one queue from the database, one at a time."""

import argparse
import os

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from kwis.config import schedule
from kwis.config.leaving import leave_with_starter
from kwis.core import jobs

QUEUES = {"default": jobs.DEFAULT, "mail-out": jobs.MAIL_OUT}
SECONDS_TO_FINISH = 4
AFTER_PEOPLE = 5  # on a busy machine who waits for a page goes first


def run(options: argparse.Namespace) -> int:
    """Work until TERM or Ctrl-C; a job that does not finish in time is done again by the next worker."""
    leave_with_starter()
    os.nice(AFTER_PEOPLE)
    queue = QUEUES[options.queue]
    schedule.register()
    assert isinstance(app.connector, DjangoConnector)
    worker_app = app.with_connector(app.connector.get_worker_connector())
    worker_app.run_worker(
        queues=[queue],
        name=f"{queue}-{os.getpid()}",
        concurrency=1,
        # what is done is told by events and deliveries; their jobs would only make the queue long
        delete_jobs="successful",
        shutdown_graceful_timeout=SECONDS_TO_FINISH,
    )
    return 0
