"""How a call reads in a list: its promise and its clock in words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from kwis.core.clock import now
from kwis.desk.models import Promise, Ticket
from kwis.desk.workflow import ON_HOLD
from kwis.ui.moments import hours_and_minutes, local, short_day, time_of

SOON = timedelta(hours=2)


@dataclass(frozen=True)
class Told:
    """A state of the component and the words in it."""

    state: str
    words: str


def promise_of(ticket: Ticket) -> Told | None:
    """The open promise of a call, short: "Bellen 15:00"; None when nothing is promised."""
    due = ticket.next_promise_at
    if due is None:
        return None
    how = str(Promise.How(ticket.next_promise_how).label)
    today = local(due).date() == local(now()).date()
    words = f"{how} {time_of(due)}" if today else f"{how} {short_day(due)}"
    if due < now():
        return Told("late", words)
    if due - now() < SOON:
        return Told("now", words)
    return Told("today" if today else "later", words)


def clock_of(ticket: Ticket) -> Told | None:
    """Time left of what was agreed; None without an agreement."""
    if ticket.status == ON_HOLD:
        return Told("paused", _("waits"))
    due = ticket.next_due_at
    if due is None:
        return None
    left = due - now()
    state = "late" if left < timedelta() else "soon" if left < SOON else "ok"
    return Told(state, hours_and_minutes(left) if abs(left) < timedelta(days=2) else short_day(due))
