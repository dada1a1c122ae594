"""The one door for every contact, whatever the channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kwis.agreements.opening import calendar_of, calendars_stay, propose_moment
from kwis.catalogue.answering import Answer
from kwis.catalogue.kinds import Kind
from kwis.catalogue.matching import match
from kwis.catalogue.models import Service
from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.core.models import StoredFile
from kwis.core.numbers import next_number
from kwis.desk.channel import Channel
from kwis.desk.events import TicketTakenIn
from kwis.desk.models import ComplaintCase, FormAnswer, Message, Promise, Ticket
from kwis.desk.models.ticket.facts import Impact, Level, priority_of
from kwis.people.models import Desk, Person, Place


class NoDesk(LookupError):
    """No service desk is in use, so nobody can take the call."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """What came in. Everything but the channel, the words and who they are from may be left to Kwis.

    `dedupe_key`: the same key again (a double click, a repeated API call) gives the same call.
    `propose`: whether a service may be proposed from the words when none is given.
    `own_promise`: (how, moment) agreed with the customer; else the desk's standard promise is made.
    """

    channel: str
    text: str
    customer: Person
    by: Actor
    subject: str = ""
    html: str = ""
    folded: str = ""
    kind: str = ""
    service: Service | None = None
    desk: Desk | None = None
    place: Place | None = None
    reported_by: Person | None = None
    answers: Sequence[Answer] = ()
    files: Sequence[StoredFile] = ()
    inline: Sequence[tuple[StoredFile, str]] = ()
    need_by: datetime | None = None
    urgency: int = Level.MIDDLE
    impact: int = Impact.ONE
    expectation: str = ""
    confidential: bool = False
    unverified: bool = False
    mail_id: str = ""
    also_to: Sequence[str] = ()
    propose: bool = True
    dedupe_key: str | None = None
    own_promise: tuple[str, datetime] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def take_in(contact: Contact) -> Ticket:
    """Make a call of a contact: number, desk, first message, clock and promise, in one transaction.

    What the contact does not say is proposed from its words. Raises `NoDesk`, and `IntegrityError` when the same key comes
    in at the same moment.
    """
    earlier = taken_in_before(contact.dedupe_key)
    if earlier is not None:
        return earlier
    service, kind = _understand(contact)
    ticket = _new_ticket(contact, service, kind)
    with ticket.coming_in(), calendars_stay():
        _first_message(ticket, contact)
        FormAnswer.objects.bulk_create(
            [
                FormAnswer(ticket=ticket, field=answer.field, value=answer.value, text=answer.text)
                for answer in contact.answers
            ]
        )
        if kind == Kind.COMPLAINT:
            ComplaintCase.objects.create(ticket=ticket)
        ticket.start_clocks()
        ticket.report(
            TicketTakenIn(number=ticket.number), by=contact.by, public=True, channel=contact.channel
        )
        _promise(ticket, contact)
    return ticket


def take_in_once(contact: Contact) -> Ticket:
    """The same for who may send a contact twice at the same moment: the second is given the call of the first."""
    try:
        return take_in(contact)
    except IntegrityError:
        earlier = taken_in_before(contact.dedupe_key)
        if earlier is None:
            raise
        return earlier


def taken_in_before(dedupe_key: str | None) -> Ticket | None:
    """The call that a contact with this key became."""
    return Ticket.objects.filter(dedupe_key=dedupe_key).first() if dedupe_key else None


def _understand(contact: Contact) -> tuple[Service | None, str]:
    """Service and kind: what the contact says, else what its words say, if they say it clearly enough."""
    if contact.service is not None:
        return contact.service, contact.kind or contact.service.kind
    if not contact.propose:
        return None, contact.kind or Kind.INFORMATION
    # the second one says how sure the first one is
    found = match(f"{contact.subject}\n{contact.text}", person=contact.customer, limit=2)
    service = found.services[0].service if found.confident and found.services else None
    return service, contact.kind or found.kind or Kind.INFORMATION


def desk_for(service: Service | None, wanted: Desk | None = None) -> Desk:
    """The desk that takes the call: the one asked for, the service's, else the one that takes everything."""
    desk = wanted or (service.desk if service else None)
    if desk is None or not desk.active:
        desk = Desk.objects.filter(active=True).order_by("-is_default", "id").first()
    if desk is None:
        raise NoDesk(_("There is no service desk yet. An administrator can make one under Manage."))
    return desk


def _new_ticket(contact: Contact, service: Service | None, kind: str) -> Ticket:
    ticket = Ticket(
        number=next_number("ticket"),
        subject=_subject(contact),
        kind=kind,
        channel=contact.channel,
        desk=desk_for(service, contact.desk),
        service=service,
        customer=contact.customer,
        reported_by=contact.reported_by,
        place=contact.place or contact.customer.place,
        impact=contact.impact,
        urgency=contact.urgency,
        need_by=contact.need_by,
        priority=priority_of(contact.impact, contact.urgency),
        expectation=contact.expectation,
        confidential=contact.confidential or bool(service and service.confidential),
        dedupe_key=contact.dedupe_key,
        created_at=now(),
        changed_at=now(),
        act_at=now(),
    )
    ticket.copy_customer(contact.customer)
    ticket.save(force_insert=True)
    return ticket


def _subject(contact: Contact) -> str:
    """The subject as given, else the first words of what was said."""
    given = " ".join(contact.subject.replace("\x00", "").split())
    if given:
        return given[:200]
    first = " ".join(contact.text.replace("\x00", "").split())
    if len(first) <= 80:
        return first or _("Without words")
    return first[:80].rsplit(" ", 1)[0] + "…"


def _first_message(ticket: Ticket, contact: Contact) -> None:
    author = contact.reported_by or contact.customer
    text = contact.text.strip() or contact.subject.strip() or _("Without words")
    ticket.receive(
        text,
        author=author,
        channel=contact.channel,
        html=contact.html,
        folded=contact.folded,
        files=contact.files,
        inline=contact.inline,
        unverified=contact.unverified,
        mail_id=contact.mail_id,
        also_to=contact.also_to,
    )


def _promise(ticket: Ticket, contact: Contact) -> None:
    if contact.own_promise is not None:
        how, moment = contact.own_promise
    else:
        how = Promise.How.CALL if contact.channel == Channel.PHONE else Promise.How.ANSWER
        moment = propose_moment(calendar_of(ticket.desk), now(), ticket.desk.promise_minutes * 60)
    ticket.promise(how, moment, by=contact.by)


def first_message(ticket: Ticket) -> Message | None:
    """The customer's first words; what a service is learned from."""
    return ticket.messages.filter(direction=Message.Direction.IN).order_by("id").first()
