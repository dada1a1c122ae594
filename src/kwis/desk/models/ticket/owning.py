"""Ownership: the desk answers for the call from the first word to the last."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.desk.events import TicketTaken
from kwis.desk.models.ticket.conversing import Conversing
from kwis.desk.workflow import NotNow, may
from kwis.people.models import Person


class Owning(Conversing):
    owner = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="owned_tickets",
        verbose_name=_("owner"),
    )
    owned_since = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def take(self, person: Person, *, by: Actor | None = None, word: str = "") -> None:
        """Become the owner, or pass it on to a colleague of the desk with a word."""
        with self.changing():
            if self.owner_id == person.pk:
                return
            if not person.teams.filter(role="front_office", active=True).exists():
                raise NotNow(_("%(name)s does not work at a service desk.") % {"name": person.name})
            old = self.owner.name if self.owner else ""
            self.owner, self.owned_since = person, now()
            if may("take", self.status):
                self.step("take")
            self.keep("owner", "owned_since", "status")
            self.report(TicketTaken(owner=person.name, old=old, word=word), by=by or person.actor)
