"""The demo's organisation, with more customers the more calls there are, and the log-ins that measure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bench.log_ins import AGENT, CUSTOMER, PASSWORD, SPECIALIST, keys_file
from kwis.accounts import roles
from kwis.accounts.models import User
from kwis.accounts.models.role import Scope
from kwis.api.models import ApiToken
from kwis.api.models import Scope as Allowed
from kwis.catalogue.models import Service
from kwis.demo.contents import Content
from kwis.demo.making.organisation import make_organisation
from kwis.people.models import Desk, Organisation, Person, PersonAddress, Place, Team, TeamMembership

CALLS_A_PERSON = 20
AGENTS = 40
KEYS = 40  # one key may ask so often a minute only


@dataclass(frozen=True)
class Cast:
    desk: Desk
    customers: list[Person]
    agents: list[Person]
    services: list[Service]
    teams: list[Team]
    suppliers: list[Organisation]
    places: list[Place]


def make_people(content: Content, moment: datetime, count: int) -> Cast:
    """The first agent and the first customer are those that log in."""
    world = make_organisation(content, moment)
    desk = world.desks["servicepunt"]
    agents = _agents(desk, count)
    customers = [_somebody("customer", 0), *world.staff, *_crowd(count // CALLS_A_PERSON - len(world.staff))]
    _log_in(CUSTOMER, customers[0], "customer")
    back_office = list(Team.objects.filter(role=Team.Role.BACK_OFFICE).order_by("id"))
    specialist = _somebody("specialist", 0)
    TeamMembership.objects.create(team=back_office[0], person=specialist)
    _log_in(SPECIALIST, specialist, "specialist")
    return Cast(
        desk=desk,
        customers=list(
            Person.objects.filter(pk__in=[c.pk for c in customers])
            .select_related("organisation")
            .order_by("id")
        ),
        agents=agents,
        services=list(Service.objects.order_by("id")),
        teams=back_office,
        suppliers=list(Organisation.objects.filter(kind=Organisation.Kind.SUPPLIER).order_by("id")),
        places=list(Place.objects.filter(kind=Place.Kind.ROOM).order_by("id")),
    )


def _agents(desk: Desk, count: int) -> list[Person]:
    front = Team.objects.get(role=Team.Role.FRONT_OFFICE, desk=desk)
    agents = [_somebody("agent", number) for number in range(AGENTS)]
    TeamMembership.objects.bulk_create([TeamMembership(team=front, person=agent) for agent in agents])
    user = _log_in(AGENT, agents[0], "agent")
    secrets = [
        ApiToken.issue(
            name=f"bench {number}",
            user=user,
            scopes=list(Allowed.values),
            expires_at=agents[0].since + timedelta(days=999),
        )[1]
        for number in range(KEYS)
    ]
    keys_file(count).write_text("\n".join(secrets))
    return agents


def _somebody(what: str, number: int) -> Person:
    person = Person.objects.create(
        given_name=f"{what.title()}{number}", family_name="Meter", organisation=Organisation.objects.first()
    )
    PersonAddress.objects.create(person=person, value=f"{what}{number}@bench.example", primary=True)
    return person


def _crowd(count: int) -> list[Person]:
    dice = Random(2)  # noqa: S311 - dice, not a secret
    departments = list(Organisation.objects.filter(kind=Organisation.Kind.INTERNAL))
    places = list(Place.objects.filter(kind=Place.Kind.ROOM))
    given, family = (
        ("Sanne", "Daan", "Noor", "Lucas", "Fatima", "Ruben", "Iris", "Bram"),
        ("Jansen", "Visser", "Smit", "Meijer", "Mulder"),
    )
    people = [
        Person(
            given_name=dice.choice(given),
            family_name=f"{dice.choice(family)} {number}",
            organisation=dice.choice(departments),
            place=dice.choice(places),
        )
        for number in range(max(count, 0))
    ]
    for person in people:
        person.put_name_together()
    made = Person.objects.bulk_create(people, batch_size=5000)
    PersonAddress.objects.bulk_create(
        [
            PersonAddress(person=person, value=f"p{number}@bench.example", primary=True)
            for number, person in enumerate(made)
        ],
        batch_size=5000,
    )
    return made


def _log_in(name: str, person: Person, role: str) -> User:
    user = User.objects.create_user(name, PASSWORD, name=person.name)
    person.user = user
    person.save(update_fields=["user"])
    roles.give(user, role, Scope.everywhere())
    return user
