"""Who watches a call, and which calls belong together."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import now


class Watcher(models.Model):
    """Sees the public side of the call in the portal and gets its letters."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="watchers")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="watching")
    since = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "person"], name="watch_once")]


class TicketLink(models.Model):
    class Kind(models.TextChoices):
        RELATED = "related", _("belongs together with")
        FOLLOWS = "follows", _("follows after")
        DUPLICATE = "duplicate", _("is the same as")

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.RELATED)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "other"], name="link_once")]
