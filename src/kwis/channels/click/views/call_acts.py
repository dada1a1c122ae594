"""What a customer does on a call: each act is a resource of its own. Who only watches along gets a 404."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kwis.channels.click.forms import FaceForm, MessageForm, RefusalForm, WatcherForm
from kwis.channels.click.uploads import taken, ticket_for
from kwis.channels.click.views.call import call_page
from kwis.channels.click.who import customer, own_or_404
from kwis.core.files import FileRefused
from kwis.desk.channel import Channel
from kwis.desk.models import Closure, Hold, Ticket
from kwis.desk.workflow import CLOSED, ON_HOLD, SOLVED, NotNow
from kwis.dispatch.accepting import accept_all, accept_part, parts_of, refuse_part
from kwis.dispatch.models import WorkOrder
from kwis.people.models import Person
from kwis.surveys.asking import ask, record_answer
from kwis.ui import toasts


def act(
    request: HttpRequest, person: Person, ticket: Ticket, verb: Callable[[], Any], done: str
) -> HttpResponse:
    """Do it and go back to the call; when the state does not allow it, say so on the page."""
    try:
        verb()
    except NotNow as trouble:
        ticket.refresh_from_db()
        return call_page(request, person, ticket, trouble=str(trouble), status=409)
    toasts.say(request, done)
    return redirect("portal:call", ticket.number)


@require_POST
@customer
def messages(request: HttpRequest, person: Person, number: str) -> HttpResponse:
    ticket = own_or_404(request, person, number)
    form = MessageForm(request.POST, auto_id="message_%s")
    files, refused = [], ""
    try:
        files = taken(request, "files", by=person.actor)
    except FileRefused as refusal:
        refused = str(refusal)
    if not form.is_valid() and not (
        files and "text" in form.errors and not request.POST.get("text", "").strip()
    ):
        return _again(request, person, ticket, form, files)
    if refused:
        form.add_error(None, refused)
        return _again(request, person, ticket, form, files)
    if ticket.status == CLOSED:
        return call_page(
            request, person, ticket, trouble=_("This call is closed; open it again first."), status=409
        )
    text = request.POST.get("text", "")

    def write() -> None:
        with transaction.atomic():
            ticket.receive(text, author=person, channel=Channel.PORTAL, files=files)
            if _waits_for_customer(ticket):
                ticket.resume(by=person.actor)

    return act(request, person, ticket, write, _("Your message was sent."))


def _again(
    request: HttpRequest, person: Person, ticket: Ticket, form: MessageForm, files: list[Any]
) -> HttpResponse:
    kept = [(file, ticket_for(file, request)) for file in files]
    return call_page(request, person, ticket, forms={"message": form}, kept_files=kept, status=422)


def _waits_for_customer(ticket: Ticket) -> bool:
    waiting = Hold.objects.filter(ticket=ticket, ended_at__isnull=True, reason=Hold.Reason.CUSTOMER)
    return ticket.status == ON_HOLD and waiting.exists()


@require_POST
@customer
def answer(request: HttpRequest, person: Person, number: str) -> HttpResponse:
    """Yes or no to a call that we think is ready; a face may come along."""
    ticket = own_or_404(request, person, number)
    if request.POST.get("answer") == "no":
        form = RefusalForm(request.POST, auto_id="refusal_%s")
        if not form.is_valid():
            return call_page(request, person, ticket, forms={"refusal": form, "answer": "no"}, status=422)
        return act(
            request,
            person,
            ticket,
            lambda: _say_no(ticket, form, person),
            _("Thank you. We work on it again."),
        )
    if request.POST.get("answer") != "yes":
        return call_page(request, person, ticket, trouble=_("Choose yes or no."), status=422)
    face = FaceForm(request.POST)

    def say_yes() -> None:
        with transaction.atomic():
            _must_be_asked(ticket)
            accept_all(ticket, by=person.actor, closed_by=Closure.By.CUSTOMER)
            if face.is_valid():
                record_answer(ask(ticket), face.face, face.cleaned_data["tip"], by=person.actor)

    return act(request, person, ticket, say_yes, _("Thank you. The call is closed."))


def _say_no(ticket: Ticket, form: RefusalForm, person: Person) -> None:
    _must_be_asked(ticket)
    ticket.reopen(form.cleaned_data["cause"], by=person.actor, words=form.cleaned_data["words"])


def _must_be_asked(ticket: Ticket) -> None:
    """A yes to a call that is closed already does nothing; to one that still runs it is too early."""
    if ticket.status not in {SOLVED, CLOSED}:
        raise NotNow(_("We are still working on this call."))


@require_POST
@customer
def answer_part(request: HttpRequest, person: Person, number: str, part: str) -> HttpResponse:
    ticket = own_or_404(request, person, number)
    order = _part_or_404(ticket, part)
    if request.POST.get("answer") == "yes":
        done = _("Thank you. We are glad that it is right.")
        return act(request, person, ticket, lambda: accept_part(order, by=person.actor), done)
    if request.POST.get("answer") != "no":
        return call_page(request, person, ticket, trouble=_("Choose yes or no."), status=422)
    form = RefusalForm(request.POST, auto_id=f"{order.number}_%s")
    if not form.is_valid():
        return call_page(request, person, ticket, forms={"part": order.number, "part_form": form}, status=422)
    given = form.cleaned_data

    def say_no() -> None:
        refuse_part(order, cause=given["cause"], words=given["words"], by=person.actor)

    return act(request, person, ticket, say_no, _("Thank you. We work on it again."))


def _part_or_404(ticket: Ticket, number: str) -> WorkOrder:
    """A part that the customer sees; a work order that stays inside does not exist here."""
    for part in parts_of(ticket):
        if part.number == number:
            part.ticket = ticket
            return part
    raise Http404


@require_POST
@customer
def face(request: HttpRequest, person: Person, number: str) -> HttpResponse:
    """How it was, of a call that is ready; a second answer replaces the first."""
    ticket = own_or_404(request, person, number)
    form = FaceForm(request.POST)
    if not form.is_valid():
        return call_page(request, person, ticket, forms={"face": form}, status=422)

    def say() -> None:
        _must_be_asked(ticket)
        with transaction.atomic():
            record_answer(ask(ticket), form.face, form.cleaned_data["tip"], by=person.actor)

    return act(request, person, ticket, say, _("Thank you for your answer."))


@require_POST
@customer
def reopening(request: HttpRequest, person: Person, number: str) -> HttpResponse:
    """It is not solved after all: the closed call opens again, within the desk's term."""
    ticket = own_or_404(request, person, number)
    form = RefusalForm(request.POST, auto_id="refusal_%s")
    if not form.is_valid():
        return call_page(request, person, ticket, forms={"refusal": form}, status=422)
    return act(
        request, person, ticket, lambda: _say_no(ticket, form, person), _("Thank you. We work on it again.")
    )


@require_POST
@customer
def withdrawal(request: HttpRequest, person: Person, number: str) -> HttpResponse:
    ticket = own_or_404(request, person, number)
    done = _("You do not need it any more. The call is closed.")
    return act(request, person, ticket, lambda: ticket.withdraw(by=person.actor), done)


@require_POST
@customer
def watchers(request: HttpRequest, person: Person, number: str) -> HttpResponse:
    """A colleague watches along. On a confidential call only the desk adds people."""
    ticket = own_or_404(request, person, number)
    if ticket.confidential or person.external:
        raise Http404
    form = WatcherForm(request.POST, auto_id="watcher_%s")
    if not form.is_valid():
        return call_page(request, person, ticket, forms={"watcher": form}, status=422)
    colleague = form.cleaned_data["person"]
    done = _("%(name)s watches along from now on.") % {"name": colleague.name}
    return act(request, person, ticket, lambda: ticket.add_watcher(colleague, by=person.actor), done)
