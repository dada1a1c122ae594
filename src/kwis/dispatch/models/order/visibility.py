"""Which orders a person sees: those of the own teams, and those of calls they may see."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from kwis.desk.models import Ticket, TicketInvolvement
from kwis.desk.models.ticket.visibility import person_of
from kwis.dispatch.permissions import DispatchRight
from kwis.dispatch.workflow import OPEN, REPORTED_READY
from kwis.people.models import Person


class WorkOrderQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "WorkOrderQuerySet":
        person = person_of(user)
        if person is None or not user.has_right(DispatchRight.SEE):
            return self.none()
        return self.filter(_of_teams_of(person) | Q(ticket__in=Ticket.objects.visible_to(user))).distinct()

    def workable_by(self, user: Any) -> "WorkOrderQuerySet":
        """Orders that this person may carry out: of a team they are in, or of everybody when they hold it everywhere."""
        person = person_of(user)
        if person is None or not user.has_right(DispatchRight.WORK):
            return self.none()
        return self.filter(_of_teams_of(person)).distinct()

    def on_board(self) -> "WorkOrderQuerySet":
        """Released, and not yet finished for the back office."""
        return self.filter(state__in=(*OPEN, REPORTED_READY), released_at__isnull=False)

    def open(self) -> "WorkOrderQuerySet":
        return self.filter(state__in=OPEN)

    def for_cards(self) -> "WorkOrderQuerySet":
        return self.select_related("ticket", "place", "person", "team", "supplier").prefetch_related("needs")


def _of_teams_of(person: Person) -> Q:
    """Orders of the person's teams; of a confidential call only while the team has (or did) work there.

    None of a complaint about that person.
    """
    involved = TicketInvolvement.objects.filter(ticket=OuterRef("ticket"), team=OuterRef("team"))
    confided = Q(ticket__confidential=False) | Q(Exists(involved))
    return Q(team__memberships__person=person) & confided & ~Q(ticket__about=person)
