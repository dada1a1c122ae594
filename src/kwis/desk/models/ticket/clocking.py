"""The clock of a call: how much working time is left of what was agreed."""

from typing import TYPE_CHECKING

from kwis.agreements.choosing import choose_target
from kwis.agreements.clock import Clock
from kwis.agreements.opening import calendar_for, calendar_of
from kwis.core.clock import now
from kwis.desk.models.clock import TicketClock
from kwis.desk.models.hold import Hold
from kwis.desk.models.ticket.promising import Promising

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Clocking(Promising):
    class Meta:
        abstract = True

    clocks: "RelatedManager[TicketClock]"
    holds: "RelatedManager[Hold]"

    def start_clocks(self) -> None:
        """Start what was agreed for this service, kind and priority; no agreement, no clock."""
        clocks = self._agreed_clocks()
        if clocks:
            TicketClock.objects.bulk_create(clocks)
            self.next_due_at = min(clock.due_at for clock in clocks)
            self.keep("next_due_at")

    def _agreed_clocks(self) -> list[TicketClock]:
        """What was agreed, counted from the start of the call; not yet saved."""
        target = choose_target(
            self.service,
            self.priority,
            self.customer.organisation,
            self.created_at,
            call_kind=self.kind,
        )
        if target is None:
            return []
        started = self.created_at
        rules = calendar_for(target, self.desk)
        agreed = {
            TicketClock.What.RESPOND: target.respond_seconds,
            TicketClock.What.SOLVE: target.solve_seconds,
        }
        return [
            TicketClock(
                ticket_id=self.pk,
                what=what,
                calendar=target.calendar,
                target_seconds=seconds,
                started_at=started,
                due_at=Clock(started, seconds, rules).due_at() or started,
            )
            for what, seconds in agreed.items()
            if seconds is not None
        ]

    def restart_clocks(self) -> None:
        """Another service, kind or priority: what was agreed for that counts from the start of the call."""
        self.clocks.filter(stopped_at__isnull=True).delete()
        # a clock that has stopped stays as it is
        TicketClock.objects.bulk_create(self._agreed_clocks(), ignore_conflicts=True)
        self._next_due()

    def stop_clock(self, *whats: str) -> None:
        stopped = self.clocks.filter(what__in=whats, stopped_at__isnull=True).update(stopped_at=now())
        if stopped:
            self._next_due()

    def pause_clocks(self) -> None:
        self.clocks.filter(stopped_at__isnull=True, paused_at__isnull=True).update(paused_at=now())
        self._next_due()

    def resume_clocks(self) -> None:
        """The hold ended: what was left before it is left now; the holds are the pauses."""
        pauses = tuple((hold.at, hold.ended_at) for hold in self.holds.all())
        for clock in self.clocks.filter(stopped_at__isnull=True):
            rules = clock.calendar.rules() if clock.calendar else calendar_of(self.desk)
            reckoned = Clock(clock.started_at, clock.target_seconds, rules, pauses)
            clock.due_at = reckoned.due_at() or clock.due_at
            clock.paused_at = None
            clock.save(update_fields=["due_at", "paused_at"])
        self._next_due()

    def _next_due(self) -> None:
        first = self.clocks.filter(stopped_at__isnull=True, paused_at__isnull=True).order_by("due_at").first()
        self.next_due_at = first.due_at if first else None
        self.keep("next_due_at")
