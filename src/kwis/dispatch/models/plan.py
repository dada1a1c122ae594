"""The plan of a service: which work orders, to whom, in what order."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.wording import say


class LoopRefused(ValueError):
    """The steps wait for each other in a circle; the message names them."""


class Plan(models.Model):
    service = models.OneToOneField(
        "catalogue.Service", on_delete=models.CASCADE, related_name="plan", verbose_name=_("service")
    )
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")

    def __str__(self) -> str:
        return str(self.service)


class PlanStep(models.Model):
    """One work order to be. `condition` is {} or {"field", "equals"} on the form's answers.

    A step with a `customer_label` is a part that the customer sees and says yes or no to.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps", verbose_name=_("plan"))
    key = models.SlugField(_("key"), max_length=60)
    order = models.PositiveIntegerField(_("order"), default=0)
    title = models.JSONField(_("what"), default=dict)
    customer_label = models.JSONField(_("what the customer sees"), default=dict, blank=True)
    team = models.ForeignKey(
        "people.Team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("back office"),
    )
    supplier = models.ForeignKey(
        "people.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("supplier"),
    )
    instruction = models.TextField(_("instruction"), blank=True)
    due_minutes = models.PositiveIntegerField(_("due within (working minutes)"), default=960)
    condition = models.JSONField(_("only if"), default=dict, blank=True)
    needs: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="needed_by", verbose_name=_("starts after")
    )

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "key"], name="step_key_once"),
            models.CheckConstraint(
                condition=models.Q(team__isnull=False, supplier__isnull=True)
                | models.Q(team__isnull=True, supplier__isnull=False),
                name="step_for_team_or_supplier",
            ),
        ]
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return say(self.title)


def refuse_loops(needs: dict[str, Iterable[str]]) -> None:
    """Raise `LoopRefused` when steps wait for each other in a circle. `needs` maps a step's name to what it waits for."""
    done: set[str] = set()
    path: list[str] = []

    def visit(name: str) -> None:
        if name in done:
            return
        if name in path:
            circle = " → ".join([*path[path.index(name) :], name])
            raise LoopRefused(_("These steps wait for each other: %(circle)s") % {"circle": circle})
        path.append(name)
        for needed in needs.get(name, ()):
            visit(needed)
        path.pop()
        done.add(name)

    for name in needs:
        visit(name)
