"""One row per thing that happened: time line, audit, webhook, rule trigger and figure at once."""

from typing import ClassVar

from django.db import models
from django.db.models.expressions import Func

from kwis.core.clock import now


class TransactionId(Func):
    """The id of the running transaction as a bigint; the same for all rows it writes."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class Event(models.Model):
    """What happened, when, to what and by whom. Rows are only ever added.

    `ticket_key` and `subject_key` are ids without a foreign key: this room knows no noun of the trade,
    and an event outlives what it speaks of. `public` events may be shown to the customer.
    """

    at = models.DateTimeField(default=now)
    type = models.CharField(max_length=80)
    ticket_key = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_key = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=20)
    actor_key = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    channel = models.CharField(max_length=20, blank=True)
    public = models.BooleanField(default=False)
    data = models.JSONField(default=dict)
    xid = models.BigIntegerField(db_default=TransactionId(), editable=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["ticket_key", "id"],
                name="event_by_ticket",
                condition=models.Q(ticket_key__isnull=False),
            ),
            models.Index(fields=["subject_type", "subject_key", "id"], name="event_by_subject"),
            models.Index(fields=["xid", "id"], name="event_by_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.at:%Y-%m-%d %H:%M}"


class EventTransaction(models.Model):
    """A transaction whose events still have reactions to run.

    Written in that transaction together with its one job, removed when all reactions are done; the sweep
    gives a new job to a row whose job got lost.
    """

    xid = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(default=now)


class Reaction(models.Model):
    """Done-row: this subscriber has handled this event, so a second run of the job does nothing."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reactions")
    subscriber = models.CharField(max_length=120)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "subscriber"], name="reaction_once")
        ]


class EventReader(models.Model):
    """How far a mass consumer (search, figures, webhooks) has read: the last (xid, id) it handled.

    A new reader starts before the oldest event; ids of restored events lie below zero (`rebase_transactions`).
    """

    name = models.CharField(max_length=80, primary_key=True)
    xid = models.BigIntegerField(default=-(2**62))
    event_key = models.BigIntegerField(default=0)
