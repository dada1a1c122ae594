"""A role is a row that an administrator can edit; it is held for a team, a desk, a site or everywhere."""

from typing import ClassVar, NamedTuple

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import now


class ScopeKind(models.TextChoices):
    EVERYWHERE = "everywhere", _("Everywhere")
    DESK = "desk", _("One service desk")
    TEAM = "team", _("One team")
    SITE = "site", _("One site")


class Scope(NamedTuple):
    """Where a role holds: a kind and the id of that desk, team or site (0 for everywhere)."""

    kind: str
    key: int = 0

    @classmethod
    def everywhere(cls) -> "Scope":
        return cls(ScopeKind.EVERYWHERE, 0)


class Role(models.Model):
    """`code` names a ready-made role; `known_rights` are the rights that existed when it was last brought up to date."""

    code = models.SlugField(max_length=40, null=True, blank=True, unique=True, editable=False)
    name = models.JSONField(_("name"), default=dict)
    rights = ArrayField(models.CharField(max_length=80), verbose_name=_("rights"), default=list, blank=True)
    known_rights = ArrayField(models.CharField(max_length=80), default=list, blank=True, editable=False)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return str(self.name.get("nl") or self.code or self.pk)


class RoleHolding(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="holdings", verbose_name=_("log-in"))
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="holdings", verbose_name=_("role"))
    scope_kind = models.CharField(_("held for"), max_length=20, choices=ScopeKind.choices, default=ScopeKind.EVERYWHERE)
    # a team, desk or site lives in a higher room: its id only
    scope_key = models.BigIntegerField(default=0)
    since = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "role", "scope_kind", "scope_key"], name="role_held_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.role}"
