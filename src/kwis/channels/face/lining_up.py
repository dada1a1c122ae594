"""The line of a day: join it, call the next one, end a visit."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kwis.channels.events import VisitEnded, VisitorCalled, VisitorJoined
from kwis.channels.models import Counter, Visit
from kwis.core.actors import Actor
from kwis.core.clock import now, today
from kwis.core.events import record
from kwis.desk.models import Ticket
from kwis.desk.workflow import NotNow
from kwis.people.models import Desk, Person
from kwis.ui.pulse import beat


@transaction.atomic
def join(desk: Desk, *, by: Actor, person: Person | None = None, name: str = "", words: str = "") -> Visit:
    """Give somebody the next number of today. Raises `NotNow` when nobody is named."""
    said = person.name if person else " ".join(name.split())
    if not said:
        raise NotNow(_("Choose who it is, or write down a name."))
    # one number at a time; rows that only point at the desk need not wait
    Desk.objects.select_for_update(no_key=True).get(pk=desk.pk)
    last = Visit.objects.filter(desk=desk, day=today()).aggregate(last=Max("number"))["last"] or 0
    visit = Visit.objects.create(
        desk=desk, number=last + 1, person=person, name=said[:200], words=words.strip()[:200]
    )
    record(VisitorJoined(number=visit.number), by=by, subject=visit)
    beat(f"desk:{desk.pk}")
    return visit


@transaction.atomic
def call_next(counter: Counter, *, by: Actor) -> Visit:
    """Call the first of the line to this counter; two counters at once never call the same one."""
    visit: Visit | None = (
        Visit.objects.filter(desk=counter.desk_id)
        .waiting()
        .select_for_update(skip_locked=True, of=("self",))
        .first()
    )
    if visit is None:
        raise NotNow(_("Nobody is waiting."))
    return _call(visit, counter, by)


@transaction.atomic
def call_at_once(visit: Visit, counter: Counter, *, by: Actor) -> Visit:
    """Somebody steps up without waiting."""
    return _call(visit, counter, by)


def _call(visit: Visit, counter: Counter, by: Actor) -> Visit:
    if Visit.objects.filter(counter=counter).being_helped().exists():
        raise NotNow(_("First finish with who is at this counter now."))
    visit.counter, visit.called_at, visit.called_by_name = counter, now(), by.name
    visit.save(update_fields=["counter", "called_at", "called_by_name"])
    record(VisitorCalled(number=visit.number, counter=counter.name), by=by, subject=visit)
    beat(f"desk:{visit.desk_id}")
    return visit


def did_not_come(visit: Visit, *, by: Actor) -> None:
    _end(visit, Visit.Outcome.DID_NOT_COME, by, None)


def helped(visit: Visit, ticket: Ticket, *, by: Actor) -> None:
    """The visit became this call. A second time does nothing."""
    _end(visit, Visit.Outcome.HELPED, by, ticket)


@transaction.atomic
def _end(visit: Visit, outcome: str, by: Actor, ticket: Ticket | None) -> None:
    moved = Visit.objects.filter(pk=visit.pk, ended_at__isnull=True).update(
        ended_at=now(), ended_by_name=by.name, outcome=outcome, ticket=ticket
    )
    if moved:
        record(
            VisitEnded(number=visit.number, outcome=outcome),
            by=by,
            subject=visit,
            ticket_key=ticket.pk if ticket else None,
        )
        beat(f"desk:{visit.desk_id}")
