"""The cast of the tests: who is who, and what each may do. Tests name them, so that a refusal reads like a story."""

from dataclasses import dataclass

from kwis.accounts.models import User
from kwis.accounts.models.role import Scope
from kwis.accounts.roles import give
from kwis.catalogue.models import Service, ServiceCategory
from kwis.people.models import (
    Desk,
    Organisation,
    Person,
    PersonAddress,
    PersonNumber,
    Place,
    Team,
    TeamMembership,
)


@dataclass(frozen=True)
class Cast:
    """A small municipality with one desk, two back offices that matter, a supplier and people around them."""

    desk: Desk
    front_office: Team
    workplace: Team
    hr: Team
    supplier: Organisation
    site: Place
    room: Place
    department: Organisation
    printing: Service
    hr_talk: Service
    # desk agents: see the whole book of the desk, take, answer, set out
    anna: Person
    bo: Person
    # leads the desk: sees confidential calls too
    ineke: Person
    # specialists: see only calls in which their own team has work
    wim: Person  # workplace team (IT)
    hanna: Person  # HR
    # customers: see their own calls in the portal, nothing of the workplace
    carla: Person
    dirk: Person
    # administrator: every right
    admin: Person


def person(
    given: str, family: str, *, role: str = "", scope: Scope | None = None, **fields: object
) -> Person:
    """Somebody with a log-in (their first name), an address and, where given, a role."""
    user = User.objects.create_user(
        given.lower(), "kwis-test-1", name=f"{given} {family}", email=f"{given.lower()}@example.org"
    )
    who = Person.objects.create(user=user, given_name=given, family_name=family, **fields)
    PersonAddress.objects.create(person=who, value=f"{given.lower()}@example.org", primary=True)
    if role:
        give(user, role, scope)
    return who


def make_cast() -> Cast:
    desk = Desk.objects.create(code="servicepunt", name="Servicepunt", is_default=True, phone="4400")
    site = Place.objects.create(kind="site", path="stadhuis", name="Stadhuis")
    room = Place.objects.create(kind="room", path="stadhuis/2.08", name="2.08", parent=site)
    department = Organisation.objects.create(code="burgerzaken", name="Burgerzaken", cost_centre="4100")
    supplier = Organisation.objects.create(
        code="printfix", name="Printfix", kind="supplier", email="planning@printfix.example"
    )
    front_office = Team.objects.create(code="balie", name="Servicepunt", role="front_office", desk=desk)
    workplace = Team.objects.create(code="werkplek", name="Werkplekbeheer", department="ict")
    hr = Team.objects.create(code="hr", name="HR-advies", department="hr")
    category = ServiceCategory.objects.create(code="ict", name={"nl": "ICT", "en": "IT"})
    printing = Service.objects.create(
        code="printen",
        category=category,
        kind="fault",
        state="published",
        team=workplace,
        name={"nl": "Printen", "en": "Printing"},
        synonyms={"nl": ["printer", "toner", "afdrukken"], "en": ["printer"]},
    )
    hr_talk = Service.objects.create(
        code="gesprek-hr",
        category=category,
        kind="wish",
        state="published",
        team=hr,
        confidential=True,
        name={"nl": "Vertrouwelijk gesprek met HR", "en": "Confidential talk with HR"},
    )
    cast = Cast(
        desk=desk,
        front_office=front_office,
        workplace=workplace,
        hr=hr,
        supplier=supplier,
        site=site,
        room=room,
        department=department,
        printing=printing,
        hr_talk=hr_talk,
        anna=person("Anna", "Aarts", role="agent"),
        bo=person("Bo", "Bakker", role="agent"),
        ineke=person("Ineke", "Ince", role="manager"),
        wim=person("Wim", "Wagenaar", role="specialist"),
        hanna=person("Hanna", "Haddad", role="specialist"),
        carla=person("Carla", "Çelik", role="customer", organisation=department, place=room),
        dirk=person("Dirk", "Dijk", role="customer", organisation=department),
        admin=person("Ada", "Adan", role="administrator"),
    )
    PersonNumber.objects.create(person=cast.carla, value="06 1234 5678")
    for team, members in (
        (front_office, (cast.anna, cast.bo, cast.ineke)),
        (workplace, (cast.wim,)),
        (hr, (cast.hanna,)),
    ):
        for member in members:
            TeamMembership.objects.create(team=team, person=member)
    return cast
