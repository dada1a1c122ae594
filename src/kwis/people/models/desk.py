"""A service desk: the one place where people bring what they need."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Desk(models.Model):
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    organisation_name = models.CharField(_("name of the organisation"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    place = models.ForeignKey(
        "people.Place",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("where people can come by"),
    )
    owner_term_minutes = models.PositiveIntegerField(
        _("a call has an owner within (working minutes)"), default=60
    )
    promise_minutes = models.PositiveIntegerField(_("first promise within (working minutes)"), default=480)
    close_term_days = models.PositiveIntegerField(_("a solved call closes after (working days)"), default=5)
    reopen_term_days = models.PositiveIntegerField(
        _("a closed call can be opened again within (days)"), default=30
    )
    is_default = models.BooleanField(_("takes what no other desk takes"), default=False)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("service desk")
        verbose_name_plural = _("service desks")

    def __str__(self) -> str:
        return self.name
