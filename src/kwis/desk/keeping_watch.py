"""What time does by itself: promises that pass, holds that end, solved calls that nobody answered."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from kwis.accounts.scope import Scope, ScopeKind
from kwis.agreements import worktime
from kwis.agreements.opening import calendar_of
from kwis.core.actors import KWIS
from kwis.core.clock import now
from kwis.core.notices import notify
from kwis.desk.models import Closure, Hold, Promise, Ticket
from kwis.desk.permissions import DeskRight
from kwis.desk.workflow import SOLVED
from kwis.people.models import Desk, Person

# a reminder goes out when this share of the term has passed
REMINDER_AT = 0.6


def break_passed_promises(limit: int = 500) -> int:
    """Say of every promise whose moment passed that it was not kept; the owner is told."""
    passed = Promise.objects.filter(state=Promise.State.OPEN, broken_at__isnull=True, due_at__lte=now())
    broken = 0
    for promise in passed.select_related("ticket__owner__user").order_by("due_at")[:limit]:
        ticket = promise.ticket
        if ticket.break_promise():
            broken += 1
            _tell(ticket)
    return broken


def _tell(ticket: Ticket) -> None:
    """The owner, or while there is none everybody of the desk's front office."""
    people = [ticket.owner] if ticket.owner else _front_office(ticket)
    _notify(people, _("Promise not kept: %(number)s") % {"number": ticket.number}, ticket)


def ask_for_another_owner(ticket: Ticket) -> None:
    """A complaint lost its owner, as it is about them: who leads the desk is asked, or without one all of the front office."""
    people = _front_office(ticket)
    desk = Scope(ScopeKind.DESK, ticket.desk_id)
    leads = [one for one in people if one.user and one.user.has_right(DeskRight.SEE_CONFIDENTIAL, desk)]
    told = _("This complaint needs another owner: %(number)s") % {"number": ticket.number}
    _notify(leads or people, told, ticket)


def _front_office(ticket: Ticket) -> list[Person]:
    """Who works at the desk of the call, but never whom a complaint is about."""
    people = Person.objects.filter(teams__desk=ticket.desk, active=True).select_related("user").distinct()
    return [person for person in people if person.pk != ticket.about_id]


def _notify(people: list[Person], told: str, ticket: Ticket) -> None:
    keys = [person.user_id for person in people if person.user_id]
    notify(keys, told, reverse("desk:ticket", args=[ticket.number]))


def end_passed_holds(limit: int = 500) -> int:
    """A call that waited for a date goes on when the date is there."""
    over = Hold.objects.filter(ended_at__isnull=True, until__lte=now()).select_related("ticket")
    ended = list(over[:limit])
    for hold in ended:
        hold.ticket.resume(by=KWIS)
    return len(ended)


def close_by_term(limit: int = 500) -> int:
    """Solved calls of which the desk's term passed without a word of the customer; counted apart."""
    closed = 0
    for desk in Desk.objects.filter(active=True):
        border = _working_days_ago(desk, desk.close_term_days)
        silent = Ticket.objects.filter(desk=desk, status=SOLVED, solved_at__lt=border).filter(_reminded(desk))
        for ticket in silent.order_by("solved_at")[:limit]:
            ticket.close(Closure.By.TERM, by=KWIS)
            closed += 1
    return closed


def due_reminders(limit: int = 500) -> list[Ticket]:
    """Solved calls that should be asked once more; each is marked, so that it is asked once."""
    found: list[Ticket] = []
    for desk in Desk.objects.filter(active=True):
        rows = Ticket.objects.filter(
            desk=desk, status=SOLVED, solved_at__lt=_remind_before(desk), reminded_at__isnull=True
        )
        found += [ticket for ticket in rows.order_by("solved_at")[:limit] if _mark_reminded(ticket)]
    return found


def remind_when_due(ticket: Ticket) -> bool:
    """Mark this one call as asked once more, if it is time for that."""
    if ticket.status != SOLVED or ticket.solved_at is None:
        return False
    return ticket.solved_at < _remind_before(ticket.desk) and _mark_reminded(ticket)


def _mark_reminded(ticket: Ticket) -> bool:
    return Ticket.objects.filter(pk=ticket.pk, reminded_at__isnull=True).update(reminded_at=now()) == 1


def _remind_before(desk: Desk) -> datetime:
    return _working_days_ago(desk, max(1, round(desk.close_term_days * REMINDER_AT)))


def _reminded(desk: Desk) -> Q:
    """Only who had a reminder is closed by the term; a term of one day is too short for one."""
    return Q() if desk.close_term_days <= 1 else Q(reminded_at__isnull=False)


def _working_days_ago(desk: Desk, days: int) -> datetime:
    """The moment that lies so many opening days back; a desk that never opens counts every day."""
    calendar = calendar_of(desk)
    moment = now()
    counted = 0
    if worktime.between(moment - timedelta(days=14), moment, calendar) == 0:
        return moment - timedelta(days=days)
    while counted < days:
        moment -= timedelta(days=1)
        if worktime.between(moment, moment + timedelta(days=1), calendar) > 0:
            counted += 1
    return moment
