"""The list of this room in Beheer: the plans of services with their steps."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kwis.catalogue.models import Service
from kwis.catalogue.permissions import CatalogueRight
from kwis.dispatch.models import Plan, PlanStep
from kwis.dispatch.permissions import DispatchRight
from kwis.dispatch.plan_forms import PlanForm, StepForm, StepRules
from kwis.ui.managing import Children, Column, Link, Managed, links_from, register
from kwis.ui.managing.lists import AnyForm
from kwis.ui.rights import may


@register
class Plans(Managed):
    slug = "plans"
    title, singular, room = _("Plans"), _("Plan"), _("Catalogue")
    icon = "route"
    intro = _("Which work orders belong to a service, to whom they go, and what waits for what.")
    right = DispatchRight.MANAGE_PLANS
    model = Plan
    form = PlanForm
    columns = (
        Column("service", _("service"), show=lambda row: str(row.service)),
        Column("start", _("how it starts"), show=lambda row: str(row.service.get_start_display())),
        Column("steps", _("steps"), end=True, show=lambda row: str(len(row.steps.all()))),
        Column("whom", _("to whom"), show=lambda row: _holders(row)),
    )
    search = (
        "service__name__nl",
        "service__name__en",
        "service__code",
        "steps__title__nl",
        "steps__title__en",
    )
    sort = ("service__name__nl", "pk")
    related = ("service",)
    retire = "active"
    children = (
        Children("steps", _("Steps"), PlanStep, StepForm, "plan", ("order", "pk"), most=60, rules=StepRules),
    )
    order = 34

    def queryset(self, user: Any) -> QuerySet[Plan]:
        return Plan.objects.prefetch_related("steps__team", "steps__supplier")

    def form_for(self, request: HttpRequest, row: Plan | None) -> AnyForm:
        form = super().form_for(request, row)
        if row is None and request.GET.get("service", "").isdecimal():
            form.initial["service"] = int(request.GET["service"])
        return form


def _holders(plan: Plan) -> str:
    return ", ".join(dict.fromkeys(str(step.team or step.supplier) for step in plan.steps.all()))


@links_from("services")
def plan_of_service(user: Any, row: Service) -> Iterable[Link]:
    if not may(user, DispatchRight.MANAGE_PLANS):
        return
    plan = Plan.objects.filter(service=row).first()
    if plan is None:
        yield Link(_("Make a plan"), f"{reverse('ui:managed_new', args=['plans'])}?service={row.pk}", "route")
    else:
        steps = plan.steps.count()
        told = ngettext("%(n)s step", "%(n)s steps", steps) % {"n": steps}
        yield Link(_("Its plan"), reverse("ui:managed_row", args=["plans", plan.pk]), "route", told)


@links_from("plans")
def service_of_plan(user: Any, row: Plan) -> Iterable[Link]:
    if may(user, CatalogueRight.MANAGE):
        yield Link(
            _("The service"),
            reverse("ui:managed_row", args=["services", row.service_id]),
            "books",
            str(row.service),
        )
