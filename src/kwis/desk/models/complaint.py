"""The path of a complaint: received, heard, decided, made good. Whom it is about stands with the call, and hides it."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from kwis.core.clock import now
from kwis.desk.models.closure import Reopening


class ComplaintCase(models.Model):
    """`text` is the decision as the customer got it. Only a founded complaint is made good."""

    ticket = models.OneToOneField("desk.Ticket", on_delete=models.CASCADE, related_name="complaint")
    received_at = models.DateTimeField(default=now)
    heard_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    founded = models.BooleanField(null=True)
    text = models.TextField(blank=True)
    made_good_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True)
                | models.Q(heard_at__isnull=False, founded__isnull=False),
                name="complaint_heard_then_decided",
            )
        ]

    @classmethod
    def of(cls, ticket: Any) -> "ComplaintCase":
        """The case of a complaint; one that was recognised later was received when the call came in."""
        case, _made = cls.objects.get_or_create(
            ticket_id=ticket.pk, defaults={"received_at": ticket.created_at}
        )
        return case

    @property
    def may_be_heard(self) -> bool:
        return self._is_open(self.heard_at)

    @property
    def may_be_decided(self) -> bool:
        return self.heard_at is not None and self._is_open(self.decided_at)

    @property
    def may_be_made_good(self) -> bool:
        return bool(self.founded) and self.made_good_at is None

    def _is_open(self, done_at: datetime | None) -> bool:
        """Not done, or not since the customer's no: that makes it possible once more."""
        return done_at is None or Reopening.objects.filter(ticket_id=self.ticket_id, at__gt=done_at).exists()
