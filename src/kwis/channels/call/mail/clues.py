"""What a mail points at: the calls that its addresses, ids and subject name, and who its sender is there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Q

from kwis.channels.models import Delivery
from kwis.desk.models import Message, Ticket
from kwis.desk.permissions import DeskRight
from kwis.people.identify import by_email
from kwis.people.models import Person, PersonAddress

from .own_ids import number_in_message_id, number_in_reply_address
from .parsed import Address, ParsedMail
from .threading import Clue, Clues, Side

_NUMBER = re.compile(r"(?<![\w-])(\d{2}-\d{3,12})(?![\w-])")
_MOST = 50


def clues_in(mail: ParsedMail) -> Clues:
    """Look up everything once; calls that do not exist give no clue."""
    sender = mail.author.key
    return Clues(
        signed=_clues(_by_number(_signed_numbers(mail)), sender),
        referenced=_clues(_by_reference(_ids(mail)), sender),
        numbered=_clues(_by_number(_NUMBER.findall(mail.subject)), sender),
    )


def _ids(mail: ParsedMail) -> list[str]:
    """The ids that a mail answers, nearest first: In-Reply-To, then the references from last to first."""
    return list(dict.fromkeys([*mail.in_reply_to, *reversed(mail.references)]))[:_MOST]


def _signed_numbers(mail: ParsedMail) -> list[str]:
    delivered = [
        Address("", value)
        for name in ("delivered-to", "x-original-to", "envelope-to")
        for value in mail.headers.get(name, ())
    ]
    addresses = [one.address for one in (*mail.to, *mail.cc, *delivered)]
    by_address = (number_in_reply_address(one) for one in addresses if "+" in one)
    by_id = (number_in_message_id(one) for one in _ids(mail))
    return [one for one in (*by_address, *by_id) if one]


def tickets_of_letters(ids: Iterable[str]) -> list[Ticket]:
    """The calls about which we sent these letters."""
    return _by_number([number for one in ids if (number := number_in_message_id(one))])


def _by_number(numbers: Iterable[str]) -> list[Ticket]:
    wanted = list(dict.fromkeys(numbers))[:_MOST]
    found = {one.number: one for one in Ticket.objects.filter(number__in=wanted)} if wanted else {}
    return [found[number] for number in wanted if number in found]


def _by_reference(ids: list[str]) -> list[Ticket]:
    if not ids:
        return []
    # Anybody can send a mail with the id of another: every call that knows the id is a clue, not just one.
    known = list(
        Message.objects.filter(mail_id__in=ids).order_by("id").values_list("mail_id", "ticket")[:_MOST]
    )
    wanted = list(dict.fromkeys(ticket for one in ids for mail_id, ticket in known if mail_id == one))
    found = Ticket.objects.in_bulk(wanted)
    return [found[key] for key in wanted if key in found]


def _clues(tickets: list[Ticket], sender: str) -> tuple[Clue, ...]:
    person = by_email(sender) if tickets and sender else None
    return tuple(Clue(one.pk, side_of(one, sender, person)) for one in tickets)


def side_of(ticket: Ticket, sender: str, person: Person | None) -> Side:
    """Who this address is to the call."""
    if sender and sender in participants(ticket):
        return Side.CUSTOMER
    if (
        sender
        and Delivery.objects.filter(ticket=ticket, order__isnull=False, address__iexact=sender).exists()
    ):
        return Side.SUPPLIER
    user = person.user if person is not None and person.active else None
    if user is None or not user.is_active:
        return Side.STRANGER
    if Ticket.objects.visible_to(user).filter(pk=ticket.pk).exists():
        return Side.STAFF
    works_here = any(user.has_right(right) for right in (DeskRight.SEE, DeskRight.SEE_TEAM))
    return Side.NO_ACCESS if works_here else Side.STRANGER


def participants(ticket: Ticket) -> frozenset[str]:
    """The addresses, in small letters, of who takes part on the customer's side; never of whom a complaint is about."""
    people = (
        Q(person__tickets=ticket) | Q(person__reported_tickets=ticket) | Q(person__watching__ticket=ticket)
    )
    others = PersonAddress.objects.filter(people).exclude(person=ticket.about_id)
    known = others.values_list("value", flat=True).distinct()
    return frozenset(one.casefold() for one in (*known, ticket.customer_email) if one)
