"""A supplier's way in, by the signed link of its letter: a GET shows, only a POST changes.

The link is dead when the order moved elsewhere, was cancelled, or the time is up. What a supplier writes is internal
until the desk takes it over.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kwis.accounts.guards import by_link
from kwis.core.actors import Actor
from kwis.desk.workflow import NotNow
from kwis.dispatch.completing import report_ready
from kwis.dispatch.forms import HandBackForm, SupplierPlanForm
from kwis.dispatch.handing_back import hand_back
from kwis.dispatch.models import SupplierLink, WorkOrder
from kwis.dispatch.models.supplier_link import digest
from kwis.dispatch.workflow import CANCELLED, REFUSED, may
from kwis.ui import toasts

DEAD = (CANCELLED, REFUSED)


class NothingForm(forms.Form):
    """Accepting asks nothing."""


class SupplierReadyForm(forms.Form):
    text = forms.CharField(label=_("What was done"), widget=forms.Textarea(attrs={"rows": 3}))


def _accept(order: WorkOrder, given: dict[str, Any], by: Actor) -> None:
    order.accept(by=by)


def _plan(order: WorkOrder, given: dict[str, Any], by: Actor) -> None:
    order.plan_for(given["planned_from"], given["planned_until"], by=by)
    if given["reference"]:
        order.supplier_reference = given["reference"]
        order.keep("supplier_reference")


def _ready(order: WorkOrder, given: dict[str, Any], by: Actor) -> None:
    report_ready(order, text=given["text"], by=by)


def _hand_back(order: WorkOrder, given: dict[str, Any], by: Actor) -> None:
    hand_back(order, reason=given["reason"], text=given["text"], by=by)


# act -> verb of the workflow, form, what it does
ACTS: dict[str, tuple[str, type[forms.Form], Callable[[WorkOrder, dict[str, Any], Actor], None]]] = {
    "accept": ("accept", NothingForm, _accept),
    "plan": ("plan", SupplierPlanForm, _plan),
    "ready": ("report_ready", SupplierReadyForm, _ready),
    "back": ("hand_back", HandBackForm, _hand_back),
}


def _alive(secret: str) -> WorkOrder | None:
    """The order behind a link that still works. The secret is compared by its hash, so that the table holds no keys."""
    link = (
        SupplierLink.objects.select_related("order__supplier", "order__ticket", "order__place")
        .filter(hashed=digest(secret))
        .first()
    )
    if link is None or not link.alive or link.order.state in DEAD or link.order.supplier is None:
        return None
    order: WorkOrder = link.order
    return order


@require_safe
@never_cache
@by_link
def order(request: HttpRequest, secret: str) -> HttpResponse:
    found = _alive(secret)
    if found is None:
        return render(request, "dispatch/supplier_dead.html", status=404)
    return _page(request, found, secret)


@require_POST
@by_link
def act(request: HttpRequest, secret: str, act: str) -> HttpResponse:
    found = _alive(secret)
    if found is None or act not in ACTS:
        return render(request, "dispatch/supplier_dead.html", status=404)
    _verb, make, do = ACTS[act]
    form = make(request.POST)
    if not form.is_valid():
        return _page(request, found, secret, forms={act: form}, status=422)
    try:
        do(found, form.cleaned_data, Actor(name=str(found.supplier), kind="supplier"))
    except NotNow as refused:
        return _page(request, found, secret, trouble=str(refused), status=409)
    toasts.say(request, str(_("Thank you. The service desk knows.")))
    return redirect("dispatch:supplier_order", secret=secret)


def _page(
    request: HttpRequest,
    order: WorkOrder,
    secret: str,
    *,
    forms: dict[str, Any] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    given = forms or {}
    ways = [
        (name, given.get(name) or make())
        for name, (verb, make, _do) in ACTS.items()
        if may(verb, order.state)
    ]
    context = {"order": order, "secret": secret, "ways": dict(ways), "trouble": trouble}
    return render(request, "dispatch/supplier.html", context, status=status)
