"""A hard word with a plain one beside it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlainWord(models.Model):
    language = models.CharField(
        _("language"), max_length=5, default="nl", choices=[("nl", _("Dutch")), ("en", _("English"))]
    )
    word = models.CharField(_("hard word"), max_length=80)
    plain = models.CharField(_("say rather"), max_length=120)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["word"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["language", "word"], name="plain_word_once")]
        verbose_name = _("plain word")
        verbose_name_plural = _("plain words")

    def __str__(self) -> str:
        return self.word
