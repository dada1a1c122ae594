"""The counter: the line, who stands here now, and what becomes of it."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kwis.accounts.guards import guard
from kwis.catalogue.models import Service
from kwis.channels.call.telephone.forms import ANSWERED, TAKEN, numbered
from kwis.channels.call.telephone.taking_down import Conversation, take_down, told_at_once
from kwis.channels.click import questions
from kwis.channels.click.filling import Filled, fill_in
from kwis.channels.face.lining_up import call_at_once, call_next, did_not_come, helped, join
from kwis.channels.models import Counter, Visit
from kwis.core.clock import today
from kwis.core.wording import say
from kwis.desk.channel import Channel
from kwis.desk.intake import NoDesk
from kwis.desk.models import Ticket
from kwis.desk.permissions import DeskRight
from kwis.desk.workflow import NotNow
from kwis.people.identify import welcome
from kwis.people.models import Person
from kwis.people.signed_in import me
from kwis.ui import toasts

STANDS_AT = "counter"
MOST_REASONS = 5
LINE_SHOWN = 50
OTHER = "other"


@require_safe
@guard(DeskRight.WORK)
def counter(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@guard(DeskRight.WORK)
def stand(request: HttpRequest) -> HttpResponse:
    """Say at which counter one stands."""
    chosen = numbered(_counters(request), request.POST.get("counter"))
    if chosen is not None:
        request.session[STANDS_AT] = chosen.pk
    return redirect("face:counter")


@require_POST
@guard(DeskRight.WORK)
def visits(request: HttpRequest) -> HttpResponse:
    """Somebody joins the line, or steps up at once."""
    at = _here(request)
    person = numbered(Person.objects.filter(active=True), request.POST.get("person"))
    by = me(request).actor
    try:
        with transaction.atomic():
            visit = join(
                at.desk,
                by=by,
                person=person,
                name=request.POST.get("name", ""),
                words=request.POST.get("words", ""),
            )
            if request.POST.get("now"):
                call_at_once(visit, at, by=by)
    except NotNow as trouble:
        return _page(request, trouble=str(trouble), status=409)
    if not request.POST.get("now"):
        toasts.say(
            request, _("%(name)s has number %(number)s.") % {"name": visit.name, "number": visit.number}
        )
    return redirect("face:counter")


@require_POST
@guard(DeskRight.WORK)
def next_one(request: HttpRequest) -> HttpResponse:
    try:
        call_next(_here(request), by=me(request).actor)
    except NotNow as trouble:
        return _page(request, trouble=str(trouble), status=409)
    return redirect("face:counter")


@require_POST
@guard(DeskRight.WORK)
def absence(request: HttpRequest, key: int) -> HttpResponse:
    visit = get_object_or_404(Visit.objects.visible_to(request.user).being_helped(), pk=key)
    did_not_come(visit, by=me(request).actor)
    return redirect("face:counter")


@require_POST
@guard(DeskRight.WORK)
def outcome(request: HttpRequest, key: int) -> HttpResponse:
    """What the visitor came for becomes a call, and the visit ends."""
    visit = get_object_or_404(
        Visit.objects.visible_to(request.user).select_related("person", "counter__place"), pk=key
    )
    if visit.ended_at is not None:
        # a double click: the call is there already
        return redirect("face:counter")
    service = numbered(Service.objects.published().select_related("team", "desk"), request.POST.get("reason"))
    decision = TAKEN if request.POST.get("decision") == TAKEN else ANSWERED
    note = " ".join(request.POST.get("note", "").split())[:2000]
    if service is None and not note:
        return _page(request, trouble=_("Choose what it is about, or write it down."), status=422)
    if service is not None and decision == TAKEN and visit.person and not _for(visit.person, service):
        return _page(request, trouble=_("This service is not meant for this customer."), status=409)
    # who is helped at once needs no questions
    form = service.form if service and decision == TAKEN else None
    filled = fill_in(request, form, by=me(request).actor)
    if filled.errors:
        return _page(request, filled=filled, status=422)
    try:
        ticket = _finish(request, visit, service, decision, note, filled)
    except (NotNow, NoDesk) as trouble:
        return _page(request, trouble=str(trouble), filled=filled, status=409)
    return _onward(request, ticket, decision)


@transaction.atomic
def _finish(
    request: HttpRequest,
    visit: Visit,
    service: Service | None,
    decision: str,
    note: str,
    filled: Filled,
) -> Ticket:
    """The call of this visit; of two clicks at once, or two agents, the second gets the call of the first."""
    person = me(request)
    locked = Visit.objects.select_for_update(of=("self",)).select_related("ticket").get(pk=visit.pk)
    earlier: Ticket | None = locked.ticket
    if earlier is not None:
        return earlier
    text = note or (say(service.name) if service else "")
    conversation = Conversation(
        channel=Channel.COUNTER,
        customer=visit.person or welcome(visit.name),
        text=text,
        decision=decision,
        key=f"visit-{visit.pk}",
        service=service,
        answers=filled.answers,
        files=filled.all_files,
        told=told_at_once(Channel.COUNTER),
    )
    ticket = take_down(conversation, person)
    helped(visit, ticket, by=person.actor)
    return ticket


def _for(person: Person, service: Service) -> bool:
    return Service.objects.for_person(person).filter(pk=service.pk).exists()


def _onward(request: HttpRequest, ticket: Ticket, decision: str) -> HttpResponse:
    if decision == ANSWERED:
        toasts.say(request, _("%(number)s is answered and closed.") % {"number": ticket.number})
    else:
        toasts.say(request, _("%(number)s is taken on. You are the owner.") % {"number": ticket.number})
    return redirect("face:counter")


def _counters(request: HttpRequest) -> Any:
    return (
        Counter.objects.visible_to(request.user).filter(active=True, desk__active=True).select_related("desk")
    )


def _stands_at(request: HttpRequest) -> Counter | None:
    """The counter that was chosen; the only one when there is one."""
    chosen: Counter | None = _counters(request).filter(pk=request.session.get(STANDS_AT)).first()
    if chosen is None:
        rows = list(_counters(request)[:2])
        chosen = rows[0] if len(rows) == 1 else None
    return chosen


def _here(request: HttpRequest) -> Counter:
    chosen = _stands_at(request)
    if chosen is None:
        chosen = get_object_or_404(_counters(request), pk=request.session.get(STANDS_AT))
    return chosen


def _page(
    request: HttpRequest, *, trouble: str = "", filled: Filled | None = None, status: int = 200
) -> HttpResponse:
    at = _stands_at(request)
    sent = request.POST if status in (409, 422) else request.GET
    context: dict[str, Any] = {
        "at": at,
        "counters": list(_counters(request)),
        "trouble": trouble,
        "errors": filled.errors if filled else {},
    }
    if at is not None:
        line = Visit.objects.filter(desk=at.desk_id).waiting()
        context |= {
            "line": list(line[:LINE_SHOWN]),
            "visit": Visit.objects.filter(counter=at)
            .being_helped()
            .select_related("person__organisation", "person__place")
            .first(),
            "helped": Visit.objects.filter(
                desk=at.desk_id, day=today(), outcome=Visit.Outcome.HELPED
            ).count(),
        }
        if context["visit"]:
            context |= _about(request, context["visit"], sent, filled or Filled())
    return render(request, "channels/face/counter.html", context, status=status)


def _about(request: HttpRequest, visit: Visit, sent: Any, filled: Filled) -> dict[str, Any]:
    """Reasons to choose from, the questions of the one chosen, and what runs for this person."""
    person = visit.person
    offered = Service.objects.for_person(person) if person else Service.objects.published()
    reasons = list(offered.filter(popular=True).order_by("code")[:MOST_REASONS])
    chosen = numbered(offered, sent.get("reason"))
    if chosen is not None and chosen not in reasons:
        reasons = [chosen, *reasons[: MOST_REASONS - 1]]
    form = chosen.form if chosen else None
    values = questions.sent(form, sent) if form and sent is request.POST else {}
    fields = list(form.fields.all()) if form else []
    return {
        "reasons": reasons,
        "chosen": chosen,
        "other": sent.get("reason") == OTHER,
        "questions": questions.drawn(fields, values, filled.errors, filled.kept(request)),
        "note": sent.get("note", visit.words),
        "notes": person.notes.current() if person else (),
        "others": Ticket.objects.visible_to(request.user).unfinished().filter(customer=person)[:5]
        if person
        else (),
    }
