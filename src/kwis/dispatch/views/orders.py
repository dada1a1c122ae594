"""One order, and setting out new ones from a call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kwis.accounts.guards import guard
from kwis.core.events import history_of, sentence, typed
from kwis.core.models import Event
from kwis.desk.models import Ticket
from kwis.desk.workflow import NotNow
from kwis.dispatch.events import OrderMoved
from kwis.dispatch.forms import OrderForm
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.permissions import DispatchRight
from kwis.dispatch.setting_out import set_out, start_plan
from kwis.dispatch.views.finding import order_or_404
from kwis.dispatch.workflow import may
from kwis.people.signed_in import me
from kwis.ui import toasts
from kwis.ui.asked import for_fragment

VERBS = ("accept", "start", "plan", "wait", "report_ready", "hand_back", "cancel")


@require_safe
@guard(DispatchRight.SEE)
def order(request: HttpRequest, number: str) -> HttpResponse:
    found = order_or_404(request, number)
    own = WorkOrder.objects.workable_by(request.user).filter(pk=found.pk).exists()
    context = {
        "order": found,
        "ticket": found.ticket,
        "own": own,
        "sets_out": request.user.has_right(DispatchRight.SET_OUT),  # type: ignore[union-attr]
        "sees_ticket": Ticket.objects.visible_to(request.user).filter(pk=found.ticket_id).exists(),
        "may": {verb: may(verb, found.state) for verb in VERBS},
        "needs": found.needs.all(),
        "completions": found.completions.select_related("photo"),
        "handbacks": found.handbacks.all(),
        "said": found.acceptances.exclude(words=""),
        "history": [
            (event, words, _who_besides(event))
            for event in history_of(found)[:50]
            if (words := sentence(event))
        ],
        "answers": found.ticket.answers.select_related("field"),
        "first_words": found.ticket.messages.filter(direction="in").order_by("id").first(),
    }
    return render(request, "dispatch/order.html", context)


def _who_besides(event: Event) -> str:
    """Who did it; empty where the words name them already."""
    told = typed(event)
    return "" if isinstance(told, OrderMoved) and told.detail == event.actor_name else event.actor_name


@guard(DispatchRight.SET_OUT)
def new_order(request: HttpRequest, number: str) -> HttpResponse:
    """An order by hand, from the page of the call."""
    ticket = get_object_or_404(
        Ticket.objects.visible_to(request.user).select_related("service__team"), number=number
    )
    initial = {"title": ticket.subject, "team": ticket.service and ticket.service.team_id}
    form = OrderForm(request.POST or None, ticket=ticket, initial=initial)
    trouble = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = set_out(
                ticket,
                title=given["title"],
                team=given["team"],
                supplier=given["supplier"],
                instruction=given["instruction"],
                customer_label=given["customer_label"],
                due_minutes=given["due_hours"] * 60,
                needs=given.get("needs") or (),
                by=me(request).actor,
            )
        except NotNow as refused:
            trouble = str(refused)
        else:
            toasts.say(
                request,
                _("%(number)s is set out to %(to)s.") % {"number": made.number, "to": made.holder_name},
            )
            return _to_call(request, number)
    status = 200 if request.method != "POST" else 422
    context = {"ticket": ticket, "form": form, "trouble": trouble, "here": request.path}
    return render(
        request,
        "dispatch/_new_order.html" if for_fragment(request) else "dispatch/new_order.html",
        context,
        status=status,
    )


@require_POST
@guard(DispatchRight.SET_OUT)
def plan(request: HttpRequest, number: str) -> HttpResponse:
    """Start the plan of the call's service."""
    ticket = get_object_or_404(
        Ticket.objects.visible_to(request.user).select_related("service"), number=number
    )
    try:
        made = start_plan(ticket, by=me(request).actor)
    except NotNow as refused:
        return render(
            request, "dispatch/refused.html", {"ticket": ticket, "trouble": str(refused)}, status=409
        )
    said = ngettext("%(n)s work order is set out.", "%(n)s work orders are set out.", len(made))
    toasts.say(request, said % {"n": len(made)})
    return _to_call(request, number)


def _to_call(request: HttpRequest, number: str) -> HttpResponse:
    address = reverse("desk:ticket", args=[number])
    if for_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
