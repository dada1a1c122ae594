"""The page of a call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kwis.accounts.guards import guard
from kwis.desk.beside import beside
from kwis.desk.forms import MessageForm
from kwis.desk.models import Ticket
from kwis.desk.permissions import DeskRight
from kwis.desk.timeline import timeline
from kwis.desk.views.finding import ticket_or_404, ticket_to_show
from kwis.desk.workflow import may


@require_safe
@guard(DeskRight.SEE, DeskRight.SEE_TEAM)
def ticket(request: HttpRequest, number: str) -> HttpResponse:
    found = ticket_to_show(request, number)
    if request.user.has_right(DeskRight.WORK):  # type: ignore[union-attr]
        found.see()
    return ticket_page(request, found)


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
        },
    }
    return render(request, "desk/ticket.html", context, status=status)
