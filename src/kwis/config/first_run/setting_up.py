"""Make an installation of nothing: the first administrator, a desk with its hours, teams and services."""

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction

from kwis.accounts import first_run, roles
from kwis.accounts.models import User
from kwis.agreements.models import WorkCalendar
from kwis.catalogue.models import Service, ServiceCategory
from kwis.channels.models import Counter
from kwis.config.first_run.starter import AREAS, COUNTER, SERVICES
from kwis.core.clock import now
from kwis.core.events import record
from kwis.people.models import Desk, Organisation, Person, PersonAddress, Team, TeamMembership
from kwis.people.naming import fold
from kwis.ui.events import ListChanged

LOCK = 0x6B776A31  # one set-up at a time


class SetUpAlready(Exception):
    """Somebody was first: there is a user now."""


@transaction.atomic
def set_up(wanted: Mapping[str, Any]) -> User:
    """All that a desk needs to take its first call. `wanted` is the cleaned data of `SetUpForm`.

    Of two at once one wins; the other gets `SetUpAlready` and nothing of it is kept.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if not first_run.is_needed():
        raise SetUpAlready
    roles.make_ready()
    user, person = _administrator(wanted)
    desk = _desk(wanted)
    teams = _teams(wanted, desk, person)
    _catalogue(wanted, desk, teams)
    record(ListChanged(list="desks", label=desk.name, action="added"), subject=desk, by=person.actor)
    first_run.forget()
    return user


def _administrator(wanted: Mapping[str, Any]) -> tuple[User, Person]:
    name = f"{wanted['given_name']} {wanted['family_name']}"
    user = User.objects.create_user(
        wanted["login_name"],
        wanted["password"],
        name=name,
        email=wanted["email"],
        language=wanted["language"],
    )
    roles.give(user, "administrator")
    organisation = Organisation.objects.create(
        name=wanted["organisation"], code=_code(wanted["organisation"], set())
    )
    person = Person.objects.create(
        user=user,
        given_name=wanted["given_name"],
        family_name=wanted["family_name"],
        language=wanted["language"],
        organisation=organisation,
    )
    PersonAddress.objects.create(person=person, value=wanted["email"], primary=True, verified_at=now())
    return user, person


def _desk(wanted: Mapping[str, Any]) -> Desk:
    desk = Desk.objects.create(
        code=_code(wanted["desk_name"], set())[:40],
        name=wanted["desk_name"],
        organisation_name=wanted["organisation"],
        phone=wanted["desk_phone"],
        email=wanted["desk_email"],
        is_default=True,
    )
    calendar = WorkCalendar.objects.create(
        code="standard",
        name=wanted["desk_name"],
        hours=wanted["hours"],
        country="nl" if wanted["holidays"] else "",
        is_default=True,
    )
    calendar.desks.add(desk)
    Counter.objects.create(desk=desk, name=COUNTER[wanted["language"]])
    return desk


def _teams(wanted: Mapping[str, Any], desk: Desk, person: Person) -> dict[str, Team]:
    """The back offices by the area that they serve. The administrator starts in the front office."""
    taken: set[str] = set()

    def make(name: str, role: str) -> Team:
        code = _code(name, taken)[:40]
        taken.add(code)
        return Team.objects.create(code=code, name=name, role=role, desk=desk)

    front = make(wanted["front_office"], Team.Role.FRONT_OFFICE)
    TeamMembership.objects.create(team=front, person=person)
    for name in wanted["more_teams"]:
        make(name, Team.Role.BACK_OFFICE)
    return {area: make(wanted[area], Team.Role.BACK_OFFICE) for area in AREAS if wanted[area]}


def _catalogue(wanted: Mapping[str, Any], desk: Desk, teams: Mapping[str, Team]) -> None:
    categories: dict[str, ServiceCategory] = {}
    for order, (code, area) in enumerate(AREAS.items(), start=1):
        categories[code] = ServiceCategory.objects.create(
            code=code, name=area.name, icon=area.icon, order=order
        )
    for starter in SERVICES:
        if starter.code in wanted["services"]:
            Service.objects.create(
                code=starter.code,
                category=categories[starter.area],
                kind=starter.kind,
                icon=starter.icon,
                name=starter.name,
                summary=starter.summary,
                synonyms=starter.synonyms,
                confidential=starter.confidential,
                popular=starter.popular,
                state=Service.State.PUBLISHED,
                desk=desk,
                team=teams.get(starter.area),
            )


def _code(name: str, taken: set[str]) -> str:
    """A code of the name's own letters, not one of `taken`."""
    plain = "-".join("".join(sign if sign.isalnum() else " " for sign in fold(name)).split())
    plain = plain.encode("ascii", "ignore").decode()[:34].strip("-") or "team"
    number = 1
    while (code := plain if number == 1 else f"{plain}-{number}") in taken:
        number += 1
    return code
