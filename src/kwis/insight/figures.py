"""Each figure as one query. How many rows it gives is the figure; which rows they are is the list behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import now
from kwis.desk.models import Closure, Promise, Reopening, Ticket
from kwis.desk.workflow import CLOSED
from kwis.dispatch.models import Handback, WorkOrder
from kwis.dispatch.permissions import DispatchRight
from kwis.dispatch.workflow import CANCELLED, REFUSED
from kwis.insight.choice import Choice
from kwis.insight.narrowing import CALL, ORDER, PROMISE, narrowed
from kwis.insight.period import Period
from kwis.surveys.models import SurveyAnswer

Rows = QuerySet[Any]
HAPPY = (SurveyAnswer.Face.VERY_HAPPY, SurveyAnswer.Face.GOOD)
ANSWERED = "survey__answer__at"
ENDED = Coalesce("broken_at", "ended_at")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`of` names the figure of which this one is a part, for a share; `moment` is when a row counts."""

    code: str
    label: Lazy
    what: str
    moment: Any
    find: Callable[[Any, Period], Rows]
    of: str = ""

    def rows(self, user: Any, choice: Choice) -> Rows:
        """The rows that this log-in may see, in no order yet."""
        return narrowed(self.find(user, choice.period), self.what, choice).order_by()


# what somebody may see ---------------------------------------------------------------------------------------------


def calls(user: Any) -> Rows:
    seen: Rows = Ticket.objects.visible_to(user)
    return seen


def promises(user: Any) -> Rows:
    return Promise.objects.filter(ticket__in=calls(user))


def orders(user: Any) -> Rows:
    if not user.has_right(DispatchRight.SEE):
        return WorkOrder.objects.none()
    return WorkOrder.objects.filter(ticket__in=calls(user))


def within(field: str, period: Period) -> Q:
    return Q(**{f"{field}__gte": period.start, f"{field}__lt": period.end})


# calls -------------------------------------------------------------------------------------------------------------


def taken_in(user: Any, period: Period) -> Rows:
    return calls(user).filter(within("created_at", period))


def at_once(user: Any, period: Period) -> Rows:
    """A customer who came back was not helped at once."""
    came_back = Exists(Reopening.objects.filter(ticket=OuterRef("pk")))
    return taken_in(user, period).filter(~came_back, answered_at_once=True)


def finished(user: Any, period: Period) -> Rows:
    """Closed, and not opened again since."""
    return calls(user).filter(within("closed_at", period), status=CLOSED)


def finished_by_term(user: Any, period: Period) -> Rows:
    last = Closure.objects.filter(ticket=OuterRef("pk")).order_by("-id").values("by")[:1]
    by_term: Rows = finished(user, period).alias(closed_by=Subquery(last)).filter(closed_by=Closure.By.TERM)
    return by_term


def answered(user: Any, period: Period) -> Rows:
    return calls(user).filter(within(ANSWERED, period))


def satisfied(user: Any, period: Period) -> Rows:
    return answered(user, period).filter(survey__answer__face__in=HAPPY)


def reopened(user: Any, period: Period) -> Rows:
    times = Reopening.objects.filter(within("at", period))
    return calls(user).filter(pk__in=times.values("ticket"))


# promises ----------------------------------------------------------------------------------------------------------


def promises_due(user: Any, period: Period) -> Rows:
    """Kept in time, or broken, in the period. Moved in time, or no longer needed, is neither."""
    kept = within("ended_at", period) & Q(broken_at=None, state=Promise.State.KEPT)
    return promises(user).filter(kept | within("broken_at", period))


def promises_kept(user: Any, period: Period) -> Rows:
    return promises(user).filter(within("ended_at", period), broken_at=None, state=Promise.State.KEPT)


# work orders -------------------------------------------------------------------------------------------------------


def orders_ready(user: Any, period: Period) -> Rows:
    return orders(user).filter(within("ready_at", period))


def handed_back(user: Any, period: Period) -> Rows:
    return orders(user).filter(pk__in=Handback.objects.filter(within("at", period)).values("order"))


def came_back(user: Any, period: Period) -> Rows:
    """A round trip: the order was handed back, or set out again, in the period."""
    return orders(user).filter(pk__in=_round_trips(within("at", period), within("created_at", period)))


def fence_trips(user: Any, period: Period) -> Rows:
    """Every round trip of the calls that were finished in the period, whenever it was."""
    of_finished = within("ticket__closed_at", period) & Q(ticket__status=CLOSED)
    return orders(user).filter(of_finished, pk__in=_round_trips(Q(), Q()))


def fence_never(user: Any, period: Period) -> Rows:
    made = WorkOrder.objects.filter(pk__in=_round_trips(Q(), Q()), ticket=OuterRef("pk"))
    return finished(user, period).filter(~Exists(made))


