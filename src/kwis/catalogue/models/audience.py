"""Who may see and order a service."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.Model):
    """Empty lists mean no limit of that sort; a person has to fit every list that is filled."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.JSONField(_("name"), default=dict)
    organisations: models.ManyToManyField = models.ManyToManyField("people.Organisation", blank=True, related_name="+", verbose_name=_("departments"))
    sites: models.ManyToManyField = models.ManyToManyField("people.Place", blank=True, related_name="+", verbose_name=_("sites"))
    teams: models.ManyToManyField = models.ManyToManyField("people.Team", blank=True, related_name="+", verbose_name=_("teams"))
    managers_only = models.BooleanField(_("only people who manage others"), default=False)
    externals = models.BooleanField(_("also people from outside"), default=False)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    def __str__(self) -> str:
        return str(self.name.get("nl", self.code))
