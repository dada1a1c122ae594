"""What perhaps helps with a call, fetched after its page so that the page never waits for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kwis.accounts.guards import guard
from kwis.desk.intake import first_message
from kwis.desk.permissions import DeskRight
from kwis.desk.suggesting import suggest
from kwis.desk.views.finding import ticket_or_404


@require_safe
@guard(DeskRight.SEE, DeskRight.SEE_TEAM)
def suggestions(request: HttpRequest, number: str) -> HttpResponse:
    ticket = ticket_or_404(request, number)
    said = first_message(ticket)
    found = suggest(
        request.user,
        f"{ticket.subject}\n{said.text if said else ''}",
        customer=ticket.customer,
        place=ticket.place,
        service=ticket.service,
        without=ticket,
    )
    context = {
        "ticket": ticket,
        "found": found,
        "works": request.user.has_right(DeskRight.WORK),  # type: ignore[union-attr]
    }
    return render(request, "desk/_suggestions.html", context)
