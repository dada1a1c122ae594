"""Where the work is now. Dispatch says it by its own verb; the call stays with the desk."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.desk.events import TicketPlaced
from kwis.desk.models.ticket.holding import Holding
from kwis.desk.workflow import may
from kwis.people.models import Organisation, Team

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Placing(Holding):
    with_team = models.ForeignKey(
        "people.Team",
        on_delete=models.PROTECT,
        null=True,
        related_name="tickets_here",
        verbose_name=pgettext_lazy("where the work is", "with"),
    )
    with_supplier = models.ForeignKey(
        "people.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="tickets_here",
        verbose_name=pgettext_lazy("where the work is", "with"),
    )
    back_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    involvements: "RelatedManager[TicketInvolvement]"

    def place_with(
        self,
        *,
        team: Team | None = None,
        supplier: Organisation | None = None,
        until: datetime | None = None,
        by: Actor,
    ) -> None:
        """The work goes to a back office or a supplier, or (neither) comes back to the desk."""
        with self.changing():
            moved = (self.with_team_id, self.with_supplier_id) != (team and team.pk, supplier and supplier.pk)
            if moved:
                self.involve(team)
            self.with_team, self.with_supplier, self.back_at = team, supplier, until
            held = may("resume", self.status)
            if (team or supplier) and may("work", self.status):
                self.step("work")
            self.keep("with_team", "with_supplier", "back_at", "status")
            if held and not may("resume", self.status):
                self._end_hold()
            if moved:
                where = TicketPlaced(
                    team=team.name if team else "", supplier=supplier.name if supplier else ""
                )
                self.report(where, by=by)

    def involve(self, team: Team | None) -> None:
        """From now on the team may see this call."""
        if team is None:
            return
        again = self.confidential and self._ended_involvements().filter(team=team).update(
            ended_at=None, since=now()
        )
        if not again:
            TicketInvolvement.objects.bulk_create(
                [TicketInvolvement(ticket_id=self.pk, team=team)], ignore_conflicts=True
            )

    def _ended_involvements(self) -> models.QuerySet["TicketInvolvement"]:
        return TicketInvolvement.ever.filter(ticket_id=self.pk, ended_at__isnull=False)


class CurrentInvolvements(models.Manager["TicketInvolvement"]):
    def get_queryset(self) -> models.QuerySet["TicketInvolvement"]:
        return super().get_queryset().filter(ended_at__isnull=True)


class TicketInvolvement(models.Model):
    """A team that has or had work for a call, and so may see it.

    It ends on a confidential call only (see `confiding`), and `since` then counts from when it was confidential and the
    team had work. `objects` are those that hold, `ever` all of them, for figures.
    """

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="involvements")
    team = models.ForeignKey("people.Team", on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    objects = CurrentInvolvements()
    ever: ClassVar[models.Manager["TicketInvolvement"]] = models.Manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "team"], name="involved_once")]
        indexes: ClassVar = [models.Index(fields=["team", "-ticket"], name="involved_by_team")]
