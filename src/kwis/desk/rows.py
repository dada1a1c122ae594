"""How a call reads in a list: its promise and its clock in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kwis.core.clock import now
from kwis.desk.listing import ListedCall
from kwis.desk.models import Promise, Ticket
from kwis.desk.workflow import ON_HOLD
from kwis.ui.moments import hours_and_minutes, local, short_day, time_of

SOON = timedelta(hours=2)
_HOW = {how.value: how.label for how in Promise.How}


@dataclass(frozen=True)
class Told:
    """A state of the component and the words in it."""

    state: str
    words: str


def promise_of(ticket: Ticket | ListedCall, moment: datetime | None = None) -> Told | None:
    """The open promise of a call, short: "Bellen 15:00"; None when nothing is promised. `moment` is now."""
    due = ticket.next_promise_at
    if due is None:
        return None
    moment = moment or now()
    how = _HOW[ticket.next_promise_how]
    today = local(due).date() == local(moment).date()
    words = f"{how} {time_of(due)}" if today else f"{how} {short_day(due)}"
    if due < moment:
        return Told("late", words)
    if due - moment < SOON:
        return Told("now", words)
    return Told("today" if today else "later", words)


def clock_of(ticket: Ticket | ListedCall, moment: datetime | None = None) -> Told | None:
    """Time left of what was agreed; None without an agreement. `moment` is now."""
    if ticket.status == ON_HOLD:
        return Told("paused", _("waits"))
    due = ticket.next_due_at
    if due is None:
        return None
    left = due - (moment or now())
    state = "late" if left < timedelta() else "soon" if left < SOON else "ok"
    return Told(state, hours_and_minutes(left) if abs(left) < timedelta(days=2) else short_day(due))
