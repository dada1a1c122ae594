"""A rule: when something happens, if the call is so, then do this. And what came of it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kwis.automation.permissions import AutomationRight
from kwis.catalogue.kinds import Kind
from kwis.core.clock import now
from kwis.desk.channel import Channel
from kwis.desk.models import Ticket


class RuleQuerySet(models.QuerySet["Rule"]):
    def visible_to(self, user: Any) -> "RuleQuerySet":
        return self if user.is_authenticated and user.has_right(AutomationRight.SEE) else self.none()


class Rule(models.Model):
    """Conditions that are left empty do not count; all others must fit. The action's words may be empty."""

    class When(models.TextChoices):
        TAKEN_IN = "desk.ticket_taken_in", _("A call comes in")
        TRANSLATED = "desk.ticket_translated", _("The desk says what a call is about")

    class Action(models.TextChoices):
        SET_OUT = "set_out", _("Set out a work order")
        START_PLAN = "start_plan", _("Start the plan of the service")
        NOTE = "note", _("Write an internal note")

    name = models.CharField(_("name"), max_length=120)
    why = models.CharField(_("why we do this"), max_length=300, blank=True)
    active = models.BooleanField(_("switched on"), default=False)
    when = models.CharField(_("when"), max_length=40, choices=When.choices, default=When.TAKEN_IN)
    kind = models.CharField(_("if the kind is"), max_length=20, choices=Kind.choices, blank=True)
    service = models.ForeignKey(
        "catalogue.Service",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("if the service is"),
    )
    channel = models.CharField(_("if it comes by"), max_length=20, choices=Channel.choices, blank=True)
    site = models.ForeignKey(
        "people.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "site"},
        verbose_name=_("if it is at"),
    )
    action = models.CharField(
        pgettext_lazy("rule", "then"), max_length=20, choices=Action.choices, default=Action.SET_OUT
    )
    team = models.ForeignKey(
        "people.Team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("to back office"),
    )
    title = models.CharField(_("what has to be done"), max_length=200, blank=True)
    customer_label = models.CharField(_("what the customer sees"), max_length=200, blank=True)
    text = models.TextField(_("instruction or note"), blank=True)
    due_minutes = models.PositiveIntegerField(_("due within (working minutes)"), default=480)
    changed_at = models.DateTimeField(default=now, editable=False)

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("rule")
        verbose_name_plural = _("rules")

    def __str__(self) -> str:
        return self.name

    def reasons_against(self, ticket: Ticket) -> list[str]:
        """Why this rule does not fit the call; empty when it does."""
        against: list[str] = []
        if self.kind and ticket.kind != self.kind:
            against.append(str(_("The kind is %(kind)s.")) % {"kind": ticket.get_kind_display()})
        if self.service_id and ticket.service_id != self.service_id:
            against.append(
                str(_("The service is %(service)s.")) % {"service": ticket.service or _("not known")}
            )
        if self.channel and ticket.channel != self.channel:
            against.append(str(_("It came by %(channel)s.")) % {"channel": ticket.get_channel_display()})
        if self.site_id and self.site_id not in _sites_of(ticket):
            against.append(str(_("It is at %(place)s.")) % {"place": ticket.place or _("an unknown place")})
        return against


def _sites_of(ticket: Ticket) -> set[int]:
    return {ticket.place.pk, ticket.place.site_id or 0} if ticket.place else set()


class RuleRun(models.Model):
    """One time that a rule looked at a call that it fits: what it did, or what stood in its way."""

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        NOT_NOW = "not_now", _("Not possible")

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="runs")
    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    told = models.CharField(max_length=500)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rule", "ticket"], name="rule_once_per_call")
        ]
