"""Rules on a page: made, tried on a call, switched on and off, and traced."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kwis.accounts.guards import guard
from kwis.automation.events import RuleSwitched
from kwis.automation.forms import RuleForm, TrialForm
from kwis.automation.models import Rule
from kwis.automation.permissions import AutomationRight
from kwis.automation.running import Trial, try_out
from kwis.core.clock import now
from kwis.core.events import history_of, record
from kwis.desk.models import Ticket
from kwis.ui import toasts
from kwis.ui.managing.keeping import actor_of

RUNS = 50


@guard(AutomationRight.SEE)
def rules(request: HttpRequest) -> HttpResponse:
    rows = Rule.objects.visible_to(request.user).select_related("service", "team", "site")
    return render(request, "automation/rules.html", {"rules": rows, "manages": _manages(request)})


@guard(AutomationRight.SEE)
def rule(request: HttpRequest, key: int) -> HttpResponse:
    """What the rule says, trying it on a call, and what it did lately."""
    found = get_object_or_404(Rule.objects.visible_to(request.user), pk=key)
    form = TrialForm(request.GET if "number" in request.GET else None)
    seen = Ticket.objects.visible_to(request.user)
    context = {
        "rule": found,
        "manages": _manages(request),
        "form": form,
        "trial": _trial(found, form, request),
        # a run on a call that this person may not see is left out
        "runs": found.runs.filter(ticket__in=seen).select_related("ticket")[:RUNS],
        "history": history_of(found)[:20],
    }
    return render(request, "automation/rule.html", context)


@guard(AutomationRight.MANAGE)
def edit(request: HttpRequest, key: int | None = None) -> HttpResponse:
    found = get_object_or_404(Rule.objects.visible_to(request.user), pk=key) if key else None
    form = RuleForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = form.save(commit=False)
            made.changed_at = now()
            made.save()
            _tell(request, made)
        toasts.say(request, _("Saved. Try the rule on a call before you switch it on."))
        return redirect("automation:rule", key=made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "automation/edit.html", {"form": form, "rule": found}, status=status)


@require_POST
@guard(AutomationRight.MANAGE)
def switch(request: HttpRequest, key: int) -> HttpResponse:
    """On or off, as the form says; twice the same changes nothing."""
    wanted = request.POST.get("active") == "yes"
    with transaction.atomic():
        found = get_object_or_404(Rule.objects.visible_to(request.user).select_for_update(), pk=key)
        if found.active != wanted:
            found.active, found.changed_at = wanted, now()
            found.save(update_fields=["active", "changed_at"])
            _tell(request, found)
    toasts.say(request, _("The rule is on.") if wanted else _("The rule is off."))
    return redirect("automation:rule", key=key)


def _tell(request: HttpRequest, rule: Rule) -> None:
    record(RuleSwitched(name=rule.name, active=rule.active), by=actor_of(request.user), subject=rule)


def _trial(rule: Rule, form: TrialForm, request: HttpRequest) -> Trial | None:
    if not form.is_bound or not form.is_valid():
        return None
    ticket = (
        Ticket.objects.visible_to(request.user).filter(number=form.cleaned_data["number"].strip()).first()
    )
    if ticket is None:
        form.add_error("number", _("There is no call with this number."))
        return None
    return try_out(rule, ticket)


def _manages(request: HttpRequest) -> bool:
    return request.user.has_right(AutomationRight.MANAGE)  # type: ignore[union-attr]
