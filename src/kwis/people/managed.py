"""The lists of this room in Beheer: people, organisations, places, desks, teams, customer notes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kwis.accounts.permissions import AccountsRight
from kwis.core.actors import Actor
from kwis.core.clock import today
from kwis.people import forms
from kwis.people.identify import find_people
from kwis.people.models import (
    CustomerNote,
    Desk,
    Organisation,
    Person,
    PersonAddress,
    PersonNumber,
    Place,
    Team,
    TeamMembership,
)
from kwis.people.naming import digits, fold
from kwis.people.permissions import PeopleRight
from kwis.ui.managing import Children, Column, Filter, Link, Managed, links_from, register
from kwis.ui.rights import may

ROOM = _("People and places")


def soft(*parts: Any) -> str:
    return ", ".join(str(part) for part in parts if part)


@register
class People(Managed):
    slug = "people"
    title, singular, room = _("People"), _("Person"), ROOM
    icon = "users"
    intro = _("Everybody who brings or handles a call, with or without a log-in.")
    right = PeopleRight.MANAGE
    pick_with = (PeopleRight.SEE, AccountsRight.MANAGE)
    model = Person
    form = forms.PersonForm
    columns = (
        Column("name", _("name")),
        Column("function", _("function")),
        Column("organisation", _("department"), show=lambda row: soft(row.organisation)),
        Column("email", _("e-mail address")),
        Column("phone", _("telephone")),
        Column("user", _("log-in"), show=lambda row: row.user.login_name if row.user else ""),
    )
    search = ("sort_name", "employee_number", "addresses__value", "numbers__value")
    filters = (
        Filter(
            "external",
            pgettext_lazy("inside or outside", "from"),
            lambda user: [("False", _("inside")), ("True", _("outside"))],
        ),
        Filter(
            "login",
            _("log-in"),
            lambda user: [("yes", _("with a log-in")), ("no", _("without a log-in"))],
            lambda rows, value: rows.filter(user__isnull=value == "no"),
        ),
    )
    sort = ("sort_name", "pk")
    related = ("organisation", "place", "user")
    retire = "active"
    children = (
        Children(
            "addresses",
            _("E-mail addresses"),
            PersonAddress,
            forms.AddressForm,
            "person",
            most=20,
            rules=forms.AddressRules,
        ),
        Children("numbers", _("Telephone numbers"), PersonNumber, forms.NumberForm, "person", most=20),
    )
    order = 20

    def queryset(self, user: Any) -> QuerySet[Person]:
        return Person.objects.prefetch_related("addresses", "numbers")

    def found(self, rows: QuerySet[Person], words: str) -> QuerySet[Person]:
        """By name without its accents, and by telephone number however it is written."""
        if len(digits(words)) >= 3 and not any(sign.isalpha() for sign in words):
            return rows.filter(pk__in=find_people(words, limit=200).values("pk"))
        return super().found(rows, fold(words))

    def form_for(self, request: HttpRequest, row: Person | None) -> forms.PersonForm:
        data = request.POST if request.method == "POST" else None
        return forms.PersonForm(data, instance=row or Person(), giver=request.user)

    def hint(self, row: Person) -> str:
        return soft(row.organisation, row.place)


@register
class Organisations(Managed):
    slug = "organisations"
    title, singular, room = _("Organisations"), _("Organisation"), ROOM
    icon = "building"
    intro = _("Departments of our own, customers from outside, and suppliers.")
    right = PeopleRight.MANAGE
    pick_with = (PeopleRight.SEE,)
    model = Organisation
    form = forms.OrganisationForm
    columns = (
        Column("name", _("name")),
        Column("kind", _("kind")),
        Column("parent", _("part of"), show=lambda row: soft(row.parent)),
        Column("cost_centre", _("cost centre")),
        Column("email", _("e-mail address")),
        Column("phone", _("telephone")),
    )
    search = ("sort_name", "code", "cost_centre", "email")
    filters = (Filter("kind", _("kind"), lambda user: Organisation.Kind.choices),)
    sort = ("sort_name", "pk")
    related = ("parent",)
    retire = "active"
    order = 21

    def found(self, rows: QuerySet[Organisation], words: str) -> QuerySet[Organisation]:
        return super().found(rows, fold(words))

    def hint(self, row: Organisation) -> str:
        return soft(row.get_kind_display(), row.parent)

    def obstacle_to_retiring(self, row: Organisation) -> str:
        below = row.children.filter(active=True).count()
        return (
            gettext("%(n)s organisations that are in use are part of this one.") % {"n": below}
            if below
            else ""
        )


@register
class Places(Managed):
    slug = "places"
    title, singular, room = _("Places"), _("Place"), ROOM
    icon = "map-pin"
    intro = _("Sites, buildings, floors and rooms.")
    right = PeopleRight.MANAGE
    pick_with = (PeopleRight.SEE,)
    model = Place
    form = forms.PlaceForm
    columns = (
        Column("label", _("name")),
        Column("kind", _("kind")),
        Column("path", _("code")),
        Column("parent", _("part of"), show=lambda row: soft(row.parent)),
        Column("address", _("address")),
    )
    search = ("sort_name", "path", "address")
    filters = (Filter("kind", _("kind"), lambda user: Place.Kind.choices),)
    sort = ("sort_name", "pk")
    related = ("parent",)
    retire = "active"
    order = 22

    def found(self, rows: QuerySet[Place], words: str) -> QuerySet[Place]:
        return super().found(rows, fold(words))

    def hint(self, row: Place) -> str:
        return soft(row.get_kind_display(), row.path)

    def after_save(self, row: Place, by: Actor) -> None:
        row.name_below()

    def obstacle_to_retiring(self, row: Place) -> str:
        below = row.children.filter(active=True).count()
        return gettext("%(n)s places that are in use are part of this one.") % {"n": below} if below else ""


@register
class Desks(Managed):
    slug = "desks"
    title, singular, room = _("Service desks"), _("Service desk"), ROOM
    icon = "headset"
    intro = _("The places where people bring what they need, with their terms.")
    right = PeopleRight.MANAGE
    pick_with = (PeopleRight.SEE,)
    model = Desk
    form = forms.DeskForm
    columns = (
        Column("name", _("name")),
        Column("organisation_name", _("organisation")),
        Column("phone", _("telephone")),
        Column("email", _("e-mail address")),
        Column("is_default", _("takes what no other desk takes")),
    )
    search = ("name", "code", "email", "phone")
    sort = ("name", "pk")
    related = ("place",)
    retire = "active"
    order = 23

    def after_save(self, row: Desk, by: Actor) -> None:
        """At most one desk takes what no other takes."""
        if row.is_default:
            Desk.objects.filter(is_default=True).exclude(pk=row.pk).update(is_default=False)

    def obstacle_to_retiring(self, row: Desk) -> str:
        if row.is_default:
            return gettext("This desk takes what no other desk takes. Give that to another desk first.")
        if not Desk.objects.filter(active=True).exclude(pk=row.pk).exists():
            return gettext("This is the only desk. Without it nobody takes in calls.")
        return ""


@register
class Teams(Managed):
    slug = "teams"
    title, singular, room = _("Teams"), _("Team"), ROOM
    icon = "users-group"
    intro = _("People who share a board: front offices at a desk, and back offices.")
    right = PeopleRight.MANAGE
    pick_with = (PeopleRight.SEE,)
    model = Team
    form = forms.TeamForm
    columns = (
        Column("name", _("name")),
        Column("role", _("role")),
        Column("desk", _("service desk"), show=lambda row: soft(row.desk)),
        Column("department", _("department")),
        Column("members", _("members"), show=lambda row: str(len(row.memberships.all())), end=True),
    )
    search = ("name", "code", "department", "memberships__person__sort_name")
    filters = (Filter("role", _("role"), lambda user: Team.Role.choices),)
    sort = ("name", "pk")
    related = ("desk",)
    retire = "active"
    children = (
        Children(
            "members",
            _("Members"),
            TeamMembership,
            forms.MemberForm,
            "team",
            ("person__sort_name",),
            most=300,
        ),
    )
    order = 24

    def queryset(self, user: Any) -> QuerySet[Team]:
        return Team.objects.prefetch_related("memberships")


@register
class CustomerNotes(Managed):
    slug = "customer-notes"
    title, singular, room = _("Customer notes"), _("Customer note"), ROOM
    icon = "note"
    intro = _("What we know of a customer, why we keep it, and until when. Only what helps to help them.")
    right = PeopleRight.NOTE
    model = CustomerNote
    form = forms.NoteForm
    columns = (
        Column("person", _("person"), show=lambda row: str(row.person)),
        Column("text", _("what we know")),
        Column("purpose", _("why we keep it")),
        Column("until", _("keep until")),
        Column("by_name", _("written by")),
    )
    search = ("person__sort_name", "text", "purpose")
    filters = (
        Filter(
            "kept",
            _("keep until"),
            lambda user: [("current", _("still to come")), ("past", _("past"))],
            lambda rows, value: rows.filter(**{"until__gte" if value == "current" else "until__lt": today()}),
        ),
    )
    sort = ("-pk",)
    related = ("person",)
    # events are kept longer than a note may be
    secret = frozenset({"text", "purpose"})
    order = 25

    def words(self, row: CustomerNote) -> str:
        return gettext("Note about %(person)s") % {"person": row.person}

    def save(self, form: Any, by: Actor) -> CustomerNote:
        form.instance.by_name = by.name
        note: CustomerNote = form.save()
        return note


@links_from("people")
def log_in_of(user: Any, row: Person) -> Iterable[Link]:
    """The log-in of a person, or where to make one first."""
    if not may(user, AccountsRight.MANAGE):
        return
    if row.user is not None:
        yield Link(
            _("Log-in, roles and password"),
            reverse("ui:managed_row", args=["logins", row.user.pk]),
            "key",
            row.user.login_name,
        )
    else:
        yield Link(_("Make a log-in, then choose it here"), reverse("ui:managed_new", args=["logins"]), "key")


@links_from("logins")
def person_of(user: Any, row: Any) -> Iterable[Link]:
    person = Person.objects.filter(user=row).first()
    if person is not None and may(user, PeopleRight.MANAGE):
        yield Link(
            _("Who this is"), reverse("ui:managed_row", args=["people", person.pk]), "users", person.name
        )
