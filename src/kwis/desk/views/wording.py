"""Hard words in an answer that is being written, each with a plain one: a hint, nothing is held back for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from kwis.accounts.guards import guard
from kwis.desk.permissions import DeskRight
from kwis.desk.views.finding import ticket_or_404
from kwis.knowledge.plain import check

MOST = 8


@require_POST
@guard(DeskRight.WORK)
def hard_words(request: HttpRequest, number: str) -> HttpResponse:
    """Asked with POST because an answer does not belong in an address; nothing is kept."""
    ticket = ticket_or_404(request, number)
    found = {
        hard.word.casefold(): hard for hard in check(request.POST.get("text", ""), ticket.customer.language)
    }
    return render(request, "desk/_hard_words.html", {"hard": list(found.values())[:MOST]})