def fence_times(at_least: int, at_most: int | None = None) -> Callable[[Any, Period], Rows]:
    """Finished calls with this many round trips."""

    def find(user: Any, period: Period) -> Rows:
        made = (
            WorkOrder.objects.filter(pk__in=_round_trips(Q(), Q()))
            .order_by()
            .values("ticket")
            .annotate(n=Count("pk"))
        )
        wanted = (
            made.filter(n__gte=at_least) if at_most is None else made.filter(n__range=(at_least, at_most))
        )
        return finished(user, period).filter(pk__in=wanted.values("ticket"))

    return find


def _round_trips(handed_back: Q, again: Q) -> Rows:
    """The ids of orders that came back. A union: with "or" every order there ever was would be read."""
    set_out_again = WorkOrder.objects.filter(again, again_for__isnull=False)
    return (
        Handback.objects.filter(handed_back)
        .order_by()
        .values("order")
        .union(set_out_again.order_by().values("again_for"))
    )


def supplier_due(user: Any, period: Period) -> Rows:
    """Ready in time, or too late, in the period; what was handed back or cancelled is neither."""
    in_time = Q(ready_at__lte=F("due_at")) & within("ready_at", period)
    late = (Q(ready_at=None) | Q(ready_at__gt=F("due_at"))) & within("due_at", period) & Q(due_at__lt=now())
    return _at_suppliers(user).filter(in_time | late)


def supplier_in_time(user: Any, period: Period) -> Rows:
    return _at_suppliers(user).filter(within("ready_at", period), ready_at__lte=F("due_at"))


def _at_suppliers(user: Any) -> Rows:
    return (
        orders(user)
        .filter(supplier__isnull=False, due_at__isnull=False)
        .exclude(state__in=(REFUSED, CANCELLED))
    )


# the register ------------------------------------------------------------------------------------------------------

FIGURES = (
    Figure(code="taken-in", label=_("Calls that came in"), what=CALL, moment="created_at", find=taken_in),
    Figure(
        code="at-once",
        label=_("Answered at once"),
        what=CALL,
        moment="created_at",
        find=at_once,
        of="taken-in",
    ),
    Figure(code="finished", label=_("Calls finished"), what=CALL, moment="closed_at", find=finished),
    Figure(
        code="finished-by-term",
        label=_("Finished because nobody answered"),
        what=CALL,
        moment="closed_at",
        find=finished_by_term,
        of="finished",
    ),
    Figure(
        code="answered",
        label=_("Calls with an answer on how it was"),
        what=CALL,
        moment=ANSWERED,
        find=answered,
    ),
    Figure(
        code="satisfied",
        label=_("Very happy or good"),
        what=CALL,
        moment=ANSWERED,
        find=satisfied,
        of="answered",
    ),
    Figure(code="reopened", label=_("Opened again"), what=CALL, moment="created_at", find=reopened),
    Figure(
        code="promises", label=_("Promises kept or broken"), what=PROMISE, moment=ENDED, find=promises_due
    ),
    Figure(
        code="promises-kept",
        label=_("Promises kept in time"),
        what=PROMISE,
        moment=ENDED,
        find=promises_kept,
        of="promises",
    ),
    Figure(
        code="orders-ready",
        label=_("Work orders reported ready"),
        what=ORDER,
        moment="ready_at",
        find=orders_ready,
    ),
    Figure(
        code="handed-back",
        label=_("Work orders handed back"),
        what=ORDER,
        moment="changed_at",
        find=handed_back,
    ),
    Figure(
        code="came-back",
        label=_("Work that went to and fro"),
        what=ORDER,
        moment="changed_at",
        find=came_back,
    ),
    Figure(
        code="fence-trips",
        label=_("Round trips of finished calls"),
        what=ORDER,
        moment="changed_at",
        find=fence_trips,
    ),
    Figure(
        code="fence-never",
        label=_("Never over the fence"),
        what=CALL,
        moment="closed_at",
        find=fence_never,
        of="finished",
    ),
    Figure(
        code="fence-once",
        label=_("Once over the fence"),
        what=CALL,
        moment="closed_at",
        find=fence_times(1, 1),
        of="finished",
    ),
    Figure(
        code="fence-twice",
        label=_("Twice over the fence"),
        what=CALL,
        moment="closed_at",
        find=fence_times(2, 2),
        of="finished",
    ),
    Figure(
        code="fence-more",
        label=_("More often over the fence"),
        what=CALL,
        moment="closed_at",
        find=fence_times(3),
        of="finished",
    ),
    Figure(
        code="supplier-due",
        label=_("Orders that suppliers owed"),
        what=ORDER,
        moment="due_at",
        find=supplier_due,
    ),
    Figure(
        code="supplier-in-time",
        label=_("Orders that suppliers had ready in time"),
        what=ORDER,
        moment="ready_at",
        find=supplier_in_time,
        of="supplier-due",
    ),
)
BY_CODE = {figure.code: figure for figure in FIGURES}
