"""The verbs of who carries the order out: accept, plan, start, wait."""

from datetime import datetime

from django.utils.translation import gettext as _

from kwis.core.actors import Actor
from kwis.desk.workflow import NotNow
from kwis.dispatch.events import OrderMoved
from kwis.dispatch.models.order.facts import OrderFacts
from kwis.people.models import Person


class Moving(OrderFacts):
    class Meta:
        abstract = True

    def accept(self, *, by: Actor, person: Person | None = None) -> None:
        """Take the order; with a person it is theirs from now on. Taking over a running order only changes the person."""
        with self.changing():
            self._must_be_released()
            if self.state == "set_out":
                self.step_to("accept")
            self.person = person or self.person
            self.keep("state", "person")
            self._tell(by, self.person.name if self.person else "")

    def plan_for(
        self, start: datetime, until: datetime | None = None, *, by: Actor, person: Person | None = None
    ) -> None:
        """Say when it will be done."""
        with self.changing():
            self._must_be_released()
            self.step_to("plan")
            self.planned_from, self.planned_until = start, until
            self.person = person or self.person
            self.keep("state", "planned_from", "planned_until", "person")
            self._tell(by, planned=start.isoformat())

    def start(self, *, by: Actor, person: Person | None = None) -> None:
        with self.changing():
            self._must_be_released()
            self.step_to("start")
            self.person = person or self.person
            self.wait_reason = ""
            self.keep("state", "person", "wait_reason")
            self._tell(by)

    def wait(self, reason: str, *, by: Actor) -> None:
        with self.changing():
            self._must_be_released()
            if not reason.strip():
                raise NotNow(_("Say what the work waits for."))
            self.step_to("wait")
            self.wait_reason = reason.strip()[:300]
            self.keep("state", "wait_reason")
            self._tell(by, self.wait_reason)

    def _must_be_released(self) -> None:
        if self.released_at is None:
            raise NotNow(_("This work order still waits for another one."))

    def _tell(self, by: Actor, detail: str = "", planned: str = "") -> None:
        told = OrderMoved(
            number=self.number, title=self.title, state=self.state, detail=detail, planned=planned
        )
        self.report(told, by=by)
