"""The forms in which log-ins and roles are kept up to date."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kwis.accounts import hooks, rights
from kwis.accounts.governing import may_give
from kwis.accounts.models import Role, RoleHolding, User
from kwis.accounts.scope import Scope
from kwis.ui.forms import ManagedForm

LANGUAGES = (("nl", _("Dutch")), ("en", _("English")))


class RightsWidget(forms.CheckboxSelectMultiple):
    """The rights as boxes to tick, under the names of their rooms; what the reader may not give stands still."""

    template_name = "accounts/widgets/rights.html"
    draws_itself = True
    givable: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if value not in self.givable and not option["selected"]:
            option["attrs"]["disabled"] = True
        return option

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        groups: dict[str, list[Any]] = {}
        for _group, options, _index in context["widget"]["optgroups"]:
            for option in options:
                groups.setdefault(str(option["value"]).partition(".")[0], []).append(option)
        context["widget"]["rooms"] = [(room_name(room), options) for room, options in groups.items()]
        return context


def room_name(room: str) -> str:
    return str(apps.get_app_config(room).verbose_name) if apps.is_installed(f"kwis.{room}") else room


class RoleForm(ManagedForm):
    class Meta:
        model = Role
        fields = ("name", "rights")
        two_languages: ClassVar = ("name",)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        known = rights.all_rights()
        kept = [right for right in self.instance.rights if right not in known]
        widget = RightsWidget()
        widget.givable = frozenset(right for right in known if user.has_right_everywhere(right))
        self.fields["rights"] = forms.MultipleChoiceField(
            label=_("What this role may do"),
            required=False,
            widget=widget,
            choices=[*known.items(), *((right, right) for right in kept)],
            help_text=_("You can only give what you may do yourself."),
        )

    def clean_rights(self) -> list[str]:
        """Nobody gives away what they do not hold everywhere: a role may be held everywhere."""
        chosen = sorted(self.cleaned_data["rights"])
        new = set(chosen) - set(self.instance.rights)
        if not may_give(self.user, new, Scope.everywhere()):
            raise ValidationError(gettext("You can only give what you may do yourself."))
        return chosen


class LoginForm(ManagedForm):
    """`password` is kept as a hash only, and no event ever tells it."""

    new_password = forms.CharField(
        label=_("New password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Leave it empty to keep the password as it is. A new one ends all sessions of this log-in."
        ),
    )
    again = forms.CharField(
        label=_("The new password once more"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ("name", "login_name", "email", "language")
        widgets: ClassVar = {"language": forms.Select(choices=LANGUAGES)}

    def clean_login_name(self) -> str:
        name = self.cleaned_data["login_name"].strip().lower()
        if User.objects.filter(login_name=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(gettext("This log-in name is taken already."))
        return str(name)

    def clean_email(self) -> str | None:
        """An address leads to one log-in, whatever its capitals; an empty one is none."""
        address = (self.cleaned_data["email"] or "").strip() or None
        if address and User.objects.filter(email__iexact=address).exclude(pk=self.instance.pk).exists():
            raise ValidationError(gettext("Another log-in has this e-mail address."))
        return address

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("new_password") or ""
        if password != (cleaned.get("again") or ""):
            self.add_error("again", gettext("The two passwords are not the same."))
        elif password:
            about = construct_instance(self, User(), fields=("name", "login_name", "email"))
            try:
                validate_password(password, about)
            except ValidationError as error:
                self.add_error("new_password", error)
        return cleaned

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit=False)
        if self.cleaned_data["new_password"]:
            user.set_password(self.cleaned_data["new_password"])
        elif user.pk is None:
            user.set_unusable_password()
        user.save()
        return user


class HoldingForm(forms.ModelForm):  # type: ignore[type-arg]
    """A role that a log-in holds, and where: a desk, team or site by name."""

    where = forms.ChoiceField(label=capfirst(_("held for")))

    class Meta:
        model = RoleHolding
        fields = ("role",)

    def __init__(self, *args: Any, user: Any = None, where: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        held = self.instance.scope
        field = self.fields["where"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*where]
        if self.instance.pk and _written(held) not in _keys(where):
            field.choices = [*where, (_written(held), hooks.name_of(held))]
        field.initial = _written(held)
        roles = Role.objects.filter(active=True)
        role = self.fields["role"]
        assert isinstance(role, forms.ModelChoiceField)
        role.queryset = roles | Role.objects.filter(pk=self.instance.role_id)
        self.before = (self.instance.role_id, held) if self.instance.pk else None

    @property
    def scope(self) -> Scope:
        kind, _colon, key = self.cleaned_data["where"].partition(":")
        return Scope(kind, int(key or 0))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role = cleaned.get("role")
        if role is None or "where" not in cleaned:
            return cleaned
        self.instance.scope_kind, self.instance.scope_key = self.scope
        if self.before != (role.pk, self.scope) and not may_give(self.user, role.rights, self.scope):
            self.add_error(
                "role", gettext("You cannot give this role: it may do more there than you may do yourself.")
            )
        return cleaned


class HoldingRules(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The same role in the same place is held once. `giver` is who fills this in."""

    giver: Any = None

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        if not hasattr(self, "_where"):
            self._where = list(_choices())
        return {**super().get_form_kwargs(index), "user": self.giver, "where": self._where}

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            cleaned = getattr(form, "cleaned_data", None) or {}
            if form in self.deleted_forms or not cleaned.get("role") or "where" not in cleaned:
                continue
            held = (cleaned["role"].pk, cleaned["where"])
            if held in seen:
                raise ValidationError(gettext("%(role)s is in the list twice.") % {"role": cleaned["role"]})
            seen.add(held)


def _choices() -> Iterator[tuple[str, Any]]:
    for kind, options in hooks.scopes():
        words = [(_written(scope), name) for scope, name in options]
        if kind == Scope.everywhere().kind:
            yield from words
        elif words:
            yield str(kind.label), words


def _keys(choices: Any) -> set[str]:
    flat: set[str] = set()
    for key, words in choices:
        flat |= {inner for inner, _name in words} if isinstance(words, list) else {key}
    return flat


def _written(scope: Scope) -> str:
    return f"{scope.kind}:{scope.key}"
