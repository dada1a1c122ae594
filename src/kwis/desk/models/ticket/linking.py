"""Who watches along, and which calls belong together."""

from typing import TYPE_CHECKING

from kwis.core.actors import Actor
from kwis.desk.events import TicketLinked, WatcherAdded
from kwis.desk.models.link import TicketLink, Watcher
from kwis.desk.models.ticket.closing import Closing
from kwis.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Linking(Closing):
    class Meta:
        abstract = True

    watchers: "RelatedManager[Watcher]"

    def add_watcher(self, person: Person, *, by: Actor) -> None:
        """The person sees the public side and gets its letters. On a confidential call only the desk adds people."""
        with self.changing():
            _row, created = Watcher.objects.get_or_create(ticket_id=self.pk, person=person)
            if created:
                self.report(WatcherAdded(name=person.name), by=by, public=True)

    def link_to(self, other: "Linking", kind: str, *, by: Actor) -> None:
        with self.changing():
            _row, created = TicketLink.objects.get_or_create(
                ticket_id=self.pk, other_id=other.pk, defaults={"kind": kind}
            )
            if created:
                self.report(TicketLinked(number=other.number, kind=kind), by=by)
