"""The work list: which calls are in a view, in the order to act, and in what groups."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import now, today
from kwis.desk.listing import ListedCall, columns_of
from kwis.desk.models import Promise, Ticket
from kwis.desk.models.ticket.visibility import TicketQuerySet, person_of
from kwis.desk.workflow import ON_HOLD, RUNNING, SOLVED

CAP = 1000
COUNT_SECONDS = 20


@dataclass(frozen=True)
class View:
    """One list of the side bar. `rows` narrows the unfinished calls that the user may see."""

    code: str
    name: Lazy
    icon: str
    group: str
    rows: Callable[[TicketQuerySet, Any], TicketQuerySet]


def end_of_today() -> datetime:
    return timezone.make_aware(datetime.combine(today() + timedelta(days=1), time()))


VIEWS: tuple[View, ...] = (
    View(
        "mine",
        _("My calls"),
        "user",
        "mine",
        lambda rows, user: rows.filter(owner=person_of(user), status__in=RUNNING),
    ),
    View(
        "promises",
        _("Promises today"),
        "clock-heart",
        "mine",
        lambda rows, user: rows.filter(next_promise_at__lt=end_of_today()),
    ),
    View(
        "watching",
        _("I watch along"),
        "eye",
        "mine",
        lambda rows, user: rows.filter(watchers__person=person_of(user)),
    ),
    View(
        "unassigned",
        _("Without an owner"),
        "inbox",
        "desk",
        lambda rows, user: rows.filter(owner__isnull=True, status__in=RUNNING),
    ),
    View(
        "back-office",
        _("With a back office"),
        "users-group",
        "desk",
        lambda rows, user: rows.filter(with_team__isnull=False),
    ),
    View(
        "supplier",
        _("With a supplier"),
        "truck",
        "desk",
        lambda rows, user: rows.filter(with_supplier__isnull=False),
    ),
    View("on-hold", _("On hold"), "message-question", "desk", lambda rows, user: rows.filter(status=ON_HOLD)),
    View("solved", _("Asked the customer"), "checks", "desk", lambda rows, user: rows.filter(status=SOLVED)),
    View("all", _("All that runs"), "list", "desk", lambda rows, user: rows),
)
BY_CODE = {view.code: view for view in VIEWS}
FIRST = "promises"


def rows_of(view: View, user: Any) -> TicketQuerySet:
    """The view's calls, not yet in order."""
    return view.rows(Ticket.objects.visible_to(user).unfinished(), user)


def counts(user: Any) -> dict[str, int]:
    """How many calls each view holds, counted to at most `CAP`, kept for a short while per user."""
    key = f"desk-counts-{user.pk}"
    known: dict[str, int] | None = cache.get(key)
    if known is None:
        visible = Ticket.objects.visible_to(user).unfinished()
        known = {
            view.code: len(view.rows(visible, user).order_by().values("pk")[: CAP + 1]) for view in VIEWS
        }
        cache.set(key, known, COUNT_SECONDS)
    return known


@dataclass(frozen=True)
class Group:
    title: str
    tickets: list[ListedCall]


def grouped(tickets: Iterable[ListedCall]) -> list[Group]:
    """By promise: too late, before noon, later today, later, nothing promised; empty groups are left out."""
    noon = timezone.make_aware(datetime.combine(today(), time(12)))
    evening = end_of_today()
    groups: dict[str, list[ListedCall]] = {}
    for ticket in tickets:
        groups.setdefault(_bucket(ticket, noon, evening), []).append(ticket)
    titles: dict[str, Lazy] = {
        "late": _("Too late"),
        "morning": _("Before 12:00"),
        "today": _("Later today"),
        "later": _("Later"),
        "none": _("Nothing promised"),
    }
    return [Group(str(title), groups[code]) for code, title in titles.items() if code in groups]


def _bucket(ticket: ListedCall, noon: datetime, evening: datetime) -> str:
    due = ticket.next_promise_at
    if due is None:
        return "none"
    if due < now():
        return "late"
    # "before 12:00" is promised as 12:00
    if due <= noon:
        return "morning"
    return "today" if due < evening else "later"


def kept_today(user: Any, limit: int = 20) -> "QuerySet[Any, Any]":
    """Calls of which a promise was kept today, as rows to list: the work that is done is also seen."""
    start = end_of_today() - timedelta(days=1)
    kept = Promise.objects.filter(state=Promise.State.KEPT, ended_at__gte=start).values("ticket")
    return columns_of(Ticket.objects.visible_to(user).filter(pk__in=kept, next_promise_at__isnull=True))[
        :limit
    ]


def narrowed(rows: TicketQuerySet, wanted: "Filters") -> TicketQuerySet:
    """Only calls that fit the filters that are set."""
    found = Q()
    if wanted.kind:
        found &= Q(kind=wanted.kind)
    if wanted.service:
        found &= Q(service__code=wanted.service)
    if wanted.channel:
        found &= Q(channel=wanted.channel)
    if wanted.owner:
        found &= Q(owner_id=wanted.owner)
    return rows.filter(found)


@dataclass(frozen=True)
class Filters:
    """Filters of the work list as they stand in the address; empty is not set."""

    kind: str = ""
    service: str = ""
    channel: str = ""
    owner: int | None = None

    def __iter__(self) -> Iterator[tuple[str, str | int]]:
        pairs = (
            ("kind", self.kind),
            ("service", self.service),
            ("channel", self.channel),
            ("owner", self.owner),
        )
        return ((name, value) for name, value in pairs if value)
