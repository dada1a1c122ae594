"""Which calls a person sees. Every page, count, search, export, file and API call starts here."""

from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from kwis.accounts.models.role import ScopeKind
from kwis.desk.models.link import Watcher
from kwis.desk.models.ticket.placing import TicketInvolvement
from kwis.desk.permissions import DeskRight
from kwis.desk.workflow import RUNNING, UNFINISHED
from kwis.people.models import Person

BESIDE = (
    "service__code",
    "service__name",
    "owner__name",
    "owner__given_name",
    "with_team__name",
    "with_supplier__name",
)


class TicketQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "TicketQuerySet":
        """Calls that this log-in may see in the workplace.

        Desk people see the calls of the desks for which they hold the right; a specialist those in which a team of
        theirs has or had work. A confidential call is only for its owner, the teams that work on it, and who may see
        confidential calls of that desk. Whom a complaint is about does not see it, whatever else they are to it.
        """
        person = person_of(user)
        if person is None:
            return self.none()
        mine = Q(owner=person)
        if user.has_right(DeskRight.SEE_TEAM):
            # looked up per call: asked as EXISTS, all that a team ever worked on is gathered first, for every page
            here = TicketInvolvement.objects.filter(ticket=OuterRef("pk"), team__memberships__person=person)
            mine |= Q(pk=Subquery(here.order_by().values("ticket")[:1]))
        open_book = _desks(user, DeskRight.SEE)
        closed_book = _desks(user, DeskRight.SEE_CONFIDENTIAL)
        if user.has_right(DeskRight.SEE):
            mine |= Q(confidential=False) & open_book
        if user.has_right(DeskRight.SEE_CONFIDENTIAL):
            mine |= Q(confidential=True) & closed_book
        if not (user.has_right(DeskRight.SEE) or user.has_right(DeskRight.SEE_TEAM)):
            return self.none()
        return self.filter(mine).exclude(about=person)

    def keys_near(self, user: Any, most: int) -> list[int]:
        """Keys of calls among which all are that this log-in may see, at most so many: told quickly where they are few."""
        person = person_of(user)
        if person is None or user.has_right(DeskRight.SEE) or user.has_right(DeskRight.SEE_CONFIDENTIAL):
            return list(self.visible_to(user).order_by().values_list("pk", flat=True)[:most])
        every: TicketQuerySet = self.model._default_manager.order_by()
        own = every.filter(owner=person).values_list("pk", flat=True)
        here = TicketInvolvement.objects.filter(team__memberships__person=person).order_by()
        return list(own.union(here.values_list("ticket", flat=True), all=True)[:most])

    def of_customer(self, user: Any) -> "TicketQuerySet":
        """Calls that this log-in may see in the portal: their own, those they reported, those they watch.

        A complaint stays in sight of who complains, and never is in that of whom it is about.
        """
        person = person_of(user)
        if person is None:
            return self.none()
        # three short lists by their indexes: as one condition with OR it would be looked for in every call there is
        every: TicketQuerySet = self.model._default_manager.order_by()
        own = every.filter(customer=person).values("pk")
        reported = every.filter(reported_by=person).exclude(about=person).values("pk")
        watched = Watcher.objects.filter(person=person).order_by().values("ticket")
        return self.filter(pk__in=own.union(reported, watched, all=True))

    def running(self) -> "TicketQuerySet":
        return self.filter(status__in=RUNNING)

    def unfinished(self) -> "TicketQuerySet":
        return self.filter(status__in=UNFINISHED)

    def without_owner(self) -> "TicketQuerySet":
        return self.filter(status__in=RUNNING, owner__isnull=True)

    def for_rows(self) -> "TicketQuerySet":
        """All that a row of a list shows, in one query; of what stands beside the call only its name."""
        own = [field.name for field in self.model._meta.concrete_fields]
        return self.select_related("service", "owner", "with_team", "with_supplier").only(*own, *BESIDE)


def person_of(user: Any) -> Person | None:
    """The person behind a log-in; None for a stranger and for a log-in that is nobody."""
    if not getattr(user, "is_authenticated", False):
        return None
    return getattr(user, "person", None)


def _desks(user: Any, right: str) -> Q:
    if user.has_right_everywhere(right):
        return Q()
    return Q(desk__in=[scope.key for scope in user.scopes_of(right) if scope.kind == ScopeKind.DESK])
