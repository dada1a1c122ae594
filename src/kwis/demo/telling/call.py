"""One call that is being told: who is in it, how far it is, and its words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from django.utils import translation

from kwis.catalogue.models import Service
from kwis.core.actors import Actor
from kwis.demo.reading import ContentError
from kwis.demo.telling.choosing import Chosen
from kwis.demo.world import World
from kwis.demo.written import Story, StoryStep, Varied
from kwis.desk.models import Ticket
from kwis.dispatch.models import WorkOrder
from kwis.people.models import Desk, Person, Place
from kwis.ui.moments import before


@dataclass
class Call:
    """`steps_done` counts the steps told; `orders` are the story's orders in the order of their numbers.

    `understood` is what Kwis makes of the words of a call that nobody types in: the service, if any, and the kind.
    """

    world: World
    chosen: Chosen
    customer: Person
    place: Place
    desk: Desk
    agent: Person
    colleagues: list[Person]
    last_moment: datetime
    steps_done: int = 0
    orders: list[WorkOrder] = field(default_factory=list)
    keyed: dict[str, int] = field(default_factory=dict)
    promised: datetime | None = None
    understood: tuple[Service | None, str] = (None, "")
    _ticket: Ticket | None = None

    @property
    def story(self) -> Story:
        return self.chosen.story

    @property
    def ticket(self) -> Ticket:
        assert self._ticket is not None, "the call has not come in yet"
        return self._ticket

    @ticket.setter
    def ticket(self, ticket: Ticket) -> None:
        self._ticket = ticket

    @property
    def came_in(self) -> bool:
        return self._ticket is not None

    @property
    def next_step(self) -> StoryStep | None:
        steps = self.story.steps
        return steps[self.steps_done] if self.steps_done < len(steps) else None

    def dice(self, *about: object) -> Random:
        return self.world.dice(self.story.code, self.chosen.number, *about)

    def say(self, text: Varied) -> str:
        """The variant of this telling, with its words filled in."""
        words = text if isinstance(text, str) else text[self.chosen.number % len(text)]
        if "{" not in words:
            return words.strip()
        for name, value in self._values().items():
            words = words.replace("{" + name + "}", value)
        return words.strip()

    def _values(self) -> dict[str, str]:
        site = self.place.site or self.place
        return {
            "first_name": self.customer.given_name,
            "room": self.place.name,
            "site": site.name,
            "owner": self.agent.given_name,
            "promise": self._promise_in_words(),
        }

    def _promise_in_words(self) -> str:
        if self.promised is None:
            return ""
        with translation.override(self.story.language):
            return before(self.promised)

    def voice_of(self, order: WorkOrder) -> tuple[Actor, Person | None]:
        """Who speaks for the team or supplier that has the order: the same person all along."""
        if order.team is None:
            assert order.supplier is not None
            return self.world.voices[order.supplier.code], None
        members = self.world.members[order.team.code]
        person = order.person or self.dice(order.team.code).choice(members)
        return person.actor, person

    @contextmanager
    def blamed(self) -> Iterator[None]:
        """An error names the story and the step that it is in."""
        try:
            yield
        except ValueError as error:
            step = self.next_step if self.came_in else None
            where = f"step {self.steps_done + 1} ({step.do})" if step else "coming in"
            raise ContentError(
                f"story {self.story.code}, telling {self.chosen.number + 1}, {where}: {error}"
            ) from error
