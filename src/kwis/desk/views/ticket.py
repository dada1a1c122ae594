"""The page of a call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from kwis.accounts.guards import guard
from kwis.desk.beside import beside
from kwis.desk.forms import MessageForm
from kwis.desk.models import Ticket
from kwis.desk.permissions import DeskRight
from kwis.desk.timeline import timeline
from kwis.desk.views.finding import ticket_or_404, ticket_to_show
from kwis.desk.workflow import UNFINISHED, may


@require_safe
@guard(DeskRight.SEE, DeskRight.SEE_TEAM)
def ticket(request: HttpRequest, number: str) -> HttpResponse:
    return ticket_page(request, ticket_to_show(request, number))


@require_POST
@guard(DeskRight.WORK)
def seen(request: HttpRequest, number: str) -> HttpResponse:
    """The page is in front of somebody of the desk: what the customer wrote is no news any more."""
    ticket_or_404(request, number).see()
    return HttpResponse(status=204)


@require_safe
@guard(DeskRight.SEE, DeskRight.SEE_TEAM)
def older(request: HttpRequest, number: str) -> HttpResponse:
    """Earlier entries of the time line, put above the ones on the page."""
    found = ticket_or_404(request, number)
    line = timeline(found, before=request.GET.get("before", ""))
    return render(request, "desk/_timeline.html", {"ticket": found, "timeline": line})


def ticket_page(
    request: HttpRequest,
    ticket: Ticket,
    *,
    form: MessageForm | None = None,
    internal: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page, also after a refused form with what was typed still in it."""
    works = request.user.has_right(DeskRight.WORK)  # type: ignore[union-attr]
    context = {
        "ticket": ticket,
        "beside": beside(ticket),
        "timeline": timeline(ticket),
        "complaint": ticket.complaint_case,
        "form": form or MessageForm(),
        "internal": internal or not works,
        "works": works,
        "may": {
            verb: works and may(verb, ticket.status)
            for verb in ("take", "hold", "resume", "solve", "close", "reopen")
        }
        | {"fill_in": works and ticket.status in UNFINISHED},
    }
    return render(request, "desk/ticket.html", context, status=status)
