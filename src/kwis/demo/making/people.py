"""Everybody: those with a name of their own, the others from lists of names with a fixed seed, and people from outside."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from kwis.core.actors import KWIS
from kwis.core.wording import say
from kwis.demo.world import World
from kwis.demo.written import Background, Department, PersonEntry, PlaceEntry
from kwis.people.models import CustomerNote, Organisation, Person, PersonAddress, PersonNumber, TeamMembership
from kwis.people.naming import digits, fold

WRITTEN_IN = 2026  # the year for which days in the content were written


def make_people(world: World) -> None:
    for entry in world.content.people:
        world.named[entry.code] = _named(world, entry)
    for entry in world.content.people:
        if entry.manager:
            _manage(world.named[entry.code], world.named[entry.manager])
    _Crowd(world).make()
    _make_outsiders(world)
    for team in world.content.organisation.team:
        world.members[team.code] = [
            world.named[one.code] for one in world.content.people if one.team == team.code
        ]
    TeamMembership.objects.bulk_create(
        TeamMembership(team=world.teams[code], person=person)
        for code, people in world.members.items()
        for person in people
    )
    _make_notes(world)


def this_year(day: date, world: World) -> date:
    """A day of the content in the year that the demo is loaded, so that what runs on still does."""
    return day.replace(year=day.year + max(0, world.now.year - WRITTEN_IN))


def _named(world: World, entry: PersonEntry) -> Person:
    person = Person.objects.create(
        given_name=entry.given,
        prefix=entry.prefix,
        family_name=entry.family,
        function=entry.function,
        organisation=world.departments[entry.department],
        place=world.places[entry.place],
        language=entry.language,
        employee_number=str(100_000 + len(world.named)),
        since=world.began,
    )
    PersonAddress.objects.create(person=person, value=entry.email, primary=True, verified_at=world.began)
    for number in filter(None, (entry.mobile, entry.phone)):
        PersonNumber.objects.create(person=person, value=number)
    world.staff.append(person)
    return person


def _manage(person: Person, manager: Person) -> None:
    person.manager = manager
    person.save(update_fields=["manager"])


@dataclass
class _Crowd:
    """The people without a story of their own, spread over the departments by their share."""

    world: World
    dice: Random = field(init=False)
    taken: set[str] = field(default_factory=set)
    leads: dict[str, Person] = field(default_factory=dict)
    addresses: list[PersonAddress] = field(default_factory=list)
    numbers: list[PersonNumber] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = self.world.dice("people")
        self.taken = {entry.email for entry in self.world.content.people}

    def make(self) -> None:
        names = self.world.content.names
        departments = self.world.content.organisation.department
        wanted = names.total - len(self.world.named) - sum(len(one.people) for one in names.external)
        shares = sum(one.share for one in departments)
        for number, department in enumerate(departments):
            before = sum(one.share for one in departments[:number])
            amount = round(wanted * (before + department.share) / shares) - round(wanted * before / shares)
            self._people_of(department, amount)
        self._save()

    def _save(self) -> None:
        """Who leads first, from the top down, as others point at them."""
        crowd = [person for person in self.world.staff if person.pk is None]
        leading = {id(person) for person in self.leads.values()}
        for person in crowd:
            if id(person) in leading:
                person.manager_id = person.manager.pk if person.manager else None
                person.save()
        Person.objects.bulk_create(person for person in crowd if person.pk is None)
        for number in self.numbers:
            number.dialled = digits(number.value)
        PersonAddress.objects.bulk_create(self.addresses)
        PersonNumber.objects.bulk_create(self.numbers)

    def _people_of(self, department: Department, amount: int) -> None:
        titles = self.world.content.names.titles.get(department.code, [])
        lead = self._named_lead(department.code)
        above = self.leads.get(department.parent)
        if lead is not None:
            self.leads[department.code] = lead
        for number in range(amount):
            leads = lead is None and number == 0
            title = titles[0] if leads else self.dice.choice(titles[1:])
            person = self._person(
                department, title, above if leads else self.leads.get(department.code) or above
            )
            if leads:
                self.leads[department.code] = person

    def _named_lead(self, department: str) -> Person | None:
        """The named person whom others there have as their manager."""
        entries = {entry.code: entry for entry in self.world.content.people}
        managers = (one.manager for one in entries.values() if one.department == department and one.manager)
        found = next((code for code in managers if entries[code].department == department), None)
        return self.world.named[found] if found else None

    def _person(self, department: Department, title: str, manager: Person | None) -> Person:
        given, prefix, family = self._name()
        rooms = self._rooms(department.at)
        names = self.world.content.names
        number = len(self.world.staff)
        person = Person(
            given_name=given,
            prefix=prefix,
            family_name=family,
            function=title,
            organisation=self.world.departments[department.code],
            place=self.world.places[self.dice.choice(rooms)],
            manager=manager,
            employee_number=str(100_000 + number),
            language="en" if self.dice.random() < names.english_share else "nl",
            since=self.world.began,
        )
        person.put_name_together()
        self.addresses.append(
            PersonAddress(
                person=person,
                value=self._address(given, prefix, family),
                primary=True,
                verified_at=self.world.began,
            )
        )
        if self.dice.random() < names.mobile_share:
            self.numbers.append(PersonNumber(person=person, value=f"06 2555 {1000 + number:04}"))
        inside = 5000 + number
        self.numbers.append(PersonNumber(person=person, value=f"088 555 {inside // 100} {inside % 100:02}"))
        self.world.staff.append(person)
        return person

    def _name(self) -> tuple[str, str, str]:
        backgrounds = self.world.content.names.background
        background: Background = self.dice.choices(backgrounds, [one.weight for one in backgrounds])[0]
        prefix, family = self.dice.choice(background.family)
        return self.dice.choice(background.given), prefix, family

    def _address(self, given: str, prefix: str, family: str) -> str:
        """Like joost.vandam@…; a second Jan Jansen gets a figure."""
        domain = self.world.content.organisation.gemeente.mail_domain
        bare = "".join(
            c for c in fold(f"{given}.{prefix}{family}") if c.isascii() and (c.isalnum() or c in ".-")
        )
        figure = next(n for n in range(1, 100) if f"{bare}{n if n > 1 else ''}@{domain}" not in self.taken)
        address = f"{bare}{figure if figure > 1 else ''}@{domain}"
        self.taken.add(address)
        return address

    def _rooms(self, at: str) -> list[str]:
        """Offices at a place: on the floor, in the building, or the place itself."""
        entries = {entry.code: entry for entry in self.world.content.places}
        inside = [
            code
            for code, entry in entries.items()
            if entry.kind == "room" and at in _line(entry.code, entries)
        ]
        return [code for code in inside if entries[code].use == "office"] or inside or [at]


def _line(code: str, entries: dict[str, PlaceEntry]) -> set[str]:
    """The codes of a place and of all that it is in."""
    found = set()
    while code:
        found.add(code)
        code = entries[code].parent
    return found


def _make_outsiders(world: World) -> None:
    for number, group in enumerate(world.content.names.external, 1):
        organisation = Organisation.objects.create(
            code=f"buiten-{number}", name=group.organisation, kind=Organisation.Kind.EXTERNAL
        )
        for name in group.people:
            given, _space, family = name.partition(" ")
            person = Person.objects.create(
                given_name=given,
                family_name=family,
                organisation=organisation,
                external=True,
                since=world.began,
            )
            PersonAddress.objects.create(
                person=person, value=f"{fold(name).replace(' ', '.')}@post{number}.example", primary=True
            )
            world.outsiders.append(person)


def _make_notes(world: World) -> None:
    for note in world.content.organisation.note:
        person = world.named[note.person]
        CustomerNote.objects.create(
            person=person,
            text=say(note.text, person.language if person.language in note.text else "nl"),
            purpose=say(note.purpose, "nl"),
            until=this_year(note.until, world),
            by_name=KWIS.name,
        )
