"""What the desk does when something happened, after it is committed."""

from kwis.catalogue.matching import CLOSED, CORRECTED, teach
from kwis.catalogue.models import Service
from kwis.core.events import on
from kwis.core.models import Event
from kwis.desk.events import TicketClosed, TicketTranslated
from kwis.desk.intake import first_message
from kwis.desk.models import Ticket


@on(TicketTranslated)
def learn_from_translation(event: Event) -> None:
    """What a person made of the customer's words is a lesson for the next time."""
    service = Service.objects.filter(code=event.data["service"]).first()
    ticket = Ticket.objects.filter(pk=event.ticket_key).first()
    if ticket is not None and event.actor_kind == "person":
        _teach(ticket, service, event.data["kind"], CORRECTED)


@on(TicketClosed)
def learn_from_closing(event: Event) -> None:
    """A call that ended well with its service was probably understood well."""
    ticket = Ticket.objects.select_related("service").filter(pk=event.ticket_key).first()
    if ticket is not None and ticket.service is not None and not event.data.get("withdrawn"):
        _teach(ticket, ticket.service, ticket.kind, CLOSED)


def _teach(ticket: Ticket, service: Service | None, kind: str, weight: float) -> None:
    # words of a confidential call must not come back as the reason of a proposal
    if ticket.confidential:
        return
    words = first_message(ticket)
    teach(f"{ticket.subject}\n{words.text if words else ''}", service, kind, weight=weight, source_key=ticket.number)
