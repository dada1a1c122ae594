"""Rules listen to what happens to calls."""

from kwis.automation.running import run_rules
from kwis.core.events import on
from kwis.core.models import Event
from kwis.desk.events import TicketTakenIn, TicketTranslated
from kwis.desk.models import Ticket


@on(TicketTakenIn, TicketTranslated)
def let_rules_work(event: Event) -> None:
    ticket = Ticket.objects.select_related("service", "place", "desk").filter(pk=event.ticket_key).first()
    if ticket is not None:
        run_rules(event.type, ticket)
