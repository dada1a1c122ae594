"""Why the clock stands still."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import now


class Hold(models.Model):
    class Reason(models.TextChoices):
        CUSTOMER = "customer", _("Waiting for the customer")
        SUPPLIER = "supplier", _("Waiting for a supplier")
        DATE = "date", _("Waiting for a date")

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    text = models.CharField(max_length=300, blank=True)
    until = models.DateTimeField(null=True)
    at = models.DateTimeField(default=now)
    by_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ticket"], condition=models.Q(ended_at__isnull=True), name="one_running_hold"
            )
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
