"""The intake page: show, listen along, take down."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kwis.accounts.guards import guard
from kwis.agreements.opening import calendar_of, propose_moment
from kwis.channels.call.telephone.asking import Told, stands_there, told
from kwis.channels.call.telephone.forms import ANSWERED, PASSED, CallForm, days
from kwis.channels.call.telephone.hearing import guide_words, hear
from kwis.channels.call.telephone.taking_down import Conversation, take_down, told_at_once
from kwis.core.clock import now
from kwis.core.files import FileRefused, keep
from kwis.desk.channel import Channel
from kwis.desk.intake import NoDesk, desk_for
from kwis.desk.models import Promise, Ticket
from kwis.desk.permissions import DeskRight
from kwis.desk.workflow import NotNow
from kwis.dispatch.permissions import DispatchRight
from kwis.people.identify import by_phone, welcome
from kwis.people.models import Desk, Person
from kwis.people.signed_in import me
from kwis.ui import toasts
from kwis.ui.moments import local
from kwis.ui.rights import may


@require_http_methods(["GET", "HEAD", "POST"])
@guard(DeskRight.WORK)
def intake(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _take_down(request)
    return _page(request, CallForm(), _opened_with(request.GET))


@require_POST
@guard(DeskRight.WORK)
def heard(request: HttpRequest) -> HttpResponse:
    """What Kwis makes of it so far; changes nothing."""
    listened = hear(request.user, request.POST)
    asked = stands_there(listened.asking, request.POST)
    context = {"heard": listened, "asked_already": asked, **_may_pass(request)}
    return render(request, "channels/telephone/heard.html", context)


def _opened_with(asked: QueryDict) -> dict[str, Any]:
    """The state of a fresh page: who calls, by number or by key; a telephone system opens it with ?phone=."""
    opened: dict[str, Any] = {
        "channel": Channel.POST if asked.get("channel") == Channel.POST else Channel.PHONE,
        "customer": asked.get("customer", ""),
        "phone": asked.get("phone", "").strip()[:40],
    }
    if opened["phone"].startswith("31"):
        # a bare + in an address arrives as a space
        opened["phone"] = f"+{opened['phone']}"
    if opened["phone"] and not opened["customer"]:
        callers = by_phone(opened["phone"])
        opened["customer"] = str(callers[0].pk) if len(callers) == 1 else ""
        opened["callers"] = callers if len(callers) > 1 else []
        opened["new_phone"] = "" if callers else opened["phone"]
    return opened


def _page(
    request: HttpRequest,
    form: CallForm,
    sent: Mapping[str, Any],
    *,
    trouble: str = "",
    wrong: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    listened = hear(request.user, sent, wrong)
    context = {
        "form": form,
        "sent": sent,
        "heard": listened,
        "trouble": trouble,
        "dedupe": sent.get("dedupe") or uuid4(),
        "draft": f"intake-{sent.get('phone') or (listened.customer.pk if listened.customer else 'new')}",
        "days": days(),
        "ways": Promise.How.choices,
        "promise": _promise(sent),
        "told_standard": told_at_once(Channel.PHONE),
        **_may_pass(request),
    }
    return render(request, "channels/telephone/intake.html", context, status=status)


def _may_pass(request: HttpRequest) -> dict[str, bool]:
    return {"may_pass": may(request.user, DispatchRight.SET_OUT)}


def _promise(sent: Mapping[str, Any]) -> dict[str, str]:
    """The desk's standard promise to begin with, or what was chosen."""
    if sent.get("promise_day"):
        return {name: str(sent.get(f"promise_{name}", "")) for name in ("how", "day", "hour")}
    try:
        desk: Desk | None = desk_for(None)
    except NoDesk:
        desk = None
    moment = local(propose_moment(calendar_of(desk), now(), (desk.promise_minutes if desk else 480) * 60))
    return {"how": str(Promise.How.CALL), "day": moment.date().isoformat(), "hour": f"{moment:%H:%M}"}


def _take_down(request: HttpRequest) -> HttpResponse:
    form = CallForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, request.POST, status=422)
    given = form.cleaned_data
    answered = told(given["service"], request.POST, complete=form.starts_plan)
    if answered.errors:
        return _page(request, form, request.POST, wrong=answered.errors, status=422)
    if given["decision"] == PASSED and not may(request.user, DispatchRight.SET_OUT):
        return _page(
            request,
            form,
            request.POST,
            trouble=_("You cannot set out work. Take the call on instead."),
            status=409,
        )
    try:
        ticket = _carry_out(request, given, answered)
    except FileRefused as refused:
        form.add_error("scan", str(refused))
        return _page(request, form, request.POST, status=422)
    except (NotNow, NoDesk) as trouble:
        return _page(request, form, request.POST, trouble=str(trouble), status=409)
    return _onward(request, ticket, given["decision"])


def _carry_out(request: HttpRequest, given: Mapping[str, Any], answered: Told) -> Ticket:
    person = me(request)
    files = [keep(upload.name, upload, by=person.actor) for upload in given["scan"] or ()]
    asked_on = (guide_words(given["service"], request.POST), answered.words)
    conversation = Conversation(
        channel=given["channel"],
        customer=given["customer"] or _newcomer(given),
        text=given["text"].strip() or _("A letter came by post, see the scan."),
        decision=given["decision"],
        key=given["dedupe"].hex,
        kind=given["kind"],
        service=given["service"],
        place=given["place"],
        told=given["told"],
        note="\n".join(words for words in asked_on if words),
        promise=given.get("promise"),
        team=given.get("team"),
        files=files,
        answers=answered.answers,
    )
    return take_down(conversation, person)


def _newcomer(given: Mapping[str, Any]) -> Person:
    return welcome(given["new_name"], phone=given["new_phone"], email=given["new_email"])


def _onward(request: HttpRequest, ticket: Ticket, decision: str) -> HttpResponse:
    """What is finished makes room for the next caller; what goes on opens."""
    if decision == ANSWERED:
        toasts.say(request, _("%(number)s is answered and closed.") % {"number": ticket.number})
        return redirect("telephone:intake")
    if decision == PASSED:
        toasts.say(request, _("%(number)s is taken on and set out.") % {"number": ticket.number})
    else:
        toasts.say(request, _("%(number)s is taken on. You are the owner.") % {"number": ticket.number})
    return redirect("desk:ticket", number=ticket.number)
