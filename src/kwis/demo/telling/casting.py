"""Who calls, from where, and who at the desk takes it."""

from kwis.demo.telling.call import Call
from kwis.demo.telling.choosing import Chosen
from kwis.demo.world import World
from kwis.demo.written import Story
from kwis.people.models import Desk, Person, Place

# people with a name of their own are met more often; Annemiek, whose portal the demo shows, most
NAMED_WEIGHT = 5
OFTEN = {"annemiek-de-boer": 25}
DEPOT, DEPOT_SITE, AT_DEPOT = "werf", "werf-noord", 0.6
DEPOT_CHANNELS = frozenset({"phone", "counter"})
AT_OWN_DESK = 0.7
OFTEN_ON_DUTY = {"joost-van-dam": 2}


class Casting:
    def __init__(self, world: World) -> None:
        self.world = world
        self._agents = {
            person.pk for code in world.members for person in world.members[code] if world.teams[code].desk_id
        }
        self._fitting: dict[tuple[str, str], tuple[list[Person], list[int]]] = {}
        self._rooms = self._numbered_rooms()
        self._codes = {person.pk: code for code, person in world.named.items()}
        self._departments = {row.pk: row for row in world.departments.values()}

    def cast(self, chosen: Chosen) -> Call:
        customer = self._customer(chosen)
        desk = self._desk(chosen, customer)
        return Call(
            world=self.world,
            chosen=chosen,
            customer=customer,
            place=self._place(chosen, customer),
            desk=desk,
            agent=self._agent(chosen, desk),
            colleagues=self._agents_of(desk),
            last_moment=chosen.moment,
        )

    def _customer(self, chosen: Chosen) -> Person:
        story = chosen.story
        dice = self.world.dice(story.code, chosen.number, "customer")
        if story.by_name:
            return self.world.called(story.by_name)
        if story.outside:
            return dice.choice(self.world.outsiders)
        people, weights = self._people_for(story)
        return dice.choices(people, weights)[0]

    def _people_for(self, story: Story) -> tuple[list[Person], list[int]]:
        site = story.place if story.place in self.world.places and "/" not in story.place else ""
        audience = self._audience(story)
        key = audience, f"{site} {story.language}"
        if key not in self._fitting:
            people = [
                one
                for one in self.world.staff
                if one.pk not in self._agents and self._fits(one, audience, site)
            ]
            # who writes English is met in English stories only, and the other way round
            speaking = [one for one in people if one.language == story.language] or people
            weights = [
                OFTEN.get(code, NAMED_WEIGHT) if (code := self._codes.get(one.pk)) else 1 for one in speaking
            ]
            self._fitting[key] = speaking, weights
        return self._fitting[key]

    def _audience(self, story: Story) -> str:
        service = self.world.services.get(story.service)
        return service.audience.code if service is not None and service.audience is not None else ""

    def _fits(self, person: Person, audience: str, site: str) -> bool:
        if site and (person.place is None or (person.place.site or person.place).path != site):
            return False
        found = next((one for one in self.world.content.audiences if one.code == audience), None)
        if found is None:
            return True
        if found.managers_only and person.pk not in self._managers:
            return False
        return not found.organisations or bool(set(found.organisations) & self._line(person))

    @property
    def _managers(self) -> set[int]:
        return {person.manager_id for person in self.world.staff if person.manager_id}

    def _line(self, person: Person) -> set[str]:
        found = set()
        above = person.organisation
        while above is not None:
            found.add(above.code)
            above = self._departments.get(above.parent_id) if above.parent_id else None
        return found

    def _place(self, chosen: Chosen, customer: Person) -> Place:
        story = chosen.story
        if "/" in story.place:
            return self.world.places[story.place]
        dice = self.world.dice(story.code, chosen.number, "place")
        own = customer.place
        near = own in self._rooms["any"]
        if (
            own is not None
            and near
            and story.place in ("any", self._site(own))
            and dice.random() < AT_OWN_DESK
        ):
            return own
        site = story.place if story.place != "any" else self._site(own) if own else "stadskantoor"
        return dice.choice(self._rooms[site])

    def _site(self, place: Place) -> str:
        return (place.site or place).path

    def _numbered_rooms(self) -> dict[str, list[Place]]:
        """Rooms that have a number, per site; all of them under `any`."""
        rooms: dict[str, list[Place]] = {"any": []}
        for place in self.world.places.values():
            if place.kind == Place.Kind.ROOM and any(c.isdigit() for c in place.name):
                rooms["any"].append(place)
                rooms.setdefault(self._site(place), []).append(place)
        return rooms

    def _desk(self, chosen: Chosen, customer: Person) -> Desk:
        near = customer.place is not None and self._site(customer.place) == DEPOT_SITE
        dice = self.world.dice(chosen.story.code, chosen.number, "desk")
        if (
            near
            and chosen.channel in DEPOT_CHANNELS
            and not chosen.story.confidential
            and dice.random() < AT_DEPOT
        ):
            return self.world.desks[DEPOT]
        return next(iter(self.world.desks.values()))

    def _agents_of(self, desk: Desk) -> list[Person]:
        return [
            person
            for code, team in self.world.teams.items()
            if team.desk_id == desk.pk
            for person in self.world.members[code]
        ]

    def _agent(self, chosen: Chosen, desk: Desk) -> Person:
        """Anyone on duty who is not spoken of in the story: nobody passes a call on to themselves."""
        spoken = " ".join(str(step.text) for step in chosen.story.steps if step.do == "pass_on")
        free = [one for one in self._agents_of(desk) if one.given_name not in spoken]
        weights = [OFTEN_ON_DUTY.get(self._codes[one.pk], 1) for one in free]
        return self.world.dice(chosen.story.code, chosen.number, "agent").choices(free, weights)[0]
