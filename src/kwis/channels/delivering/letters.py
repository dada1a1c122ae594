"""Which event gives which letter. One change makes one letter, however many events it has."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from kwis.channels.call.mail.answering import may_answer
from kwis.channels.click.letter_links import confirm_address
from kwis.channels.delivering.writing import Recipient, write
from kwis.core.events import typed
from kwis.core.models import Event
from kwis.desk.events import PromiseMoved
from kwis.desk.intake import first_message
from kwis.desk.models import Message, Ticket
from kwis.dispatch.models import SupplierLink, WorkOrder


def confirm(ticket: Ticket) -> None:
    """We have it, this is its number, you hear from us before then. Not for who was answered at once.

    To a sender who is not proven it carries no words of theirs: nobody can send their words through us.
    """
    to = Recipient.of(ticket.reported_by or ticket.customer)
    first = first_message(ticket)
    if to is None or ticket.answered_at_once or (first is not None and not may_answer(first)):
        return
    unproven = first is not None and first.unverified
    write("confirmation", to, ticket, words={"subject": ticket.number} if unproven else {}, automatic=True)


def answer(message: Message, event: Event) -> None:
    """The desk's words, to the customer and who watches. When the same change asks whether it is solved, that letter has them."""
    if _same_change(event, "desk.ticket_solved", at_once=False):
        return
    for to in _readers(message.ticket):
        write("answer", to, message.ticket, words={"text": message.text}, message=message)


def solved(ticket: Ticket, event: Event) -> None:
    """Is it solved? With the words that were written in the same change, and a link that asks for yes or no."""
    if event.data.get("at_once"):
        return
    told = (
        Event.objects.filter(xid=event.xid, ticket_key=ticket.pk, type="desk.message_added")
        .order_by("-id")
        .first()
    )
    message = Message.objects.filter(pk=told.data["message"]).first() if told else None
    to = Recipient.of(ticket.customer)
    if to is None:
        return
    words = {"text": message.text if message else "", "link": confirm_address(ticket)}
    write("solved", to, ticket, words=words, message=message)


def promise_moved(ticket: Ticket, event: Event) -> None:
    to = Recipient.of(ticket.customer)
    told = typed(event)
    if to is not None and isinstance(told, PromiseMoved):
        with translation.override(to.language):
            why = told.why()
        write("promise_moved", to, ticket, words={"text": why})


def closed_by_term(ticket: Ticket) -> None:
    to = Recipient.of(ticket.customer)
    if to is not None:
        write("closed", to, ticket, words={}, automatic=True)


def reminder(ticket: Ticket) -> None:
    """Before a solved call closes by its term."""
    to = Recipient.of(ticket.customer)
    if to is not None:
        write("reminder", to, ticket, words={"link": confirm_address(ticket)}, automatic=True)


def order_to_supplier(order: WorkOrder) -> None:
    """The order with its own way to answer. Without an address the order stands on the call, for the desk to phone."""
    supplier = order.supplier
    if supplier is None or not supplier.email:
        return
    _link, secret = SupplierLink.make(order)
    link = settings.BASE_URL + reverse("dispatch:supplier_order", args=[secret])
    where = str(order.place) if order.place else ""
    text = "\n\n".join(part for part in (where, order.instruction) if part)
    write(
        "order",
        Recipient(supplier.email, supplier.name),
        order.ticket,
        words={"text": text, "link": link},
        order=order,
    )


def _readers(ticket: Ticket) -> list[Recipient]:
    people = [ticket.customer, *(watcher.person for watcher in ticket.watchers.select_related("person"))]
    found = [to for person in people if (to := Recipient.of(person)) is not None]
    return list({to.address.lower(): to for to in found}.values())


def _same_change(event: Event, type_name: str, **data: object) -> bool:
    rows = Event.objects.filter(xid=event.xid, ticket_key=event.ticket_key, type=type_name)
    return any(all(row.data.get(key) == value for key, value in data.items()) for row in rows)
