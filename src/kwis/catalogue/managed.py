"""The lists of this room in Beheer: services, their questions, categories, audiences."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kwis.catalogue import forms
from kwis.catalogue.kinds import Kind
from kwis.catalogue.models import Audience, FormField, IntakeForm, Service, ServiceCategory
from kwis.catalogue.permissions import CatalogueRight
from kwis.core.actors import Actor
from kwis.people.permissions import PeopleRight
from kwis.ui.managing import Children, Column, Filter, Link, Managed, links_from, register
from kwis.ui.rights import may

ROOM = _("Catalogue")


@register
class Services(Managed):
    slug = "services"
    title, singular, room = _("Services"), _("Service"), ROOM
    icon = "books"
    intro = _("What people can ask for, and who does it. Drafts are seen here only.")
    right = CatalogueRight.MANAGE
    pick_with = (PeopleRight.SEE,)
    model = Service
    form = forms.ServiceForm
    columns = (
        Column("name", _("name")),
        Column("category", _("category"), show=lambda row: str(row.category)),
        Column("kind", _("kind")),
        Column("team", _("back office"), show=lambda row: str(row.team or "")),
        Column("state", _("state")),
        Column("audience", _("for whom"), show=lambda row: str(row.audience or gettext("everybody inside"))),
    )
    search = ("name__nl", "name__en", "code", "synonyms__nl", "synonyms__en")
    filters = (
        Filter(
            "category",
            _("category"),
            lambda user: [(row.pk, str(row)) for row in ServiceCategory.objects.filter(active=True)],
        ),
        Filter("kind", _("kind"), lambda user: Kind.choices),
        Filter("state", _("state"), lambda user: Service.State.choices[:2]),
    )
    sort = ("name__nl", "pk")
    related = ("category", "team", "audience")
    retire = "state"
    order = 30

    def queryset(self, user: Any) -> QuerySet[Service]:
        """All for who manages them; others pick from what is published."""
        manages = Service.objects.manageable_by(user)
        return manages if may(user, CatalogueRight.MANAGE) else Service.objects.published()

    def hint(self, row: Service) -> str:
        return str(row.category)

    def is_retired(self, row: Service) -> bool:
        return row.state == Service.State.RETIRED

    def in_use(self, rows: QuerySet[Service], retired: bool = False) -> QuerySet[Service]:
        gone = Service.State.RETIRED
        return rows.filter(state=gone) if retired else rows.exclude(state=gone)

    def set_retired(self, row: Service, retired: bool, by: Actor) -> None:
        """Who takes a service into use again looks at it before it is published."""
        row.state = Service.State.RETIRED if retired else Service.State.DRAFT
        row.save(update_fields=["state"])


@register
class Questions(Managed):
    slug = "forms"
    title, singular, room = _("Questions of services"), _("Questions of a service"), ROOM
    icon = "clipboard-list"
    intro = _("What is asked with a service. A question that was answered stays as it was with its answers.")
    right = CatalogueRight.MANAGE
    model = IntakeForm
    form = forms.IntakeFormForm
    columns = (
        Column("service", _("service"), show=lambda row: str(row.service)),
        Column("questions", _("questions"), end=True),
        Column("version", _("version"), end=True),
        Column("published", _("published")),
    )
    search = ("service__name__nl", "service__name__en", "service__code")
    sort = ("service__name__nl", "pk")
    related = ("service",)
    children = (
        Children(
            "fields", _("Questions"), FormField, forms.QuestionForm, "form", ("order", "pk"), most=60,
            rules=forms.QuestionRules,
        ),
    )  # fmt: skip
    order = 31

    def queryset(self, user: Any) -> QuerySet[IntakeForm]:
        services = Service.objects.manageable_by(user)
        rows = IntakeForm.objects.newest().filter(service__in=services)
        return rows.annotate(questions=Count("fields"))

    def new(self, user: Any) -> IntakeForm:
        return IntakeForm()

    def form_for(self, request: HttpRequest, row: IntakeForm | None) -> Any:
        form = super().form_for(request, row)
        if row is None and request.GET.get("service", "").isdecimal():
            form.initial["service"] = int(request.GET["service"])
        return form


@register
class Categories(Managed):
    slug = "categories"
    title, singular, room = _("Categories"), _("Category"), ROOM
    icon = "folder"
    right = CatalogueRight.MANAGE
    model = ServiceCategory
    form = forms.CategoryForm
    columns = (
        Column("name", _("name")),
        Column("parent", _("part of"), show=lambda row: str(row.parent or "")),
        Column("services", _("services"), end=True, show=lambda row: str(row.services.count())),
        Column("order", _("order"), end=True),
    )
    search = ("name__nl", "name__en", "code")
    sort = ("order", "pk")
    related = ("parent",)
    retire = "active"
    order = 32

    def obstacle_to_retiring(self, row: ServiceCategory) -> str:
        used = row.services.exclude(state=Service.State.RETIRED).count()
        return gettext("%(n)s services are still in this category.") % {"n": used} if used else ""


@register
class Audiences(Managed):
    slug = "audiences"
    title, singular, room = _("Audiences"), _("Audience"), ROOM
    icon = "friends"
    intro = _("For whom a service is. Each list that is filled is a limit; an empty list limits nothing.")
    right = CatalogueRight.MANAGE
    model = Audience
    form = forms.AudienceForm
    columns = (
        Column("name", _("name")),
        Column("managers_only", _("only people who manage others")),
        Column("externals", _("also people from outside")),
        Column("services", _("services"), end=True, show=lambda row: str(row.services.count())),
    )
    search = ("name__nl", "name__en", "code")
    sort = ("pk",)
    retire = "active"
    order = 33


@links_from("services")
def questions_and_who_sees(user: Any, row: Service) -> Iterable[Link]:
    if not may(user, CatalogueRight.MANAGE):
        return
    form = IntakeForm.objects.newest().filter(service=row).first()
    if form is None:
        url = f"{reverse('ui:managed_new', args=['forms'])}?service={row.pk}"
        yield Link(_("Write its questions"), url, "clipboard-list")
    else:
        count = gettext("%(n)s questions") % {"n": form.fields.count()}
        yield Link(
            _("Its questions"), reverse("ui:managed_row", args=["forms", form.pk]), "clipboard-list", count
        )
    yield Link(_("Who sees this?"), reverse("catalogue:who_sees", args=[row.pk]), "eye")


@links_from("forms")
def service_of_questions(user: Any, row: IntakeForm) -> Iterable[Link]:
    yield Link(
        _("The service"),
        reverse("ui:managed_row", args=["services", row.service_id]),
        "books",
        str(row.service),
    )
