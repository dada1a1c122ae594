"""Letters that Kwis sends by itself, and answers that agents choose; words in braces are filled in."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.wording import say


class Letter(models.Model):
    """`code` says at what moment it goes out; a letter of a desk goes before the general one."""

    code = models.SlugField(_("moment"), max_length=60)
    desk = models.ForeignKey(
        "people.Desk",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("service desk (empty: all)"),
    )
    subject = models.JSONField(_("subject"), default=dict)
    body = models.JSONField(_("text"), default=dict)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["code", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "desk"], name="letter_per_desk", nulls_distinct=False)
        ]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")

    def __str__(self) -> str:
        return say(self.subject)


class ReplyTemplate(models.Model):
    code = models.SlugField(_("short name"), max_length=60, unique=True)
    name = models.JSONField(_("name"), default=dict)
    body = models.JSONField(_("text"), default=dict)
    services: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "catalogue.Service", blank=True, related_name="reply_templates", verbose_name=_("services")
    )
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("reply template")
        verbose_name_plural = _("reply templates")

    def __str__(self) -> str:
        return say(self.name)
