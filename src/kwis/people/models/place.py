"""Sites, buildings, floors and rooms, as a tree."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.people.naming import fold
from kwis.people.tree import line_up


class Place(models.Model):
    """`path` is the full code, such as `stadskantoor/2.08`; `label` is how people say it."""

    class Kind(models.TextChoices):
        SITE = "site", _("Site")
        BUILDING = "building", _("Building")
        FLOOR = "floor", _("Floor")
        ROOM = "room", _("Room")

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    site = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    path = models.CharField(_("code"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=120)
    label = models.CharField(max_length=250, editable=False)
    sort_name = models.CharField(max_length=250, editable=False)
    address = models.CharField(_("address"), max_length=250, blank=True)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["sort_name"]
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        parent = self.parent
        self.site = None if parent is None else (parent.site or parent)
        # a floor says nothing that the room's number does not say already
        self.label = self.name if self.site is None else f"{self.site.name}, {self.name}"
        self.sort_name = fold(self.label)
        super().save(*args, **kwargs)

    def line(self) -> list[int]:
        """The ids of this one and of all that it is part of."""
        return line_up(self)

    def name_below(self) -> None:
        """Rooms are called after their site: give all that is part of this place its label anew."""
        for child in self.children.select_related("parent__site"):
            was = (child.label, child.site_id)
            child.save()
            if (child.label, child.site_id) != was:
                child.name_below()
