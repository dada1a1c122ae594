"""What is asked at the first run."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kwis.accounts.models import User
from kwis.agreements.checking import check_week, week_in_words
from kwis.agreements.opening import OFFICE_HOURS
from kwis.config.first_run.starter import AREAS, SERVICES

MOST_TEAMS = 20


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
    )


class SetUpForm(forms.Form):
    """One form; `SECTIONS` says how the page divides it."""

    language = forms.ChoiceField(
        label=_("Language that you read"),
        choices=[("nl", "Nederlands"), ("en", "English")],
        widget=forms.RadioSelect,
    )
    organisation = forms.CharField(label=_("Name of your organisation"), max_length=120)

    given_name = forms.CharField(label=_("First name"), max_length=80)
    family_name = forms.CharField(label=_("Last name"), max_length=120)
    login_name = forms.CharField(
        label=_("Log-in name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters. Three or four words in a row are easy to remember."),
    )
    again = forms.CharField(
        label=_("The password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    desk_name = forms.CharField(label=_("Name of the service desk"), max_length=120)
    desk_phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    desk_email = forms.EmailField(label=_("E-mail address that customers write to"), required=False)

    hours = forms.CharField(
        label=_("When is the desk open?"),
        max_length=500,
        help_text=_("For example: mon-fri 08:00-12:00,13:00-17:00; sat 09:00-12:00"),
    )
    holidays = forms.BooleanField(label=_("Closed on Dutch public holidays"), required=False, initial=True)

    front_office = forms.CharField(label=_("Front office: who takes in the calls"), max_length=120)
    facility = forms.CharField(label=AREAS["facility"].question, max_length=120, required=False)
    ict = forms.CharField(label=AREAS["ict"].question, max_length=120, required=False)
    hr = forms.CharField(label=AREAS["hr"].question, max_length=120, required=False)
    more_teams = forms.CharField(
        label=_("Other back offices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line."),
    )

    services = forms.MultipleChoiceField(
        label=_("Services to start with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Untick what you do not offer. You can change and add everything later."),
    )

    SECTIONS = (
        (_("Your organisation"), ("language", "organisation")),
        (
            _("You, the first administrator"),
            ("given_name", "family_name", "login_name", "email", "password", "again"),
        ),
        (_("Your service desk"), ("desk_name", "desk_phone", "desk_email")),
        (_("Opening hours"), ("hours", "holidays")),
        (_("Teams"), ("front_office", "facility", "ict", "hr", "more_teams")),
        (_("Services"), ("services",)),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        language = (get_language() or "nl")[:2]
        desk = gettext("Service desk")
        kwargs.setdefault("initial", {})
        kwargs["initial"] |= {
            "language": language,
            "desk_name": desk,
            "front_office": desk,
            "hours": week_in_words(OFFICE_HOURS),
            "services": [service.code for service in SERVICES],
            **{code: area.name[language] for code, area in AREAS.items()},
        }
        super().__init__(*args, **kwargs)
        services = self.fields["services"]
        assert isinstance(services, forms.MultipleChoiceField)
        services.choices = [(one.code, f"{one.name[language]}: {one.summary[language]}") for one in SERVICES]

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in self.SECTIONS]

    def clean_hours(self) -> str:
        check_week(self.cleaned_data["hours"])
        return str(self.cleaned_data["hours"])

    def clean_more_teams(self) -> list[str]:
        names = [line.strip() for line in self.cleaned_data["more_teams"].splitlines() if line.strip()]
        if len(names) > MOST_TEAMS or any(len(name) > 120 for name in names):
            raise ValidationError(gettext("Write at most %(most)s short names.") % {"most": MOST_TEAMS})
        return list(dict.fromkeys(names))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("password", "")
        if password and password != cleaned.get("again", password):
            self.add_error("again", gettext("The two passwords are not the same."))
        elif password:
            names = f"{cleaned.get('given_name', '')} {cleaned.get('family_name', '')}"
            about = User(
                login_name=cleaned.get("login_name", ""), email=cleaned.get("email"), name=names.strip()
            )
            try:
                validate_password(password, about)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned
