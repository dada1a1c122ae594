"""Who may see and order a service."""

from functools import cache
from typing import Any, ClassVar

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from kwis.core.wording import say
from kwis.people.models import Organisation, Person, Place, TeamMembership


class AudienceQuerySet(models.QuerySet["Audience"]):
    def keys_fitting(self, person: Person | None) -> list[int]:
        """Audiences that this person belongs to; None is a stranger, who has no department, site or team.

        In one statement by hand: the portal asks it with every page, and so does every call that comes in.
        """
        values = {
            "person": person.pk if person else None,
            "inside": person is not None and not person.external,
            "organisation": person.organisation_id if person else None,
            "place": person.place_id if person else None,
        }
        with connection.cursor() as cursor:
            cursor.execute(_fitting(), values)
            return [key for (key,) in cursor.fetchall()]


# a department or site stands for all that is part of it, so a person belongs to all that lie above theirs
_LINE = (
    "{name} (id, parent_id) AS (SELECT id, parent_id FROM {table} WHERE id = %({start})s::bigint"
    " UNION SELECT up.id, up.parent_id FROM {table} up JOIN {name} ON up.id = {name}.parent_id)"
)
_LIMIT = (
    "(NOT EXISTS (SELECT 1 FROM {table} WHERE audience_id = audience.id)"
    " OR EXISTS (SELECT 1 FROM {table} WHERE audience_id = audience.id AND {column} IN ({own})))"
)
_FITTING = (
    "WITH RECURSIVE {department}, {site} SELECT audience.id FROM {audience} audience"
    " WHERE (audience.externals OR %(inside)s) AND {organisations} AND {sites} AND {teams}"
    " AND (NOT audience.managers_only OR EXISTS"
    " (SELECT 1 FROM {people} staff WHERE staff.manager_id = %(person)s::bigint AND staff.active))"
)


@cache
def _fitting() -> str:
    teams = f"SELECT team_id FROM {TeamMembership._meta.db_table} WHERE person_id = %(person)s::bigint"  # noqa: S608 - our own table
    return _FITTING.format(
        audience=Audience._meta.db_table,
        people=Person._meta.db_table,
        department=_LINE.format(name="department", table=Organisation._meta.db_table, start="organisation"),
        site=_LINE.format(name="site", table=Place._meta.db_table, start="place"),
        organisations=_limit("organisations", "organisation_id", "SELECT id FROM department"),
        sites=_limit("sites", "place_id", "SELECT id FROM site"),
        teams=_limit("teams", "team_id", teams),
    )


def _limit(relation: str, column: str, own: str) -> str:
    table = getattr(Audience, relation).through._meta.db_table
    return _LIMIT.format(table=table, column=column, own=own)


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
