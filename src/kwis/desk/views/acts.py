"""What an agent does with a call, each act a resource of its own: a dialog to fill in, and a POST that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kwis.accounts.guards import guard
from kwis.agreements.opening import calendar_of, propose_moment
from kwis.core.clock import now
from kwis.desk.forms import (
    AboutForm,
    DecisionForm,
    FactsForm,
    HearingForm,
    HoldForm,
    LinkForm,
    OwnerForm,
    PromiseForm,
    RecoveryForm,
    ReopeningForm,
    SolutionForm,
    TranslationForm,
    WatcherForm,
)
from kwis.desk.models import Closure, Promise, Ticket
from kwis.desk.permissions import DeskRight
from kwis.desk.questions import questions_of
from kwis.desk.views.finding import ticket_or_404
from kwis.desk.workflow import NotNow
from kwis.people.models import Person
from kwis.people.signed_in import me
from kwis.ui import toasts
from kwis.ui.asked import for_fragment
from kwis.ui.moments import local

Words = str | Lazy


@dataclass(frozen=True)
class Act:
    """`make` gives the form for a call (None: nothing to fill in), `draw` draws its fields; `do` carries it out."""

    title: Words
    button: Words
    done: Words
    do: Callable[[Ticket, dict[str, Any], Person], object]
    make: Callable[[Ticket, Any], forms.Form] | None = None
    draw: str = "desk/_act_fields.html"
    rights: tuple[str, ...] = (DeskRight.WORK,)


def view_of(act: Act) -> Callable[..., HttpResponse]:
    @guard(*act.rights)
    def view(request: HttpRequest, number: str) -> HttpResponse:
        ticket = ticket_or_404(request, number)
        form = act.make(ticket, request.POST if request.method == "POST" else None) if act.make else None
        if request.method != "POST":
            return _dialog(request, ticket, act, form)
        if form is not None and not form.is_valid():
            return _dialog(request, ticket, act, form, status=422)
        try:
            act.do(ticket, form.cleaned_data if form is not None else {}, me(request))
        except NotNow as trouble:
            return _dialog(request, ticket, act, form, trouble=str(trouble), status=409)
        toasts.say(request, str(act.done))
        return _back(request, ticket)

    return view


def _dialog(
    request: HttpRequest,
    ticket: Ticket,
    act: Act,
    form: forms.Form | None,
    *,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"ticket": ticket, "act": act, "form": form, "trouble": trouble, "here": request.path}
    return render(
        request, "desk/_dialog.html" if for_fragment(request) else "desk/act.html", context, status=status
    )


def _back(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """To the call; to the work list when the act took it out of this person's sight."""
    address = reverse("desk:ticket", args=[ticket.number])
    hides = ticket.confidential or ticket.about_id is not None
    if hides and not Ticket.objects.visible_to(request.user).filter(pk=ticket.pk).exists():
        address = reverse("desk:work")
    if for_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _promise_form(ticket: Ticket, data: Any) -> PromiseForm:
    moment = local(propose_moment(calendar_of(ticket.desk), now(), ticket.desk.promise_minutes * 60))
    how = ticket.next_promise_how or Promise.How.CALL
    initial = {"how": how, "day": moment.date(), "hour": moment.time().replace(second=0, microsecond=0)}
    return PromiseForm(data, initial=initial, moving=ticket.next_promise_at is not None)


def _promise(ticket: Ticket, given: dict[str, Any], person: Person) -> None:
    if ticket.next_promise_at is not None:
        ticket.move_promise(given["due_at"], given["reason"], how=given["how"], by=person.actor)
    else:
        ticket.promise(given["how"], given["due_at"], by=person.actor)


def _facts(ticket: Ticket, given: dict[str, Any], person: Person) -> None:
    with ticket.changing():
        for name in ("impact", "urgency", "place", "confidential"):
            ticket.set_fact(name, given[name], by=person.actor)


def _hold(ticket: Ticket, given: dict[str, Any], person: Person) -> None:
    until = given["until"] and propose_moment(calendar_of(ticket.desk), _start_of(given["until"]), 0)
    ticket.hold(given["reason"], text=given["text"], until=until, by=person.actor)


def _start_of(day: Any) -> Any:
    return local(now()).replace(
        year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0, microsecond=0
    )


def _hear(ticket: Ticket, given: dict[str, Any], person: Person) -> None:
    with ticket.changing():
        ticket.hear_complaint(given["text"], author=person)
        ticket.name_about(given["about"], by=person.actor)


def _link(ticket: Ticket, given: dict[str, Any], person: Person) -> None:
    user = person.user
    other = (
        Ticket.objects.visible_to(user).filter(number=given["number"].strip()).exclude(pk=ticket.pk).first()
    )
    if other is None:
        raise NotNow(_("There is no call with this number."))
    ticket.link_to(other, given["kind"], by=person.actor)


