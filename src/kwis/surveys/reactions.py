"""When the desk asks whether it is solved, the question how it was goes along."""

from kwis.core.events import on
from kwis.core.models import Event
from kwis.desk.events import TicketSolved
from kwis.surveys.asking import put_the_question


@on(TicketSolved)
def ask_how_it_was(event: Event) -> None:
    assert event.ticket_key is not None
    put_the_question(event.ticket_key)
