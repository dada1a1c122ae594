"""By when a group of calls is answered and solved. A target is about a group of calls, never a norm for one person."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.agreements.permissions import AgreementsRight
from kwis.catalogue.kinds import Kind as CallKind
from kwis.core.clock import today


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, user: Any) -> "TargetQuerySet":
        return self if user.is_authenticated and user.has_right(AgreementsRight.SEE) else self.none()

    def on(self, day: date) -> "TargetQuerySet":
        """Those that hold on a day: in use, and their agreement too."""
        started = models.Q(agreement=None) | models.Q(agreement__active=True, agreement__start__lte=day)
        not_ended = (
            models.Q(agreement=None) | models.Q(agreement__end=None) | models.Q(agreement__end__gte=day)
        )
        valid = models.Q(valid_until=None) | models.Q(valid_until__gte=day)
        return self.filter(started, not_ended, valid, active=True, valid_from__lte=day)


class Target(models.Model):
    """What is left empty holds for all: every service, every kind of call, every priority, every customer.

    Seconds are working time: of `calendar`, or when empty of the desk or team that does the work.
    """

    class Priority(models.IntegerChoices):
        HIGHEST = 1, _("1 (highest)")
        HIGH = 2, "2"
        USUAL = 3, "3"
        LOW = 4, _("4 (lowest)")

    agreement = models.ForeignKey(
        "agreements.Agreement",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name=_("agreement (empty: our own standard)"),
    )
    service = models.ForeignKey(
        "catalogue.Service",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name=_("service (empty: all)"),
    )
    call_kind = models.CharField(
        _("kind of call (empty: all)"), max_length=20, choices=CallKind.choices, blank=True
    )
    priority = models.PositiveSmallIntegerField(
        _("priority (empty: all)"), choices=Priority.choices, null=True, blank=True
    )
    respond_seconds = models.PositiveIntegerField(_("answered within (working time)"), null=True, blank=True)
    solve_seconds = models.PositiveIntegerField(_("solved within (working time)"), null=True, blank=True)
    calendar = models.ForeignKey(
        "agreements.WorkCalendar",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name=_("working calendar (empty: that of the desk or team)"),
    )
    valid_from = models.DateField(_("from"), default=today)
    valid_until = models.DateField(_("until and including"), null=True, blank=True)
    active = models.BooleanField(_("in use"), default=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = [
            "agreement__name",
            "service__code",
            "call_kind",
            "priority",
            "-valid_from",
            "id",
        ]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "service", "call_kind", "priority", "valid_from"],
                name="target_once",
                nulls_distinct=False,
                violation_error_message=_("This target exists already from that day."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("valid_from")),
                name="target_ends_after_start",
                violation_error_message=_("The target ends before it starts."),
            ),
            models.CheckConstraint(
                condition=models.Q(respond_seconds__isnull=False) | models.Q(solve_seconds__isnull=False),
                name="target_says_something",
                violation_error_message=_("Say within what time calls are answered, or solved, or both."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["service", "priority"], name="target_by_service")]

    def __str__(self) -> str:
        about = [str(part) for part in (self.agreement, self.service) if part is not None]
        if self.call_kind:
            about.append(self.get_call_kind_display())
        if self.priority is not None:
            about.append(str(_("priority %(n)s") % {"n": self.priority}))
        return " · ".join(about) or str(_("our own standard"))

    def clean(self) -> None:
        super().clean()
        if 0 in (self.respond_seconds, self.solve_seconds):
            raise ValidationError(_("A target of no time at all cannot be met."))
