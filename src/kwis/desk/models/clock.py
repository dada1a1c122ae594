"""The running agreement of a call: help for the owner, never a norm for a person."""

from typing import ClassVar

from django.db import models


class TicketClock(models.Model):
    """Working seconds against a target; the arithmetic is in agreements. Paused while the call is on hold.

    Without a calendar of its own it counts in the opening hours of the call's desk.
    """

    class What(models.TextChoices):
        RESPOND = "respond", "respond"
        SOLVE = "solve", "solve"

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="clocks")
    what = models.CharField(max_length=10, choices=What.choices)
    calendar = models.ForeignKey(
        "agreements.WorkCalendar", on_delete=models.PROTECT, null=True, related_name="+"
    )
    target_seconds = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "what"], name="clock_once")]
