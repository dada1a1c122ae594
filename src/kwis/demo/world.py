"""Everything of the demo organisation by its code, as the rows that were made."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from random import Random

from kwis.agreements import worktime
from kwis.catalogue.models import Audience, IntakeForm, Service
from kwis.core.actors import Actor
from kwis.demo.contents import Content
from kwis.dispatch.models import PlanStep
from kwis.people.models import Desk, Organisation, Person, Place, Team


@dataclass
class World:
    """Filled by `making/`, read by `telling/`. `began` is the first day of the year, `now` its end."""

    content: Content
    began: datetime
    now: datetime
    departments: dict[str, Organisation] = field(default_factory=dict)
    suppliers: dict[str, Organisation] = field(default_factory=dict)
    # who speaks for a supplier
    voices: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    desks: dict[str, Desk] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    members: dict[str, list[Person]] = field(default_factory=dict)
    # everybody with a name of their own by code, and all people
    named: dict[str, Person] = field(default_factory=dict)
    staff: list[Person] = field(default_factory=list)
    outsiders: list[Person] = field(default_factory=list)
    audiences: dict[str, Audience] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    forms: dict[str, IntakeForm] = field(default_factory=dict)
    plan_steps: dict[str, list[PlanStep]] = field(default_factory=dict)
    calendar: worktime.Calendar | None = None

    @property
    def hours(self) -> worktime.Calendar:
        assert self.calendar is not None
        return self.calendar

    @cached_property
    def work_of_itself(self) -> set[int]:
        """The services whose plan or triage may begin without anyone setting it out."""
        return {
            service.pk
            for code, service in self.services.items()
            if code in self.plan_steps or service.start == Service.Start.TRIAGE
        }

    @cached_property
    def teams_by_key(self) -> dict[int, Team]:
        return {team.pk: team for team in self.teams.values()}

    @cached_property
    def suppliers_by_key(self) -> dict[int, Organisation]:
        return {supplier.pk: supplier for supplier in self.suppliers.values()}

    @property
    def seed(self) -> int:
        return self.content.names.seed

    def dice(self, *about: object) -> Random:
        """The same throws for the same subject, whatever else is told."""
        return Random(f"{self.seed} {' '.join(map(str, about))}")

    def called(self, name: str) -> Person:
        """The person with exactly this name."""
        return next(person for person in self.named.values() if person.name == name)
