"""Senders whose mail is kept but becomes nothing."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import now


class UnwantedSender(models.Model):
    """A whole address, a domain ("example.com"), or a domain with all below it (".example.com")."""

    pattern = models.CharField(_("address or domain"), max_length=254, unique=True)
    words = models.CharField(_("why"), max_length=200, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    since = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering: ClassVar = ["pattern"]
        verbose_name = _("unwanted sender")
        verbose_name_plural = _("unwanted senders")

    def __str__(self) -> str:
        return self.pattern

    def save(self, *args: object, **kwargs: object) -> None:
        self.pattern = self.pattern.strip().casefold()
        super().save(*args, **kwargs)  # type: ignore[arg-type]
