"""What the desk does when something happened, after it is committed."""

from kwis.catalogue.matching import CLOSED, CORRECTED, forget, teach
from kwis.catalogue.models import Service
from kwis.core.actors import Actor
from kwis.core.events import on
from kwis.core.models import Event
from kwis.desk.events import ComplaintAboutNamed, FactChanged, MessageAdded, TicketClosed, TicketTranslated
from kwis.desk.intake import first_message
from kwis.desk.keeping_watch import ask_for_another_owner
from kwis.desk.models import Hold, Message, Ticket
from kwis.desk.workflow import ON_HOLD, UNFINISHED


@on(TicketTranslated)
def learn_from_translation(event: Event) -> None:
    """What a person made of the customer's words is a lesson for the next time."""
    service = Service.objects.filter(code=event.data["service"]).first()
    ticket = _to_learn_from(event)
    if ticket is not None and event.actor_kind == "person":
        _teach(ticket, service, event.data["kind"], CORRECTED)


@on(TicketClosed)
def learn_from_closing(event: Event) -> None:
    """A call that ended well with its service was probably understood well."""
    ticket = _to_learn_from(event)
    if ticket is not None and ticket.service is not None and not event.data.get("withdrawn"):
        _teach(ticket, ticket.service, ticket.kind, CLOSED)


@on(FactChanged)
def forget_what_is_confidential(event: Event) -> None:
    """What the words of a call taught is taken back when it becomes confidential."""
    if event.data["field"] != "confidential":
        return
    ticket = Ticket.objects.filter(pk=event.ticket_key or 0, confidential=True).first()
    if ticket is not None:
        forget(source_key=ticket.number)


@on(ComplaintAboutNamed)
def hide_from_whom_it_is_about(event: Event) -> None:
    """What its words taught could come back to that person as the reason of a proposal; a colleague takes the call on."""
    ticket = Ticket.objects.filter(pk=event.ticket_key or 0, about__isnull=False).first()
    if ticket is None:
        return
    forget(source_key=ticket.number)
    if event.data["owner_left"] and ticket.owner_id is None and ticket.status in UNFINISHED:
        ask_for_another_owner(ticket)


@on(MessageAdded)
def go_on_when_the_customer_answers(event: Event) -> None:
    """What we waited for is there, whatever way it came in."""
    if event.data["direction"] != Message.Direction.IN:
        return
    # words from before the hold are not the answer that it waits for
    waits = Hold.objects.filter(
        ticket_id=event.ticket_key or 0, ended_at__isnull=True, reason=Hold.Reason.CUSTOMER, at__lte=event.at
    )
    if waits.exists():
        ticket = Ticket.objects.get(pk=event.ticket_key or 0)
        if ticket.status == ON_HOLD:
            ticket.resume(by=Actor(name=event.actor_name, key=event.actor_key, kind=event.actor_kind))


def _to_learn_from(event: Event) -> Ticket | None:
    """The call, held until the lesson is written: it cannot become confidential in between and be forgotten too early."""
    rows = Ticket.objects.select_for_update(of=("self",), no_key=True).select_related("service")
    return rows.filter(pk=event.ticket_key or 0).first()


def _teach(ticket: Ticket, service: Service | None, kind: str, weight: float) -> None:
    # words of a confidential call, or of a complaint about somebody, must not come back as the reason of a proposal
    if ticket.confidential or ticket.about_id is not None:
        return
    words = first_message(ticket)
    teach(
        f"{ticket.subject}\n{words.text if words else ''}",
        service,
        kind,
        weight=weight,
        source_key=ticket.number,
    )
