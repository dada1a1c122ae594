"""What to ask on, per service, and what then probably helps."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.wording import say


class Guide(models.Model):
    service = models.OneToOneField(
        "catalogue.Service", on_delete=models.CASCADE, related_name="guide", verbose_name=_("service")
    )
    likely_fix = models.JSONField(_("what probably helps, one step a line"), default=dict, blank=True)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name = _("conversation guide")
        verbose_name_plural = _("conversation guides")

    def __str__(self) -> str:
        return str(self.service)


class GuideQuestion(models.Model):
    """`answers` is a list of {"nl", "en"} to choose from; empty means an open answer."""

    guide = models.ForeignKey(
        Guide, on_delete=models.CASCADE, related_name="questions", verbose_name=_("guide")
    )
    question = models.JSONField(_("question"), default=dict)
    answers = models.JSONField(_("answers to choose from"), default=list, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return say(self.question)
