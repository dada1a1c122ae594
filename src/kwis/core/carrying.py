"""The jobs that carry news from a transaction to who listens."""

from datetime import timedelta

from kwis.core import events, jobs
from kwis.core.clock import now
from kwis.core.models import EventTransaction


@jobs.job("core.react")
def react(xid: int) -> None:
    """Run the reactions to one transaction's events, then let the mass consumers read on."""
    events.react(xid)
    events.read_on()


@jobs.job("core.sweep")
def sweep(timestamp: int = 0) -> None:
    """Give a new job to transactions whose job got lost, and let the readers catch up."""
    for lost in EventTransaction.objects.filter(at__lt=now() - timedelta(minutes=10)):
        jobs.defer("core.react", xid=lost.xid, once_as=f"react-{lost.xid}")
    events.read_on()
