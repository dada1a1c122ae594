"""A counter where people come by, and the visits of a day: in line, called, helped or not come."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts.models.role import ScopeKind
from kwis.core.clock import now, today
from kwis.desk.permissions import DeskRight


class AtDesk(models.QuerySet[Any]):
    """Rows that belong to a desk."""

    def visible_to(self, user: Any) -> Self:
        """Those of the desks where this user takes calls in."""
        if not getattr(user, "is_authenticated", False) or not user.has_right(DeskRight.WORK):
            return self.none()
        if user.has_right_everywhere(DeskRight.WORK):
            return self.all()
        return self.filter(
            desk__in=[scope.key for scope in user.scopes_of(DeskRight.WORK) if scope.kind == ScopeKind.DESK]
        )


class Visits(AtDesk):
    def waiting(self) -> "Visits":
        """Today's line, first come first."""
        return self.filter(day=today(), called_at__isnull=True, ended_at__isnull=True).order_by("number")

    def being_helped(self) -> "Visits":
        return self.filter(day=today(), called_at__isnull=False, ended_at__isnull=True)


class Counter(models.Model):
    desk = models.ForeignKey(
        "people.Desk", on_delete=models.CASCADE, related_name="counters", verbose_name=_("service desk")
    )
    name = models.CharField(_("name"), max_length=80)
    place = models.ForeignKey(
        "people.Place",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("where"),
    )
    active = models.BooleanField(_("in use"), default=True)

    objects = AtDesk.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        verbose_name = _("counter")
        verbose_name_plural = _("counters")

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """Somebody who comes by. The number counts from 1 every day, per desk; `name` as they were when they came."""

    class Outcome(models.TextChoices):
        HELPED = "helped", _("Helped")
        DID_NOT_COME = "did_not_come", _("Did not come")

    desk = models.ForeignKey("people.Desk", on_delete=models.CASCADE, related_name="visits")
    counter = models.ForeignKey(Counter, on_delete=models.SET_NULL, null=True, related_name="visits")
    day = models.DateField(default=today)
    number = models.PositiveIntegerField()
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="visits")
    name = models.CharField(max_length=200)
    words = models.CharField(max_length=200, blank=True)
    joined_at = models.DateTimeField(default=now)
    called_at = models.DateTimeField(null=True)
    called_by_name = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    ticket = models.ForeignKey("desk.Ticket", on_delete=models.SET_NULL, null=True, related_name="visits")

    objects = Visits.as_manager()

    class Meta:
        ordering: ClassVar = ["day", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "day", "number"], name="visit_number_once_a_day")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["desk", "day"], name="visit_not_ended", condition=models.Q(ended_at__isnull=True)
            )
        ]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
