"""A mail as it came in, byte for byte: kept and committed before anything is done with it."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kwis.channels.events import MailDropped, MailPutAside
from kwis.channels.permissions import ChannelsRight
from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.core.events import record


class RawMailQuerySet(models.QuerySet["RawMail"]):
    def visible_to(self, user: Any) -> "RawMailQuerySet":
        """Mail that became nothing yet, for who handles it. What became a call is read there, by its own rules."""
        if not getattr(user, "is_authenticated", False) or not user.has_right(
            ChannelsRight.HANDLE_QUARANTINE
        ):
            return self.none()
        return self.filter(message__isnull=True).exclude(state=RawMail.State.HANDLED)

    def waiting(self) -> "RawMailQuerySet":
        """Put aside, until a person decides."""
        return self.filter(state=RawMail.State.QUARANTINED)

    def for_list(self) -> "RawMailQuerySet":
        """Without the bytes, which can be many."""
        return self.defer("content")


class RawMail(models.Model):
    """`mailbox` and `uid` say where it was fetched; both are empty for standard input.

    The same bytes in the same mailbox are one row. `identity` is claimed when the mail is handled, so that one
    mail that came to two of our mailboxes becomes one message (S54). `reason` is a code, `detail` is for the
    administrator; `verdicts` are those of the screens.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        HANDLED = "handled", _("Handled")
        QUARANTINED = "quarantined", _("Put aside")
        DROPPED = "dropped", _("Dropped")

    mailbox = models.CharField(max_length=200, blank=True)
    uid = models.CharField(max_length=200, blank=True)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    received_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    reason = models.CharField(max_length=40, blank=True)
    detail = models.TextField(blank=True)
    sender = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    verdicts = models.JSONField(default=list)
    tries = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    # null, not empty: unique among those that have one
    identity = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001
    message = models.ForeignKey("desk.Message", on_delete=models.SET_NULL, null=True, related_name="mails")

    objects = RawMailQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("mail")
        verbose_name_plural = _("mail")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailbox", "sha256"], name="mail_once_in_a_mailbox"),
            models.UniqueConstraint(
                fields=["mailbox", "uid"], name="uid_once_in_a_mailbox", condition=~Q(uid="")
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-id"], name="mail_put_aside", condition=Q(state="quarantined")),
            models.Index(fields=["id"], name="mail_not_handled", condition=Q(state="received")),
        ]

    def __str__(self) -> str:
        return f"{self.sender}: {self.subject}"

    def put_aside(self, reason: str, detail: str = "") -> None:
        """Keep it in sight until somebody decides. In the caller's transaction."""
        self._settle(self.State.QUARANTINED, reason, detail)
        record(MailPutAside(reason=reason), by=KWIS_MAIL, subject=self, channel="email")

    def drop(self, reason: str, *, by: Actor, detail: str = "") -> None:
        """Do nothing more with it. It stays, with its reason and who decided."""
        self._settle(self.State.DROPPED, reason, detail)
        record(MailDropped(reason=reason, why=detail), by=by, subject=self, channel="email")

    @transaction.atomic
    def decide_to_drop(self, why: str, *, by: Actor) -> None:
        """A person looked at it and decides that nothing is done with it."""
        self.drop("decided", by=by, detail=why)

    def became(self, message: Any, reason: str = "") -> None:
        """It is now a message of a call."""
        self.message = message
        self._settle(self.State.HANDLED, reason, "")

    def _settle(self, state: str, reason: str, detail: str) -> None:
        self.state, self.reason, self.detail = state, reason[:40], detail[:4_000].replace("\x00", "")
        self.settled_at = now()
        if state == self.State.QUARANTINED:
            self.identity = None
        self.save(
            update_fields=[
                "state", "reason", "detail", "settled_at", "identity", "message", "verdicts", "sender", "subject", "tries",
            ]
        )  # fmt: skip

    @property
    def explained(self) -> str:
        """The reason in the reader's words."""
        return str(REASONS.get(self.reason, self.reason))

    @property
    def seen(self) -> list[tuple[str, str]]:
        """What the screens said: their name in the reader's words, and the reason as they gave it."""
        return [(str(SCREENS.get(one["screen"], one["screen"])), one["reason"]) for one in self.verdicts]


SCREENS = {
    "own_loop": _("From ourselves"),
    "bounced_mail": _("A letter that came back"),
    "auto_reply": _("An automatic answer"),
    "list": _("Sent to many"),
    "spam": _("Spam"),
    "blocked": _("Unwanted sender"),
    "sender_authentication": _("Whether the sender is genuine"),
    "follow_up": _("An answer"),
}

KWIS_MAIL = Actor(name="Kwis", kind="system")

# Every reason that is ever stored, as people read it.
REASONS = {
    "empty": _("The mail is empty."),
    "too_large": _("The mail is too large to read."),
    "too_many_parts": _("The mail has too many parts."),
    "too_deep": _("The mail is nested too deeply."),
    "too_many_addresses": _("The mail has too many addresses."),
    "too_many_headers": _("The mail has too many headers."),
    "unreadable": _("The mail cannot be read."),
    "failed": _("Something went wrong on our side."),
    "no_sender": _("There is no usable sender address."),
    "no_desk": _("There is no service desk yet that can take it."),
    "own_loop": _("It comes from our own address."),
    "auto_reply": _("It is an automatic answer that belongs to no call."),
    "bounced_mail": _("A letter came back that belongs to no call."),
    "spam": _("The spam filter marked it."),
    "blocked": _("The sender is on the list of unwanted senders."),
    "not_genuine": _("Our mail server says that the sender is not genuine, and the mail answers a call."),
    "no_access": _("The sender works here but may not see the call that it answers."),
    "duplicate": _("This mail was taken in before."),
    "decided": _("Somebody decided to do nothing with it."),
}