ACTS: dict[str, Act] = {
    "ownership": Act(
        title=_("Take this call?"),
        button=_("Take it"),
        done=_("You are now the owner."),
        do=lambda ticket, given, person: ticket.take(person),
    ),
    "owner": Act(
        title=_("Pass this call on"),
        button=_("Pass on"),
        done=_("Passed on."),
        make=lambda ticket, data: OwnerForm(data, owner=ticket.owner_id),
        do=lambda ticket, given, person: ticket.take(given["person"], by=person.actor, word=given["word"]),
    ),
    "promise": Act(
        title=_("Promise to the customer"),
        button=pgettext_lazy("button", "Promise"),
        done=_("Promised."),
        make=_promise_form,
        do=_promise,
    ),
    "promise/kept": Act(
        title=_("Was this promise kept?"),
        button=_("Kept"),
        done=_("Promise kept."),
        do=lambda ticket, given, person: ticket.keep_promise(by=person.actor),
    ),
    "hold": Act(
        title=_("Put on hold"),
        button=_("Put on hold"),
        done=_("On hold."),
        make=lambda t, data: HoldForm(data),
        do=_hold,
    ),
    "hold/end": Act(
        title=_("Go on with this call?"),
        button=_("Go on"),
        done=_("No longer on hold."),
        do=lambda ticket, given, person: ticket.resume(by=person.actor),
    ),
    "translation": Act(
        title=_("What is it about?"),
        button=_("Save"),
        done=_("Saved. Kwis remembers this for similar words."),
        make=lambda ticket, data: TranslationForm(
            data, initial={"kind": ticket.kind, "service": ticket.service_id}
        ),
        do=lambda ticket, given, person: ticket.translate(
            service=given["service"], kind=given["kind"], by=person.actor
        ),
    ),
    "facts": Act(
        title=_("Facts of this call"),
        button=_("Save"),
        done=_("Saved."),
        make=lambda ticket, data: FactsForm(
            data,
            initial={
                "impact": ticket.impact,
                "urgency": ticket.urgency,
                "place": ticket.place_id,
                "confidential": ticket.confidential,
            },
        ),
        do=_facts,
    ),
    "questions": Act(
        title=_("Questions of the service"),
        button=_("Save"),
        done=_("Saved."),
        make=questions_of,
        draw="desk/_questions.html",
        do=lambda ticket, given, person: ticket.fill_in(
            given["answers"], asked=given["asked"], by=person.actor
        ),
    ),
    "solution": Act(
        title=_("Done? Ask the customer"),
        button=_("Ask the customer"),
        done=_("The customer is asked whether it is solved."),
        make=lambda ticket, data: SolutionForm(data),
        do=lambda ticket, given, person: ticket.solve(given["text"], author=person),
    ),
    "closure": Act(
        title=_("Did the customer say that it is solved?"),
        button=_("Yes, close"),
        done=_("Closed for the customer."),
        do=lambda ticket, given, person: ticket.close(Closure.By.DESK_FOR_CUSTOMER, by=person.actor),
    ),
    "reopening": Act(
        title=_("Open this call again"),
        button=_("Open again"),
        done=_("The call is open again."),
        make=lambda ticket, data: ReopeningForm(data),
        do=lambda ticket, given, person: ticket.reopen(given["cause"], words=given["words"], by=person.actor),
    ),
    "recovery": Act(
        title=_("Made good"),
        button=_("Save"),
        done=_("Saved."),
        make=lambda ticket, data: RecoveryForm(data),
        do=lambda ticket, given, person: ticket.recover(given["text"], by=person.actor),
    ),
    "complaint/hearing": Act(
        title=_("The customer was heard"),
        button=_("Save"),
        done=_("Saved. The customer was heard."),
        make=lambda ticket, data: HearingForm(data, initial={"about": ticket.about_id}),
        do=_hear,
    ),
    "complaint/about": Act(
        title=_("Whom is this complaint about?"),
        button=_("Save"),
        done=_("Saved."),
        make=lambda ticket, data: AboutForm(data, initial={"about": ticket.about_id}),
        do=lambda ticket, given, person: ticket.name_about(given["about"], by=person.actor),
    ),
    "complaint/decision": Act(
        title=_("Decide on this complaint"),
        button=_("Decide and tell the customer"),
        done=_("Decided. The customer is told."),
        make=lambda ticket, data: DecisionForm(data),
        do=lambda ticket, given, person: ticket.decide_complaint(
            founded=given["founded"], text=given["text"], author=person
        ),
    ),
    "withdrawal": Act(
        title=_("Does the customer withdraw this call?"),
        button=_("Yes, withdraw"),
        done=_("Withdrawn. The call is closed."),
        do=lambda ticket, given, person: ticket.withdraw(by=person.actor),
    ),
    "watchers": Act(
        title=_("Let somebody watch along"),
        button=_("Add"),
        done=_("Added. This person now sees the call in the portal."),
        make=lambda ticket, data: WatcherForm(data),
        do=lambda ticket, given, person: ticket.add_watcher(given["person"], by=person.actor),
    ),
    "links": Act(
        title=_("Link to another call"),
        button=_("Link"),
        done=_("Linked."),
        make=lambda ticket, data: LinkForm(data),
        do=_link,
    ),
}
