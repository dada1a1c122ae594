"""What we know of a customer, why we keep it, and until when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import now, today


class CustomerNoteQuerySet(models.QuerySet["CustomerNote"]):
    def current(self) -> "CustomerNoteQuerySet":
        return self.filter(until__gte=today())


class CustomerNote(models.Model):
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="notes", verbose_name=_("person")
    )
    text = models.CharField(_("what we know"), max_length=200)
    purpose = models.CharField(_("why we keep it"), max_length=200)
    until = models.DateField(_("keep until"))
    by_name = models.CharField(max_length=200, blank=True, editable=False)
    at = models.DateTimeField(default=now, editable=False)

    objects = CustomerNoteQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("customer note")
        verbose_name_plural = _("customer notes")

    def __str__(self) -> str:
        return self.text
