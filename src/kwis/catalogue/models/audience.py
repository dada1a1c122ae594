"""Who may see and order a service."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kwis.core.wording import say
from kwis.people.models import Person


class AudienceQuerySet(models.QuerySet["Audience"]):
    def fitting(self, person: Person | None) -> "AudienceQuerySet":
        """Audiences that this person belongs to; None is a stranger, who has no department, site or team."""
        inside = person is not None and not person.external
        found = self if inside else self.filter(externals=True)
        if person is None or not person.staff.filter(active=True).exists():
            found = found.filter(managers_only=False)
        organisation = person.organisation if person else None
        place = person.place if person else None
        return (
            found.filter(_empty_or_has("organisations", organisation.line() if organisation else []))
            .filter(_empty_or_has("sites", place.line() if place else []))
            .filter(
                _empty_or_has(
                    "teams", list(person.memberships.values_list("team", flat=True)) if person else []
                )
            )
        )


def _empty_or_has(name: str, keys: list[int]) -> Q:
    through = getattr(Audience, name).through
    column = {"organisations": "organisation", "sites": "place", "teams": "team"}[name]
    rows = through.objects.filter(audience=OuterRef("pk"))
    return ~Q(Exists(rows)) | Q(Exists(rows.filter(**{f"{column}__in": keys})))


class Audience(models.Model):
    """Empty lists mean no limit of that sort; a person has to fit every list that is filled.

    A department or site in a list stands for all that is part of it. An audience that is no longer in use is not
    offered for choice any more; services that have it keep its limits.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.JSONField(_("name"), default=dict)
    organisations: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "people.Organisation", blank=True, related_name="+", verbose_name=_("departments")
    )
    sites: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "people.Place", blank=True, related_name="+", verbose_name=_("sites")
    )
    teams: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "people.Team", blank=True, related_name="+", verbose_name=_("teams")
    )
    managers_only = models.BooleanField(_("only people who manage others"), default=False)
    externals = models.BooleanField(_("also people from outside"), default=False)
    active = models.BooleanField(_("in use"), default=True)

    objects = AudienceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    def __str__(self) -> str:
        return say(self.name) or self.code
