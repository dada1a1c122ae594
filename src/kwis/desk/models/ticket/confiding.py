"""A confidential call: for its owner, the teams that have work on it, and who may see confidential calls of its desk."""

from typing import Any

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.desk.hooks import teams_at_work
from kwis.desk.models.ticket.placing import Placing, TicketInvolvement
from kwis.people.models import Team


class Confiding(Placing):
    class Meta:
        abstract = True

    def set_fact(self, name: str, value: Any, *, by: Actor) -> bool:
        with self.changing():
            changed = super().set_fact(name, value, by=by)
            if changed and name == "confidential":
                self._show_to_who_works()
            return changed

    def let_go(self, team: Team | None) -> None:
        """The team gave work back or need not do it any more: of a confidential call it sees nothing from now on,
        unless it has other work there, or did some that was confidential already.
        """
        if not self.confidential or team is None:
            return
        held = self.involvements.filter(team=team).first()
        if held is not None and team.pk not in teams_at_work(self, since=held.since):
            held.ended_at = now()
            held.save(update_fields=["ended_at"])

    def _show_to_who_works(self) -> None:
        """From now on confidential: only teams with unfinished work go on seeing it. No longer so: all who ever had work."""
        if not self.confidential:
            TicketInvolvement.ever.filter(ticket_id=self.pk).update(ended_at=None)
            return
        moment = now()
        at_work = teams_at_work(self, since=moment)
        self.involvements.exclude(team__in=at_work).update(ended_at=moment)
        # what they did before was not confidential yet
        self.involvements.update(since=moment)
