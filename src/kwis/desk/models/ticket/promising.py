"""The promise: the next moment that the customer hears something."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kwis.core.actors import KWIS, Actor
from kwis.core.clock import now
from kwis.desk.events import PromiseBroken, PromiseKept, PromiseMade, PromiseMoved
from kwis.desk.models.promise import Promise
from kwis.desk.models.ticket.facts import TicketFacts
from kwis.desk.workflow import UNFINISHED, NotNow

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Promising(TicketFacts):
    class Meta:
        abstract = True

    promises: "RelatedManager[Promise]"

    @property
    def open_promise(self) -> Promise | None:
        # the call itself knows whether there is one
        return self.promises.filter(state=Promise.State.OPEN).first() if self.next_promise_at else None

    def promise(self, how: str, due_at: datetime, *, by: Actor) -> Promise:
        """Promise the customer a next moment; an open promise of a sooner one is moved to it, one of a later one gives way.

        Raises `NotNow` for a finished call and for a moment that has passed.
        """
        with self.changing():
            self._may_promise(due_at)
            earlier = self.open_promise
            if earlier is not None and due_at > earlier.due_at:
                return self._move(earlier, due_at, how=how, reason="", by=by)
            if earlier is not None:
                self._end(earlier, Promise.State.DROPPED, by)
            promise = self._new_promise(how, due_at, by)
            self.report(PromiseMade(promise=promise.pk, how=how, due=due_at.isoformat()), by=by, public=True)
            return promise

    def move_promise(self, due_at: datetime, reason: str, *, by: Actor, how: str = "") -> Promise:
        """Move the open promise; the reason is told to the customer."""
        with self.changing():
            self._may_promise(due_at)
            earlier = self.open_promise
            if earlier is None:
                raise NotNow(_("There is no open promise to move."))
            return self._move(earlier, due_at, how=how or earlier.how, reason=reason, by=by)

    def keep_promise(self, *, by: Actor) -> Promise | None:
        """The promised contact took place; None when nothing was open."""
        with self.changing():
            promise = self.open_promise
            if promise is not None:
                self._keep(promise, by)
            return promise

    def drop_promise(self, *, by: Actor) -> None:
        """The call ended, so nothing more is owed."""
        promise = self.open_promise
        if promise is not None:
            self._end(promise, Promise.State.DROPPED, by)

    def break_promise(self) -> bool:
        """Its moment passed and nobody called: said out loud, once. It stays open, to be kept late."""
        with self.changing():
            promise = self.open_promise
            if promise is None or promise.broken_at or promise.due_at > now():
                return False
            promise.broken_at = now()
            promise.save(update_fields=["broken_at"])
            self.report(PromiseBroken(promise=promise.pk, due=promise.due_at.isoformat()), by=KWIS)
            return True

    def _keep(self, promise: Promise, by: Actor) -> None:
        in_time = now() <= promise.due_at
        self._end(promise, Promise.State.KEPT, by)
        self.report(PromiseKept(promise=promise.pk, in_time=in_time), by=by, public=False)

    def _may_promise(self, due_at: datetime) -> None:
        if self.status not in UNFINISHED:
            raise NotNow(_("This call is closed; open it again first."))
        if due_at <= now():
            raise NotNow(_("Choose a moment that is still to come."))

    def _new_promise(self, how: str, due_at: datetime, by: Actor) -> Promise:
        promise = Promise.objects.create(ticket_id=self.pk, how=how, due_at=due_at, made_by_name=by.name)
        self.next_promise_at, self.next_promise_how = due_at, how
        self.keep("next_promise_at", "next_promise_how")
        return promise

    def _move(self, earlier: Promise, due_at: datetime, *, how: str, reason: str, by: Actor) -> Promise:
        self._end(earlier, Promise.State.MOVED, by)
        promise = self._new_promise(how, due_at, by)
        earlier.moved_to, earlier.reason = promise, reason[:300]
        earlier.save(update_fields=["moved_to", "reason"])
        self.report(
            PromiseMoved(promise=promise.pk, due=due_at.isoformat(), reason=reason), by=by, public=True
        )
        return promise

    def _end(self, promise: Promise, state: str, by: Actor) -> None:
        moment = now()
        if moment > promise.due_at and promise.broken_at is None:
            promise.broken_at = promise.due_at
        promise.state, promise.ended_at, promise.ended_by_name = state, moment, by.name
        promise.save(update_fields=["state", "ended_at", "ended_by_name", "broken_at"])
        self.next_promise_at, self.next_promise_how = None, ""
        self.keep("next_promise_at", "next_promise_how")
