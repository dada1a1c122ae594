"""People who share a board: front office (at a desk) or back office."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Team(models.Model):
    class Role(models.TextChoices):
        FRONT_OFFICE = "front_office", _("Front office")
        BACK_OFFICE = "back_office", _("Back office")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.BACK_OFFICE)
    desk = models.ForeignKey(
        "people.Desk",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="teams",
        verbose_name=_("service desk"),
    )
    department = models.CharField(_("department"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    # how many orders a column of the board may hold; empty is no limit
    in_progress_limit = models.PositiveIntegerField(_("at most in progress"), null=True, blank=True)
    members: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "people.Person", through="people.TeamMembership", related_name="teams", verbose_name=_("members")
    )
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return self.name


class TeamMembership(models.Model):
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("team")
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person")
    )

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "person"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.person} · {self.team}"
