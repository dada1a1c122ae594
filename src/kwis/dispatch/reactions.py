"""What starts by itself when a call came in or was translated."""

from django.utils.translation import gettext as _

from kwis.catalogue.models import Service
from kwis.core.actors import KWIS
from kwis.core.events import on
from kwis.core.models import Event
from kwis.desk.events import TicketClosed, TicketTakenIn, TicketTranslated
from kwis.desk.models import Ticket
from kwis.desk.workflow import UNFINISHED
from kwis.dispatch.accepting import settle_parts
from kwis.dispatch.models import Plan, WorkOrder
from kwis.dispatch.setting_out import set_out, start_plan
from kwis.dispatch.workflow import REPORTED_READY

BY_ITSELF = (Service.Start.AT_ONCE, Service.Start.TRIAGE)


@on(TicketTakenIn, TicketTranslated)
def start_what_starts_by_itself(event: Event) -> None:
    """A service of which the plan starts at once, or that a back office looks at first. Work that runs is left alone."""
    service = Service.objects.filter(tickets=event.ticket_key, start__in=BY_ITSELF).first()
    if service is None or WorkOrder.objects.filter(ticket=event.ticket_key).exists():
        return
    ticket = Ticket.objects.get(pk=event.ticket_key or 0)
    if ticket.status not in UNFINISHED:
        return
    if service.start == Service.Start.AT_ONCE and Plan.objects.filter(service=service, active=True).exists():
        start_plan(ticket, by=KWIS)
    elif service.start == Service.Start.TRIAGE and service.team is not None:
        set_out(
            ticket,
            title=_("Look at this first: %(subject)s") % {"subject": ticket.subject},
            team=service.team,
            by=KWIS,
        )


@on(TicketClosed)
def take_ready_parts_off_the_board(event: Event) -> None:
    """Parts of a closed call that nobody said yes or no to."""
    if WorkOrder.objects.filter(ticket=event.ticket_key, state=REPORTED_READY).exists():
        settle_parts(Ticket.objects.get(pk=event.ticket_key or 0), by=KWIS)
