"""What is done with an order, each act a resource of its own: a dialog to fill in, and a POST that does it."""

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
from kwis.core.files import FileRefused, keep
from kwis.desk.workflow import NotNow
from kwis.dispatch.completing import report_ready
from kwis.dispatch.forms import AgainForm, HandBackForm, PlanForForm, ReadyForm, WaitForm
from kwis.dispatch.handing_back import cancel, hand_back
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.permissions import DispatchRight
from kwis.dispatch.setting_out import set_out_again
from kwis.dispatch.views.finding import order_or_404, own_order_or_404
from kwis.people.models import Person
from kwis.people.signed_in import me
from kwis.ui import toasts
from kwis.ui.asked import for_fragment

Finder = Callable[[HttpRequest, str], WorkOrder]


@dataclass(frozen=True)
class Act:
    """`find` decides whose act it is: of who carries the order out, or of the desk that set it out."""

    title: str | Lazy
    button: str | Lazy
    done: str | Lazy
    do: Callable[[WorkOrder, dict[str, Any], Person], object]
    make: Callable[..., forms.Form] | None = None
    right: str = DispatchRight.WORK
    find: Finder = own_order_or_404


def view_of(act: Act) -> Callable[..., HttpResponse]:
    @guard(act.right)
    def view(request: HttpRequest, number: str) -> HttpResponse:
        order = act.find(request, number)
        posted = request.method == "POST"
        form = act.make(*((request.POST, request.FILES) if posted else ())) if act.make else None
        if not posted:
            return _dialog(request, order, act, form)
        if form is not None and not form.is_valid():
            return _dialog(request, order, act, form, status=422)
        try:
            act.do(order, form.cleaned_data if form is not None else {}, me(request))
        except (NotNow, FileRefused) as trouble:
            return _dialog(request, order, act, form, trouble=str(trouble), status=409)
        toasts.say(request, str(act.done))
        return _on(request, order)

    return view


def _on(request: HttpRequest, order: WorkOrder) -> HttpResponse:
    """To the order; to the boards when its call is confidential and this was the last that the person might see of it."""
    seen = not order.ticket.confidential or _may_still_see(request, order)
    address = reverse("dispatch:order", args=[order.number]) if seen else reverse("dispatch:boards")
    if not for_fragment(request):
        return redirect(address)
    # the act may have been done on the board: that is drawn anew
    return HttpResponse(status=204, headers={"HX-Refresh": "true"} if seen else {"HX-Redirect": address})


def _may_still_see(request: HttpRequest, order: WorkOrder) -> bool:
    return WorkOrder.objects.visible_to(request.user).filter(pk=order.pk).exists()


def _dialog(
    request: HttpRequest,
    order: WorkOrder,
    act: Act,
    form: forms.Form | None,
    *,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"order": order, "act": act, "form": form, "trouble": trouble, "here": request.path}
    return render(
        request,
        "dispatch/_dialog.html" if for_fragment(request) else "dispatch/act.html",
        context,
        status=status,
    )


def _ready(order: WorkOrder, given: dict[str, Any], person: Person) -> None:
    photo = keep(given["photo"].name, given["photo"], by=person.actor) if given["photo"] else None
    report_ready(
        order,
        text=given["text"],
        customer_words=given["customer_words"],
        minutes=given["minutes"],
        material=given["material"],
        photo=photo,
        by=person.actor,
    )


def _again(order: WorkOrder, given: dict[str, Any], person: Person) -> None:
    set_out_again(order, team=given["team"], instruction=given["instruction"], by=person.actor)


ACTS: dict[str, Act] = {
    "acceptance": Act(
        title=_("Take this order?"),
        button=_("Take it"),
        done=_("This order is yours."),
        do=lambda order, given, person: order.accept(by=person.actor, person=person),
    ),
    "start": Act(
        title=_("Start with this order?"),
        button=_("Start"),
        done=_("Started."),
        do=lambda order, given, person: order.start(by=person.actor, person=order.person or person),
    ),
    "plan": Act(
        title=_("When will it be done?"),
        button=pgettext_lazy("button", "Plan"),
        done=_("Planned."),
        make=PlanForForm,
        do=lambda order, given, person: order.plan_for(
            given["planned_from"], given["planned_until"], by=person.actor, person=order.person or person
        ),
    ),
    "wait": Act(
        title=_("The work waits"),
        button=_("Let it wait"),
        done=_("It waits."),
        make=WaitForm,
        do=lambda order, given, person: order.wait(given["reason"], by=person.actor),
    ),
    "completion": Act(
        title=_("Report ready"),
        button=_("Report ready"),
        done=_("Reported ready. The desk tells the customer."),
        make=ReadyForm,
        do=_ready,
    ),
    "handback": Act(
        title=_("Back to the desk"),
        button=_("Hand back"),
        done=_("Handed back. The promise to the customer stays with the desk."),
        make=HandBackForm,
        do=lambda order, given, person: hand_back(
            order, reason=given["reason"], text=given["text"], by=person.actor
        ),
    ),
    "again": Act(
        title=_("Set out again"),
        button=_("Set out"),
        done=_("Set out again."),
        make=AgainForm,
        do=_again,
        right=DispatchRight.SET_OUT,
        find=order_or_404,
    ),
    "cancellation": Act(
        title=_("Cancel this order?"),
        button=_("Cancel the order"),
        done=_("Cancelled."),
        do=lambda order, given, person: cancel(order, by=person.actor),
        right=DispatchRight.SET_OUT,
        find=order_or_404,
    ),
}
