"""The path of a complaint: the customer is heard, the desk decides and tells them, and what is founded is made good.

Whom it is about sees nothing of it from the moment that they are named, whatever else they may see (see `visibility`).
"""

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kwis.catalogue.kinds import Kind
from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.core.notices import take_back
from kwis.desk.events import ComplaintAboutNamed, ComplaintDecided, ComplaintHeard
from kwis.desk.models.complaint import ComplaintCase
from kwis.desk.models.link import Watcher
from kwis.desk.models.ticket.translating import Translating
from kwis.desk.workflow import UNFINISHED, NotNow
from kwis.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Complaining(Translating):
    about = models.ForeignKey(
        "people.Person",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        # few calls have one: see the index on the call
        db_index=False,
        verbose_name=gettext_lazy("whom it is about"),
    )

    class Meta:
        abstract = True

    watchers: "RelatedManager[Watcher]"

    @property
    def complaint_case(self) -> ComplaintCase | None:
        """How far the complaint is; None for a call that is none."""
        if self.kind != Kind.COMPLAINT:
            return None
        return ComplaintCase.objects.filter(ticket_id=self.pk).first()

    def name_about(self, person: Person | None, *, by: Actor) -> None:
        """Say whom the complaint is about, or (None) that it is about nobody in particular.

        From now on that person sees nothing of the call. They do not watch it, and when it was theirs it has no owner
        until a colleague takes it. Raises `NotNow` for a call that is no complaint, and for the customer's own name.
        """
        with self.changing():
            if (person.pk if person else None) == self.about_id:
                return
            if person is not None and self.kind != Kind.COMPLAINT:
                raise NotNow(_("This call is not a complaint."))
            if person is not None and person.pk == self.customer_id:
                raise NotNow(_("This is the customer. Choose the person whom they complain about."))
            self.about = person
            leaves = person is not None and self.owner_id == person.pk
            if leaves:
                self.owner = self.owned_since = None
            self.keep("about", "owner", "owned_since")
            if person is not None:
                self._take_out_of_sight(person)
            self.report(ComplaintAboutNamed(named=person is not None, owner_left=leaves), by=by)

    def take(self, person: Person, *, by: Actor | None = None, word: str = "") -> None:
        """As before; raises `NotNow` also for whom the complaint is about."""
        with self.changing():
            if self.about_id == person.pk:
                raise NotNow(_("This complaint is about %(name)s.") % {"name": person.name})
            super().take(person, by=by, word=word)

    def _take_out_of_sight(self, person: Person) -> None:
        self.watchers.filter(person=person).delete()
        if person.user_id is not None:
            take_back(person.user_id, reverse("desk:ticket", args=[self.number]))

    def hear_complaint(self, text: str, *, author: Person) -> None:
        """Write down what the customer said when the desk called or met them; that stays inside.

        Raises `NotNow` for a call that is no complaint or is closed, without words, and when they were heard already.
        """
        with self.changing():
            case = self._complaint_to_settle()
            if not case.may_be_heard:
                raise NotNow(_("The customer was heard already. Write what they add in a note."))
            if not text.strip():
                raise NotNow(_("Write down what the customer told."))
            case.heard_at = now()
            case.save(update_fields=["heard_at"])
            self.report(ComplaintHeard(), by=author.actor, public=True)
            self.note(text, author=author)

    def decide_complaint(self, *, founded: bool, text: str, author: Person) -> None:
        """Say whether the complaint is founded, and tell the customer so in these words.

        Raises `NotNow` as hearing does, and for a customer who was not heard.
        """
        with self.changing():
            case = self._complaint_to_settle()
            if case.heard_at is None:
                raise NotNow(_("Hear the customer first."))
            if not case.may_be_decided:
                raise NotNow(_("This complaint was decided already."))
            if not text.strip():
                raise NotNow(_("Tell the customer in a few words what was decided, and why."))
            case.decided_at, case.founded, case.text, case.made_good_at = now(), founded, text.strip(), None
            case.save(update_fields=["decided_at", "founded", "text", "made_good_at"])
            self.report(ComplaintDecided(founded=founded), by=author.actor, public=True)
            self.answer(text, author=author)

    def make_complaint_good(self) -> bool:
        """A founded complaint was made good; False when there is nothing to make good (any more)."""
        founded = ComplaintCase.objects.filter(ticket_id=self.pk, founded=True, made_good_at__isnull=True)
        return founded.update(made_good_at=now()) > 0

    def obstacles_of_complaint(self) -> list[str]:
        """Why a complaint cannot be solved yet; it can always be withdrawn."""
        if self.kind != Kind.COMPLAINT:
            return []
        case = self.complaint_case
        if case is None or case.heard_at is None:
            return [_("The customer was not heard yet: call or meet them, and write down what they told.")]
        if case.decided_at is None:
            return [_("It was not decided yet whether this complaint is founded.")]
        return []

    def _complaint_to_settle(self) -> ComplaintCase:
        if self.kind != Kind.COMPLAINT:
            raise NotNow(_("This call is not a complaint."))
        if self.status not in UNFINISHED:
            raise NotNow(_("This call is closed; open it again first."))
        return ComplaintCase.of(self)
