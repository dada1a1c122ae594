"""The next moment that the customer hears something."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kwis.core.clock import now


class Promise(models.Model):
    """A call has at most one open promise. `broken_at` is set when its moment passed; it can then only be kept late."""

    class How(models.TextChoices):
        CALL = "call", pgettext_lazy("how a promise is kept", "Call")
        LETTER = "letter", _("Letter")
        VISIT = "visit", _("Visit")
        ANSWER = "answer", _("Answer")

    class State(models.TextChoices):
        OPEN = "open", _("Promised")
        KEPT = "kept", _("Kept")
        MOVED = "moved", _("Moved")
        DROPPED = "dropped", _("No longer needed")

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="promises")
    how = models.CharField(max_length=10, choices=How.choices)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField(default=now)
    made_by_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    broken_at = models.DateTimeField(null=True)
    moved_to = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="moved_from")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ticket"], condition=models.Q(state="open"), name="one_open_promise"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="promise_due", condition=models.Q(state="open")),
            models.Index(fields=["ended_at"], name="promise_ended"),
            models.Index(
                fields=["broken_at"], name="promise_broken", condition=models.Q(broken_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()} {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def was_broken(self) -> bool:
        return self.broken_at is not None
