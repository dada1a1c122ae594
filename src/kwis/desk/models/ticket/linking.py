"""Who watches along, and which calls belong together."""

from django.utils.translation import gettext as _

from kwis.core.actors import Actor
from kwis.desk.events import TicketLinked, WatcherAdded
from kwis.desk.models.link import TicketLink, Watcher
from kwis.desk.models.ticket.closing import Closing
from kwis.desk.workflow import NotNow
from kwis.people.models import Person


class Linking(Closing):
    class Meta:
        abstract = True

    def add_watcher(self, person: Person, *, by: Actor) -> None:
        """The person sees the public side and gets its letters. On a confidential call only the desk adds people.

        Raises `NotNow` for whom a complaint is about, without saying so: the customer reads it too.
        """
        with self.changing():
            if self.about_id == person.pk:
                raise NotNow(_("This person cannot watch this call."))
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
