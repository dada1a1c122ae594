"""Searching calls from the topbar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kwis.accounts.guards import guard
from kwis.desk.permissions import DeskRight
from kwis.desk.searching import find_tickets

SHOWN = 50


@guard(DeskRight.SEE, DeskRight.SEE_TEAM)
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    found = find_tickets(request.user, words, limit=SHOWN + 1) if words else []
    tickets = found[:SHOWN]
    # a number that was typed in full opens the call at once
    if len(tickets) == 1 and tickets[0].number == words:
        return redirect("desk:ticket", number=words)
    return render(
        request, "desk/search.html", {"words": words, "tickets": tickets, "more": len(found) > SHOWN}
    )
