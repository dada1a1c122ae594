"""Letters that go out when something happened."""

from kwis.channels.delivering import letters
from kwis.core.events import on
from kwis.core.models import Event
from kwis.desk.events import MessageAdded, PromiseMoved, TicketClosed, TicketSolved, TicketTakenIn
from kwis.desk.models import Closure, Message, Ticket
from kwis.dispatch.events import OrderReleased
from kwis.dispatch.models import WorkOrder


def _ticket(event: Event) -> Ticket | None:
    return (
        Ticket.objects.select_related("customer", "reported_by", "desk").filter(pk=event.ticket_key).first()
    )


@on(TicketTakenIn)
def confirm(event: Event) -> None:
    ticket = _ticket(event)
    if ticket is not None:
        letters.confirm(ticket)


@on(MessageAdded)
def send_answer(event: Event) -> None:
    if event.data["direction"] != Message.Direction.OUT:
        return
    message = (
        Message.objects.select_related("ticket__customer", "ticket__desk")
        .filter(pk=event.data["message"])
        .first()
    )
    if message is not None:
        letters.answer(message, event)


@on(TicketSolved)
def ask_whether_solved(event: Event) -> None:
    ticket = _ticket(event)
    if ticket is not None:
        letters.solved(ticket, event)


@on(PromiseMoved)
def tell_moved_promise(event: Event) -> None:
    ticket = _ticket(event)
    if ticket is not None:
        letters.promise_moved(ticket, event)


@on(TicketClosed)
def tell_closed(event: Event) -> None:
    ticket = _ticket(event)
    if ticket is not None and event.data["by"] == Closure.By.TERM:
        letters.closed_by_term(ticket)


@on(OrderReleased)
def send_order(event: Event) -> None:
    order = (
        WorkOrder.objects.select_related("supplier", "ticket__desk", "place")
        .filter(pk=event.subject_key)
        .first()
    )
    if order is not None and order.supplier_id is not None:
        letters.order_to_supplier(order)
