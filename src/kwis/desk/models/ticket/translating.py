"""Translation: from the customer's words to a kind and a service of the catalogue."""

from typing import Any

from kwis.catalogue.kinds import Kind
from kwis.catalogue.models import Service
from kwis.core.actors import Actor
from kwis.desk.events import FactChanged, TicketTranslated
from kwis.desk.models.complaint import ComplaintCase
from kwis.desk.models.ticket.placing import Placing


class Translating(Placing):
    class Meta:
        abstract = True

    def translate(self, *, service: Service | None, kind: str, by: Actor) -> None:
        """Say what this is. What a person says is a lesson for the matching (see `reactions.py`)."""
        with self.changing():
            changes: dict[str, tuple[str, Any]] = {}
            if service != self.service:
                changes["service"] = (str(self.service or ""), service)
            if kind != self.kind:
                changes["kind"] = (str(self.get_kind_display()), kind)
            for name, (old, value) in changes.items():
                setattr(self, name, value)
                label = str(self._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
                self.report(FactChanged(field=name, label=label, old=old, new=self._as_read(name)), by=by)
            if service is not None and service.confidential and not self.confidential:
                self.confidential = True
            self.keep("service", "kind", "confidential")
            if kind == Kind.COMPLAINT:
                ComplaintCase.of(self)
            if "service" in changes:
                self.restart_clocks()
            self.report(TicketTranslated(service=service.code if service else "", kind=kind), by=by)
