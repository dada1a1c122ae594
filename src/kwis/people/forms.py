"""The forms in which people, organisations, places, desks, teams and notes are kept up to date."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from kwis.accounts.governing import may_govern
from kwis.accounts.permissions import AccountsRight
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
from kwis.people.tree import line_up
from kwis.ui.forms import ManagedForm
from kwis.ui.rights import may


def refuse_circle(row: models.Model, parent: models.Model | None) -> None:
    """A row is not part of itself, nor of what is part of it."""
    if parent is not None and row.pk is not None and row.pk in line_up(parent):
        words = {"row": row, "parent": parent}
        raise ValidationError(gettext("“%(parent)s” is itself part of “%(row)s”.") % words)


class TreeForm(ManagedForm):
    def clean_parent(self) -> Any:
        parent = self.cleaned_data["parent"]
        refuse_circle(self.instance, parent)
        return parent


class PersonForm(ManagedForm):
    class Meta:
        model = Person
        fields = (
            "given_name",
            "prefix",
            "family_name",
            "salutation",
            "function",
            "employee_number",
            "organisation",
            "place",
            "manager",
            "language",
            "external",
            "user",
        )
        pick: ClassVar = {
            "organisation": "organisations",
            "place": "places",
            "manager": "people",
            "user": "logins",
        }

    def __init__(self, *args: Any, giver: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver = giver
        if not may(giver, AccountsRight.MANAGE):
            del self.fields["user"]

    def clean_user(self) -> Any:
        """With a log-in a person gets what it may do, and with a person a log-in sees what is theirs."""
        user, before = self.cleaned_data["user"], self.instance.user
        if user == before:
            return user
        if any(one is not None and not may_govern(self.giver, one) for one in (user, before)):
            raise ValidationError(gettext("This log-in may do more than you may do yourself."))
        if user is not None and Person.objects.filter(user=user).exclude(pk=self.instance.pk).exists():
            raise ValidationError(gettext("This log-in belongs to somebody else."))
        return user

    def clean_manager(self) -> Person | None:
        manager: Person | None = self.cleaned_data["manager"]
        if manager is not None and manager.pk == self.instance.pk:
            raise ValidationError(gettext("Nobody is their own manager."))
        return manager


class AddressForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = PersonAddress
        fields = ("value", "primary")

    def clean_value(self) -> str:
        """The constraint compares small letters; say it here, under the field."""
        value = str(self.cleaned_data["value"]).strip()
        other = PersonAddress.objects.filter(value__iexact=value).exclude(pk=self.instance.pk).first()
        if other is not None:
            raise ValidationError(gettext("This address belongs to %(person)s.") % {"person": other.person})
        if "value" in self.changed_data:
            self.instance.verified_at = None  # what was proven is the old address
        return value


class AddressRules(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms and form.is_valid()]
        if sum(bool(form.cleaned_data.get("primary")) for form in kept) > 1:
            raise ValidationError(gettext("Letters go to one address. Tick it once."))


class NumberForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = PersonNumber
        fields = ("value",)
        widgets: ClassVar = {"value": forms.TextInput(attrs={"type": "tel"})}


class OrganisationForm(TreeForm):
    class Meta:
        model = Organisation
        fields = ("name", "code", "kind", "parent", "cost_centre", "email", "phone", "mail_domains", "note")
        widgets: ClassVar = {"note": forms.Textarea(attrs={"rows": 3})}
        pick: ClassVar = {"parent": "organisations"}


class PlaceForm(TreeForm):
    class Meta:
        model = Place
        fields = ("kind", "name", "path", "parent", "address")
        pick: ClassVar = {"parent": "places"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        parent, kind = cleaned.get("parent"), cleaned.get("kind")
        if kind == Place.Kind.SITE and parent is not None:
            self.add_error("parent", gettext("A site is not part of another place."))
        elif kind and kind != Place.Kind.SITE and parent is None and "parent" not in self.errors:
            self.add_error("parent", gettext("Say of which site, building or floor this is a part."))
        return cleaned


class DeskForm(ManagedForm):
    class Meta:
        model = Desk
        fields = (
            "name",
            "code",
            "organisation_name",
            "email",
            "phone",
            "place",
            "owner_term_minutes",
            "promise_minutes",
            "close_term_days",
            "reopen_term_days",
            "is_default",
        )
        pick: ClassVar = {"place": "places"}

    def clean_is_default(self) -> bool:
        default = bool(self.cleaned_data["is_default"])
        others = Desk.objects.filter(is_default=True, active=True).exclude(pk=self.instance.pk)
        if not default and self.instance.is_default and not others.exists():
            raise ValidationError(
                gettext("One desk takes what no other takes. Tick this at another desk instead.")
            )
        return default


class TeamForm(ManagedForm):
    class Meta:
        model = Team
        fields = ("name", "code", "role", "desk", "department", "email", "in_progress_limit")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desk = self.fields["desk"]
        assert isinstance(desk, forms.ModelChoiceField)
        desk.queryset = Desk.objects.filter(models.Q(active=True) | models.Q(pk=self.instance.desk_id))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") == Team.Role.FRONT_OFFICE and not cleaned.get("desk"):
            self.add_error("desk", gettext("A front office works at a desk. Choose which."))
        return cleaned


class MemberForm(ManagedForm):
    class Meta:
        model = TeamMembership
        fields = ("person",)
        pick: ClassVar = {"person": "people"}


class NoteForm(ManagedForm):
    class Meta:
        model = CustomerNote
        fields = ("person", "text", "purpose", "until")
        days = ("until",)
        pick: ClassVar = {"person": "people"}
