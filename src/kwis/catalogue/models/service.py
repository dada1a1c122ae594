"""A product or service of the catalogue (PDC)."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.catalogue.kinds import Kind
from kwis.catalogue.models.audience import Audience
from kwis.catalogue.models.form import IntakeForm
from kwis.catalogue.permissions import CatalogueRight
from kwis.core.wording import say
from kwis.people.models import Person


class ServiceCategory(models.Model):
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.JSONField(_("name"), default=dict)
    icon = models.CharField(_("icon"), max_length=40, default="folder")
    order = models.PositiveIntegerField(_("order"), default=0)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return say(self.name)


class ServiceQuerySet(models.QuerySet["Service"]):
    def published(self) -> "ServiceQuerySet":
        return self.filter(state=Service.State.PUBLISHED)

    def for_person(self, person: Person | None) -> "ServiceQuerySet":
        """Published services of which the audience fits this person; None is a stranger.

        A service without an audience is for everybody inside.
        """
        fits = models.Q(audience__in=Audience.objects.keys_fitting(person))
        if person is not None and not person.external:
            fits |= models.Q(audience__isnull=True)
        return self.published().filter(fits)

    def visible_to(self, user: Any) -> "ServiceQuerySet":
        """What this log-in may see and order in the portal; a stranger sees what is for people from outside.

        A log-in that belongs to no person was given by an administrator, so it sees what is for everybody inside.
        """
        if not getattr(user, "is_authenticated", False):
            return self.for_person(None)
        person = Person.objects.filter(user=user).select_related("organisation", "place").first()
        if person is None:
            return self.published().filter(audience__isnull=True)
        return self.for_person(person)

    def manageable_by(self, user: Any) -> "ServiceQuerySet":
        """All services, drafts and retired ones too, for who manages the catalogue."""
        manages = getattr(user, "is_authenticated", False) and user.has_right(CatalogueRight.MANAGE)
        return self.all() if manages else self.none()


class Service(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    class Start(models.TextChoices):
        AT_ONCE = "at_once", _("The plan starts at once")
        DESK_LOOKS = "desk_looks", _("The desk looks first")
        TRIAGE = "triage", _("A back office looks first")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    category = models.ForeignKey(
        ServiceCategory, on_delete=models.PROTECT, related_name="services", verbose_name=_("category")
    )
    name = models.JSONField(_("name"), default=dict)
    summary = models.JSONField(_("in one line"), default=dict, blank=True)
    text = models.JSONField(_("what you get and what you must know"), default=dict, blank=True)
    synonyms = models.JSONField(_("words that people use"), default=dict, blank=True)
    icon = models.CharField(_("icon"), max_length=40, default="tool")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.WISH)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    audience = models.ForeignKey(
        "catalogue.Audience",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("for whom (empty: everybody inside)"),
    )
    team = models.ForeignKey(
        "people.Team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("back office"),
    )
    desk = models.ForeignKey(
        "people.Desk",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("service desk"),
    )
    owner = models.ForeignKey(
        "people.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_services",
        verbose_name=_("owner of this page"),
    )
    start = models.CharField(
        _("how it starts"), max_length=20, choices=Start.choices, default=Start.DESK_LOOKS
    )
    delivery_words = models.JSONField(_("delivery time in words"), default=dict, blank=True)
    delivery_minutes = models.PositiveIntegerField(
        _("delivery time (working minutes)"), null=True, blank=True
    )
    price = models.DecimalField(
        _("price for the customer (euro)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    cost = models.DecimalField(_("cost (euro)"), max_digits=10, decimal_places=2, null=True, blank=True)
    confidential = models.BooleanField(_("confidential"), default=False)
    popular = models.BooleanField(_("shown on the portal's first page"), default=False)
    review_on = models.DateField(_("look again on"), null=True, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def __str__(self) -> str:
        return say(self.name)

    @property
    def form(self) -> IntakeForm | None:
        """The newest published form; None when the service asks nothing."""
        return self.forms.filter(published=True).order_by("-version").first()
