"""Is this service for this person, and why not? The same limits as `Service.for_person`, told one by one."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kwis.catalogue.models import Audience, Service
from kwis.people.models import Person


@dataclass(frozen=True)
class Limit:
    """One limit in words, and whether the person fits it."""

    words: str
    fits: bool


def sees(service: Service, person: Person) -> bool:
    return Service.objects.for_person(person).filter(pk=service.pk).exists()


def limits(service: Service, person: Person) -> list[Limit]:
    """Every limit that the service has, in the order in which people can mend them."""
    found = [Limit(_("The service is published"), service.state == Service.State.PUBLISHED)]
    audience = service.audience
    if audience is None:
        return [*found, Limit(_("The person is from inside"), not person.external)]
    if not audience.externals:
        found.append(Limit(_("The person is from inside"), not person.external))
    if audience.managers_only:
        found.append(Limit(_("The person manages others"), person.staff.filter(active=True).exists()))
    return found + _lists(audience, person)


def _lists(audience: Audience, person: Person) -> list[Limit]:
    organisations = audience.organisations.all()
    sites = audience.sites.all()
    teams = audience.teams.all()
    line = person.organisation.line() if person.organisation else []
    places = person.place.line() if person.place else []
    found = []
    if organisations:
        words = _("The person's department is part of: %(names)s") % {"names": _names(organisations)}
        found.append(Limit(words, any(one.pk in line for one in organisations)))
    if sites:
        words = _("The person works at: %(names)s") % {"names": _names(sites)}
        found.append(Limit(words, any(one.pk in places for one in sites)))
    if teams:
        held = set(person.memberships.values_list("team", flat=True))
        words = _("The person is in the team: %(names)s") % {"names": _names(teams)}
        found.append(Limit(words, any(one.pk in held for one in teams)))
    return found


def _names(rows: object) -> str:
    return ", ".join(str(row) for row in rows)  # type: ignore[attr-defined]
