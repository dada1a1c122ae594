"""What an order says: what, where, by when, for whom, and what it waits for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.core.events import EventType, record
from kwis.core.locking import lock_and_read
from kwis.core.models import Event
from kwis.desk.workflow import NotNow
from kwis.dispatch.workflow import READY, STEPS, State, may


class OrderFacts(models.Model):
    """`customer_label` is how the customer knows this part; empty means that they do not see it.

    `released_at` is empty while it waits for other orders (`needs`).
    """

    number = models.CharField(max_length=20, unique=True)
    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="orders")
    step = models.ForeignKey("dispatch.PlanStep", on_delete=models.SET_NULL, null=True, related_name="+")
    # an order set out again after a hand-back or a no: that makes it a round trip
    again_for = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="set_out_again")
    title = models.CharField(max_length=200)
    instruction = models.TextField(blank=True)
    customer_label = models.CharField(max_length=200, blank=True)
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, null=True, related_name="orders")
    supplier = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, related_name="orders"
    )
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="orders")
    place = models.ForeignKey("people.Place", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, default=State.SET_OUT)
    due_minutes = models.PositiveIntegerField(default=960)
    due_at = models.DateTimeField(null=True)
    planned_from = models.DateTimeField(null=True)
    planned_until = models.DateTimeField(null=True)
    wait_reason = models.CharField(max_length=300, blank=True)
    supplier_reference = models.CharField(max_length=80, blank=True)
    needs: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "self", symmetrical=False, related_name="needed_by"
    )
    created_at = models.DateTimeField(default=now)
    released_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(default=now)

    _in_change = False

    class Meta:
        abstract = True

    @property
    def holder_name(self) -> str:
        """Who has the work: the back office or the supplier."""
        holder = self.team or self.supplier
        return holder.name if holder else ""

    @property
    def is_ready(self) -> bool:
        return self.state in READY

    @contextmanager
    def changing(self) -> Iterator[None]:
        """A transaction with first the call's row and then this one locked: always in that order."""
        if self._in_change:
            yield
            return
        with self.ticket.changing():
            lock_and_read(self, keep="ticket")
            self._in_change = True
            try:
                yield
            finally:
                self._in_change = False

    def step_to(self, verb: str) -> None:
        if not may(verb, self.state):
            raise NotNow(
                _("This cannot be done: work order %(number)s is “%(state)s”.")
                % {"number": self.number, "state": self.get_state_display()}
            )
        self.state = STEPS[verb].target

    def report(self, what: EventType, *, by: Actor, public: bool = False) -> Event:
        """Record an event about this order, on the time line of its call."""
        return record(what, by=by, subject=self, ticket_key=self.ticket_id, public=public)

    def keep(self, *fields: str) -> None:
        self.changed_at = now()
        self.save(update_fields=[*fields, "changed_at"])
