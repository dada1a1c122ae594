"""The desk's periodic jobs."""

from kwis.core import jobs
from kwis.desk import keeping_watch


@jobs.job("desk.keep_watch")
def keep_watch(timestamp: int = 0) -> None:
    """Promises that passed, and holds whose date is there."""
    keeping_watch.break_passed_promises()
    keeping_watch.end_passed_holds()


@jobs.job("desk.close_by_term")
def close_by_term(timestamp: int = 0) -> None:
    keeping_watch.close_by_term()
