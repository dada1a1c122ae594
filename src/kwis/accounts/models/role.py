"""A role is a row that an administrator can edit; it is held for a team, a desk, a site or everywhere."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.accounts import hooks
from kwis.accounts.scope import Scope, ScopeKind
from kwis.core.clock import now
from kwis.core.wording import say

__all__ = ["Role", "RoleHolding", "Scope", "ScopeKind"]


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
        return say(self.name) or self.code or str(self.pk)


class RoleHolding(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="holdings", verbose_name=_("log-in")
    )
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="holdings", verbose_name=_("role"))
    scope_kind = models.CharField(
        _("held for"), max_length=20, choices=ScopeKind.choices, default=ScopeKind.EVERYWHERE
    )
    # a team, desk or site lives in a higher room: its id only
    scope_key = models.BigIntegerField(default=0)
    since = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "role", "scope_kind", "scope_key"], name="role_held_once")
        ]

    def __str__(self) -> str:
        where = "" if self.scope == Scope.everywhere() else f" ({hooks.name_of(self.scope)})"
        return f"{self.role}{where}"

    @property
    def scope(self) -> Scope:
        return Scope(self.scope_kind, self.scope_key)
