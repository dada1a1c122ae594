"""Translation: from the customer's words to a kind and a service of the catalogue."""

from kwis.catalogue.kinds import Kind
from kwis.catalogue.models import Service
from kwis.core.actors import Actor
from kwis.desk.events import FactChanged, TicketTranslated
from kwis.desk.models.complaint import ComplaintCase
from kwis.desk.models.ticket.confiding import Confiding


class Translating(Confiding):
    class Meta:
        abstract = True

    def translate(self, *, service: Service | None, kind: str, by: Actor) -> None:
        """Say what this is. What a person says is a lesson for the matching (see `reactions.py`)."""
        with self.changing():
            said = {"service": service, "kind": kind}
            changes = {name: value for name, value in said.items() if value != getattr(self, name)}
            for name, value in changes.items():
                old = self._as_kept(name)
                setattr(self, name, value)
                self.report(FactChanged(field=name, old=old, new=self._as_kept(name)), by=by)
            self.keep("service", "kind")
            if service is not None and service.confidential:
                self.set_fact("confidential", True, by=by)
            if kind == Kind.COMPLAINT:
                ComplaintCase.of(self)
            if changes:
                self.restart_clocks()
            self.report(TicketTranslated(service=service.code if service else "", kind=kind), by=by)
