"""My calls: the list, one call as its customer sees it, and the page right after sending."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kwis.channels.click.customer_words import event_words, part_of, promise_state, promise_words, state_words
from kwis.channels.click.forms import FaceForm, MessageForm, RefusalForm, WatcherForm
from kwis.channels.click.progress import rows_of
from kwis.channels.click.who import customer, decides, seen_or_404
from kwis.core.models import StoredFile
from kwis.desk.mail_html import document
from kwis.desk.models import Hold, Ticket
from kwis.desk.shown_messages import ShownMessage
from kwis.desk.timeline import Entry, timeline
from kwis.desk.workflow import CLOSED, ON_HOLD, SOLVED
from kwis.dispatch.accepting import parts_of
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.workflow import REPORTED_READY
from kwis.people.models import Person
from kwis.surveys.models import Survey
from kwis.ui.paging import page_of
from kwis.ui.security import mail_frame

PAGE = 25
CLOSED_ONLY = "closed"


@dataclass(frozen=True)
class Said:
    """One line of the conversation: a message, or an event in words."""

    at: datetime
    message: ShownMessage | None = None
    mine: bool = False
    words: str = ""


@dataclass(frozen=True)
class Confirm:
    """One part that we ask about."""

    order: WorkOrder
    words: str
    form: RefusalForm
    answer: str = ""


@require_safe
@customer
def calls(request: HttpRequest, person: Person) -> HttpResponse:
    """Running calls, or those that are closed, newest first."""
    closed = request.GET.get("show") == CLOSED_ONLY
    mine = Ticket.objects.of_customer(request.user).select_related("owner", "with_team", "with_supplier")
    wanted = mine.filter(status=CLOSED) if closed else mine.unfinished()
    page = page_of(
        wanted, ["-id"], PAGE, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    context = {"rows": rows_of(list(page)), "page": page, "closed": closed}
    return render(request, "channels/click/calls.html", context)


@require_safe
@customer
def call(request: HttpRequest, person: Person, number: str) -> HttpResponse:
    return call_page(request, person, seen_or_404(request, number))


@require_safe
@customer
def sent(request: HttpRequest, person: Person, number: str) -> HttpResponse:
    """Right after sending: the number and what we promise."""
    ticket = seen_or_404(request, number)
    context = {"ticket": ticket, "promise": promise_words(ticket), "promise_state": promise_state(ticket)}
    return render(request, "channels/click/sent.html", context)


@require_safe
@customer
@mail_frame
def message_html(request: HttpRequest, person: Person, number: str, key: int) -> HttpResponse:
    """A mail's own HTML, at an address of its own, for a sandboxed frame; only of public messages."""
    message = get_object_or_404(seen_or_404(request, number).messages.filter(public=True), pk=key)
    return HttpResponse(document(message))


def call_page(
    request: HttpRequest,
    person: Person,
    ticket: Ticket,
    *,
    trouble: str = "",
    status: int = 200,
    forms: dict[str, Any] | None = None,
    kept_files: list[tuple[StoredFile, str]] | None = None,
) -> HttpResponse:
    """The page of a call; an act that did not go shows it again with its form and what is wrong.

    `forms` may hold message, refusal, face, watcher, and part (number of the order) with part_form.
    """
    given = forms or {}
    context = {
        **_where_it_stands(ticket, given),
        **_what_was_said(request, person, ticket),
        **_what_can_be_filled_in(given),
        "ticket": ticket,
        "decides": decides(person, ticket),
        "kept_files": kept_files or [],
        "trouble": trouble,
    }
    return render(request, "channels/click/call.html", context, status=status)


def _where_it_stands(ticket: Ticket, given: dict[str, Any]) -> dict[str, Any]:
    """Promise, parts, and what we ask the customer."""
    parts = parts_of(ticket)
    held = (
        Hold.objects.filter(ticket=ticket, ended_at__isnull=True).first()
        if ticket.status == ON_HOLD
        else None
    )
    waits_for_you = held is not None and held.reason == Hold.Reason.CUSTOMER
    survey = Survey.objects.filter(ticket=ticket).select_related("answer").first()
    asked = [part for part in parts if part.state == REPORTED_READY and ticket.status != CLOSED]
    return {
        "promise": promise_words(ticket),
        "promise_state": promise_state(ticket),
        "state_words": state_words(ticket, parts, held),
        "waits_for_you": waits_for_you,
        "parts": [part_of(part, waits_for_you) for part in parts],
        "confirms": [_confirm(part, given) for part in asked],
        "solved": ticket.status == SOLVED,
        "closed": ticket.status == CLOSED,
        "may_reopen": ticket.status == CLOSED and ticket.may_reopen,
        "answered_face": getattr(survey, "answer", None) if survey else None,
    }


def _what_was_said(request: HttpRequest, person: Person, ticket: Ticket) -> dict[str, Any]:
    line = timeline(ticket, public_only=True, before=request.GET.get("before", ""))
    return {
        "line": [said for entry in reversed(line.entries) if (said := _said(entry, person, ticket))],
        "older": line.older,
        "answers": list(ticket.answers.select_related("field")),
        "watchers": list(ticket.watchers.select_related("person")),
    }


def _what_can_be_filled_in(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "message_form": given.get("message") or MessageForm(auto_id="message_%s"),
        "refusal_form": given.get("refusal") or RefusalForm(auto_id="refusal_%s"),
        "face_form": given.get("face") or FaceForm(),
        "watcher_form": given.get("watcher") or WatcherForm(auto_id="watcher_%s"),
        "answer": given.get("answer", ""),
    }


def _confirm(part: WorkOrder, given: dict[str, Any]) -> Confirm:
    told = [completion.customer_words for completion in part.completions.all() if completion.customer_words]
    refused_here = given.get("part") == part.number
    form = given["part_form"] if refused_here else RefusalForm(auto_id=f"{part.number}_%s")
    return Confirm(part, told[-1] if told else "", form, "no" if refused_here else "")


def _said(entry: Entry, person: Person, ticket: Ticket) -> Said | None:
    if entry.message is not None:
        return Said(entry.at, message=entry.message, mine=entry.message.author_id == person.pk)
    words = event_words(entry.event, ticket) if entry.event else entry.words
    return Said(entry.at, words=words) if words else None
