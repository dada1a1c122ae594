"""On hold: why the clock stands still, and until when."""

from datetime import datetime

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.desk.events import HeldUp, Resumed
from kwis.desk.models.hold import Hold
from kwis.desk.models.ticket.owning import Owning
from kwis.desk.workflow import may


class Holding(Owning):
    class Meta:
        abstract = True

    def hold(self, reason: str, *, by: Actor, text: str = "", until: datetime | None = None) -> Hold:
        """Wait for the customer, a supplier or a date; the clocks stand still."""
        with self.changing():
            self.step("hold")
            hold = Hold.objects.create(
                ticket_id=self.pk, reason=reason, text=text[:300], until=until, by_name=by.name
            )
            self.keep("status")
            self.pause_clocks()
            self.report(
                HeldUp(reason=hold.reason, until=until.isoformat() if until else ""),
                by=by,
            )
            return hold

    def resume(self, *, by: Actor) -> None:
        """Go on; without a hold nothing happens."""
        with self.changing():
            if not may("resume", self.status):
                return
            self.step("resume")
            self.keep("status")
            self._end_hold()
            self.report(Resumed(), by=by)

    def _end_hold(self) -> None:
        self.holds.filter(ended_at__isnull=True).update(ended_at=now())
        self.resume_clocks()
