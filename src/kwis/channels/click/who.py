"""Who looks at the portal, and fetching a call through what they may see."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from kwis.accounts.guards import signed_in
from kwis.desk.intake import NoDesk
from kwis.desk.models import Ticket
from kwis.desk.models.ticket.visibility import person_of
from kwis.people.models import Person

View = Callable[..., HttpResponse]
CALL_PARTS = (
    "service__category",
    "desk",
    "owner",
    "place",
    "customer",
    "reported_by",
    "with_team",
    "with_supplier",
)


def me(request: HttpRequest) -> Person | None:
    """The person behind the log-in, read together with it; None for a stranger and for a log-in that is nobody."""
    return person_of(request.user)


def customer(view: View) -> View:
    """For who can have calls: signed in and known as a person. The view gets that person."""

    @signed_in
    @wraps(view)
    def known(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = me(request)
        if person is None:
            return render(request, "channels/click/nobody.html", status=403)
        try:
            return view(request, person, *args, **kwargs)
        except NoDesk as trouble:
            return render(request, "channels/click/no_desk.html", {"trouble": trouble}, status=409)

    return known


def seen_or_404(request: HttpRequest, number: str) -> Ticket:
    """A call of one's own, one reported for another, or one that is watched."""
    rows = Ticket.objects.of_customer(request.user).select_related(*CALL_PARTS)
    ticket: Ticket = get_object_or_404(rows, number=number)
    return ticket


def own_or_404(request: HttpRequest, person: Person, number: str) -> Ticket:
    """A call about which this person decides; who only watches along decides nothing."""
    rows = Ticket.objects.of_customer(request.user).filter(Q(customer=person) | Q(reported_by=person))
    ticket: Ticket = get_object_or_404(rows.select_related(*CALL_PARTS), number=number)
    return ticket


def decides(person: Person | None, ticket: Ticket) -> bool:
    return person is not None and person.pk in {ticket.customer_id, ticket.reported_by_id}
