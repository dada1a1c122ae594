"""Departments of the own organisation, customers from outside, and suppliers."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.people.naming import fold
from kwis.people.tree import line_up


class Organisation(models.Model):
    class Kind(models.TextChoices):
        INTERNAL = "internal", _("Own organisation")
        EXTERNAL = "external", _("Outside customer")
        SUPPLIER = "supplier", _("Supplier")

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.INTERNAL)
    code = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    cost_centre = models.CharField(_("cost centre"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    mail_domains = models.CharField(
        _("mail domains"),
        max_length=300,
        blank=True,
        help_text=_("Separated by spaces. A new sender with such an address belongs to this organisation."),
    )
    note = models.TextField(_("note"), blank=True)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["sort_name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = fold(self.name)
        super().save(*args, **kwargs)

    def line(self) -> list[int]:
        """The ids of this one and of all that it is part of."""
        return line_up(self)

    @property
    def is_supplier(self) -> bool:
        return self.kind == self.Kind.SUPPLIER
