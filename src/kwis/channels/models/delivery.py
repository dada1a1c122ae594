"""One letter to one recipient: what it says, and what became of it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kwis.channels.permissions import ChannelsRight
from kwis.core.clock import now
from kwis.desk.models import Ticket
from kwis.desk.models.ticket.visibility import person_of


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: Any) -> "DeliveryQuerySet":
        """All letters for who looks after the mail, but of confidential calls only those of calls that they may see.

        None of a complaint about themselves.
        """
        if not (user.is_authenticated and user.has_right(ChannelsRight.SEE_LETTERS)):
            return self.none()
        person = person_of(user)
        closed_book = Q(confidential=True) | (Q(about=person) if person else Q())
        hidden = Ticket.objects.filter(closed_book).exclude(
            pk__in=Ticket.objects.visible_to(user).values("pk")
        )
        return self.exclude(ticket__in=hidden)


class Delivery(models.Model):
    """`not_before` lets a letter wait; `said` is what the mail server answered, or why it waits."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Refused")
        BOUNCED = "bounced", _("Came back")

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, null=True, related_name="deliveries")
    message = models.ForeignKey(
        "desk.Message", on_delete=models.CASCADE, null=True, related_name="deliveries"
    )
    order = models.ForeignKey(
        "dispatch.WorkOrder", on_delete=models.CASCADE, null=True, related_name="deliveries"
    )
    letter = models.CharField(max_length=60)
    address = models.EmailField()
    name = models.CharField(max_length=240, blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="nl")
    mail_id = models.CharField(max_length=200, unique=True)
    answers_to = models.CharField(max_length=500, blank=True)
    reply_to = models.EmailField(max_length=320, blank=True)
    automatic = models.BooleanField(default=False)
    # holds something for its reader alone: no page shows the words, and they are gone once it was sent
    secret = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    said = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=now)
    made_at = models.DateTimeField(default=now)
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("letter sent")
        verbose_name_plural = _("letters sent")
        indexes: ClassVar = [
            models.Index(
                fields=["not_before"],
                name="delivery_to_send",
                condition=models.Q(state__in=("waiting", "sending")),
            ),
            models.Index(fields=["ticket", "id"], name="delivery_of_ticket"),
            models.Index(fields=["address", "made_at"], name="delivery_by_address"),
            models.Index(fields=["-made_at", "-id"], name="delivery_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.subject}"
