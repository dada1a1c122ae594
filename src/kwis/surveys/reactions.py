"""When the desk asks whether it is solved, the question how it was goes along."""

from kwis.core.events import on
from kwis.core.models import Event
from kwis.desk.events import TicketSolved
from kwis.desk.models import Ticket
from kwis.surveys.asking import ask


@on(TicketSolved)
def ask_how_it_was(event: Event) -> None:
    ticket = Ticket.objects.filter(pk=event.ticket_key or 0).first()
    if ticket is not None:
        ask(ticket)
