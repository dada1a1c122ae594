"""One entry of the conversation: what somebody said, wrote or noted."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import now
from kwis.desk.channel import Channel


class Message(models.Model):
    """Internal is the default. `html` and `drawn` are safe and stored rendered; `folded` is quoted history, shown on request.

    `unverified`: the sender could not be proven; shown as such, gains nothing by it.
    """

    class Direction(models.TextChoices):
        IN = "in", _("From the customer")
        OUT = "out", _("To the customer")
        NOTE = "note", _("Internal note")

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=10, choices=Direction.choices)
    public = models.BooleanField(default=False)
    channel = models.CharField(max_length=20, choices=Channel.choices, blank=True)
    author = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=now)
    text = models.TextField()
    # the text as it is shown; empty for what was written before this was kept
    drawn = models.TextField(blank=True, editable=False)
    html = models.TextField(blank=True)
    folded = models.TextField(blank=True)
    unverified = models.BooleanField(default=False)
    # of an incoming mail: who else got it, and by what id it can be recognised
    mail_id = models.CharField(max_length=500, blank=True)
    also_to = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["ticket", "id"], name="message_by_ticket"),
            models.Index(fields=["mail_id"], name="message_by_mail_id", condition=~models.Q(mail_id="")),
        ]

    def __str__(self) -> str:
        return self.text[:60]
