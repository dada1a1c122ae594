"""The end of a call: asked, confirmed by the customer, closed; or opened again and made good."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.desk.events import RecoveryDone, TicketClosed, TicketReopened, TicketSolved
from kwis.desk.hooks import obstacles_to_solving
from kwis.desk.models.closure import Closure, Recovery, Reopening
from kwis.desk.models.ticket.complaining import Complaining
from kwis.desk.workflow import CLOSED, SOLVED, NotNow, may
from kwis.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Closing(Complaining):
    solved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    answered_at_once = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    closures: "RelatedManager[Closure]"
    reopenings: "RelatedManager[Reopening]"

    def solve(self, text: str, *, author: Person) -> None:
        """Tell the customer in plain words that it is done and ask whether that is so."""
        with self.changing():
            obstacles = [*self.obstacles_of_complaint(), *obstacles_to_solving(self)]
            if obstacles:
                raise NotNow(" ".join(obstacles))
            self._become_solved()
            if text.strip():
                self.answer(text, author=author)
            self.report(TicketSolved(), by=author.actor, public=True)

    def answer_at_once(self, text: str, *, author: Person) -> None:
        """Answered while the customer was there, who said it was solved: a full call, closed at once.

        Raises `NotNow` for a complaint: that is heard and decided first.
        """
        with self.changing():
            if self.obstacles_of_complaint():
                raise NotNow(
                    _("A complaint is not answered at once. Take it on, hear the customer and decide on it.")
                )
            self.take(author)
            self.answered_at_once = True
            self.keep("answered_at_once")
            self._become_solved()
            self.answer(text, author=author, channel=self.channel)
            self.report(TicketSolved(at_once=True), by=author.actor, public=True)
            self.close(Closure.By.DESK_FOR_CUSTOMER, by=author.actor)

    def close(self, closed_by: str, *, by: Actor) -> None:
        """The customer said yes (themselves or through the desk), or the term passed. A second yes does nothing."""
        with self.changing():
            if self.status == CLOSED:
                return
            self.step("close")
            self._become_closed(closed_by, by=by)

    def withdraw(self, *, by: Actor) -> None:
        """The customer does not need it any more."""
        with self.changing():
            obstacles = obstacles_to_solving(self)
            if obstacles:
                raise NotNow(" ".join(obstacles))
            self.step("withdraw")
            self.holds.filter(ended_at__isnull=True).update(ended_at=now())
            self.stop_clock("respond", "solve")
            self._become_closed(Closure.By.CUSTOMER, by=by, withdrawn=True)

    def reopen(self, cause: str, *, by: Actor, words: str = "", part: str = "") -> Reopening:
        """The customer's no. Starts a recovery with the owner; on a call that still runs only the recovery starts.

        Raises `NotNow` when the desk's term for opening again has passed: then it is a new call.
        """
        with self.changing():
            if self.status == CLOSED and not self.may_reopen:
                raise NotNow(_("This call closed too long ago. Please make a new one; we will link it."))
            if may("reopen", self.status):
                self.step("reopen")
                self.solved_at = self.closed_at = None
                self.keep("status", "solved_at", "closed_at")
            reopening = Reopening.objects.create(
                ticket_id=self.pk, cause=cause, words=words, part=part[:200], actor_name=by.name
            )
            Recovery.objects.create(reopening=reopening, owner=self.owner)
            self.report(TicketReopened(cause=cause, words_of_customer=words), by=by, public=True)
            return reopening

    @property
    def may_reopen(self) -> bool:
        if self.status == SOLVED:
            return True
        term = timedelta(days=self.desk.reopen_term_days)
        return self.status == CLOSED and self.closed_at is not None and now() <= self.closed_at + term

    def recover(self, text: str, *, by: Actor) -> None:
        """Say how it was made good: a founded complaint, and every recovery that still runs."""
        with self.changing():
            running = Recovery.objects.filter(reopening__ticket_id=self.pk, done_at__isnull=True)
            recovered = running.update(done_at=now(), text=text) > 0
            if self.make_complaint_good() or recovered:
                self.report(RecoveryDone(text=text), by=by)

    def _become_solved(self) -> None:
        on_hold = may("resume", self.status)
        self.step("solve")
        self.solved_at = now()
        self.keep("status", "solved_at")
        if on_hold:
            self._end_hold()
        self.stop_clock("respond", "solve")

    def _become_closed(self, closed_by: str, *, by: Actor, withdrawn: bool = False) -> None:
        self.closed_at = now()
        self.keep("status", "closed_at")
        if self.next_due_at is not None:
            self.stop_clock("respond", "solve")
        self.drop_promise(by=by)
        Closure.objects.create(ticket_id=self.pk, by=closed_by, withdrawn=withdrawn, actor_name=by.name)
        self.report(TicketClosed(by=closed_by, withdrawn=withdrawn), by=by, public=True)
