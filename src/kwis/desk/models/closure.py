"""How a call ended, was opened again, and made good."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import now


class Closure(models.Model):
    """A call can be closed more than once; each time is a row."""

    class By(models.TextChoices):
        CUSTOMER = "customer", _("The customer")
        DESK_FOR_CUSTOMER = "desk_for_customer", _("The desk, for the customer")
        TERM = "term", _("The term passed")

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="closures")
    by = models.CharField(max_length=20, choices=By.choices)
    withdrawn = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)
    actor_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["at"], name="closure_at")]


class Reopening(models.Model):
    """The customer's no. `part` names the work order it is about, when it is about one."""

    class Cause(models.TextChoices):
        NOT_SOLVED = "not_solved", _("It is not solved")
        CAME_BACK = "came_back", _("It came back")
        NOT_ASKED_FOR = "not_asked_for", _("This is not what was asked for")
        INCOMPLETE = "incomplete", _("Something is missing")

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="reopenings")
    cause = models.CharField(max_length=20, choices=Cause.choices)
    words = models.TextField(blank=True)
    part = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)
    actor_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["at"], name="reopening_at")]


class Recovery(models.Model):
    """Making good what went wrong, with an owner of its own."""

    reopening = models.OneToOneField(Reopening, on_delete=models.CASCADE, related_name="recovery")
    owner = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(default=now)
    done_at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)
