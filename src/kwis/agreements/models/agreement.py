"""An agreement with customers (sla), between a desk and a back office (ola), or with a supplier (contract)."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.agreements.permissions import AgreementsRight
from kwis.core.clock import today


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: Any) -> "AgreementQuerySet":
        return self if user.is_authenticated and user.has_right(AgreementsRight.SEE) else self.none()

    def on(self, day: date) -> "AgreementQuerySet":
        """Those that hold on a day."""
        return self.filter(models.Q(end=None) | models.Q(end__gte=day), active=True, start__lte=day)


class Agreement(models.Model):
    """`organisation` is the customer's department or firm (sla; empty: everybody) or the supplier (contract)."""

    class Kind(models.TextChoices):
        SLA = "sla", _("With customers (SLA)")
        OLA = "ola", _("Between desk and back office (OLA)")
        CONTRACT = "contract", _("With a supplier (contract)")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.SLA)
    number = models.CharField(_("number"), max_length=60, blank=True)
    name = models.CharField(_("name"), max_length=200)
    organisation = models.ForeignKey(
        "people.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("with which customer or supplier"),
        help_text=_("Leave empty when it holds for every customer."),
    )
    team = models.ForeignKey(
        "people.Team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("with which back office"),
    )
    start = models.DateField(_("from"), default=today)
    end = models.DateField(_("until and including"), null=True, blank=True)
    notice_days = models.PositiveIntegerField(_("notice period (days)"), null=True, blank=True)
    yearly_cost = models.DecimalField(
        _("cost a year (euro)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    owner = models.ForeignKey(
        "people.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_agreements",
        verbose_name=_("owner of this agreement"),
    )
    note = models.TextField(_("note"), blank=True)
    active = models.BooleanField(_("in use"), default=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                condition=~models.Q(number=""),
                name="agreement_number_once",
                violation_error_message=_("Another agreement has this number."),
            ),
            models.CheckConstraint(
                condition=models.Q(end=None) | models.Q(end__gte=models.F("start")),
                name="agreement_ends_after_start",
                violation_error_message=_("The agreement ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})" if self.number else self.name

    def clean(self) -> None:
        super().clean()
        if self.kind == self.Kind.CONTRACT and (
            self.organisation is None or not self.organisation.is_supplier
        ):
            raise ValidationError({"organisation": _("A contract is with a supplier: choose which.")})
        if self.kind == self.Kind.SLA and self.organisation is not None and self.organisation.is_supplier:
            raise ValidationError(
                {"organisation": _("This is a supplier. An agreement with a supplier is a contract.")}
            )
        if self.kind == self.Kind.OLA and self.team is None:
            raise ValidationError({"team": _("Choose the back office that this agreement is with.")})

    def holds_on(self, day: date) -> bool:
        return self.active and self.start <= day and (self.end is None or day <= self.end)

    @property
    def notice_on(self) -> date | None:
        """The last day to give notice; None when the agreement has no end or no notice period."""
        if self.end is None or self.notice_days is None:
            return None
        return self.end - timedelta(days=self.notice_days)
