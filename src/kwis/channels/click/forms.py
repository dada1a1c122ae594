"""What a customer can fill in besides the questions of a service."""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kwis.catalogue.kinds import Kind
from kwis.core.clock import today
from kwis.desk.models import Reopening
from kwis.desk.models.ticket.facts import Level
from kwis.people.models import Person, Place
from kwis.surveys.models import SurveyAnswer

MOST_WORDS = 20_000

# the values of the component `smileys`
FACES = {
    "4": SurveyAnswer.Face.VERY_HAPPY,
    "3": SurveyAnswer.Face.GOOD,
    "2": SurveyAnswer.Face.COULD_BE_BETTER,
    "1": SurveyAnswer.Face.NOT_GOOD,
}


class ChooseWidget(forms.TextInput):
    """A field that searches places or colleagues as you type and keeps the key of what was chosen."""

    template_name = "ui/widgets/pick.html"

    def __init__(self, url_name: str, model: type[Place] | type[Person]) -> None:
        super().__init__()
        self.url_name, self.model = url_name, model

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        key = str(value or "")
        known = key.isascii() and key.isdigit() and len(key) <= 18
        row = self.model._default_manager.filter(pk=int(key), active=True).first() if known else None
        context["widget"]["url"] = reverse(self.url_name)
        context["widget"]["words"] = str(row) if row is not None else ""
        return context


class ChosenField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row of a list that is searched."""

    def __init__(self, rows: Any, url_name: str, **given: Any) -> None:
        super().__init__(rows, widget=ChooseWidget(url_name, rows.model), **given)


class QuestionForm(forms.Form):
    """A question in the customer's own words."""

    text = forms.CharField(
        label=_("What is it about?"),
        widget=forms.Textarea(attrs={"rows": 5, "data-autosize": True}),
        max_length=MOST_WORDS,
        error_messages={"required": _("Tell us in your own words what it is about.")},
    )
    place = ChosenField(
        Place.objects.filter(active=True),
        "portal:choose_places",
        label=_("Where is it?"),
        required=False,
        error_messages={"invalid_choice": _("Choose a place from the list.")},
    )
    urgency = forms.TypedChoiceField(
        label=_("How soon do you need it?"),
        choices=[
            (Level.HIGH, _("I cannot go on without it")),
            (Level.MIDDLE, _("Within a few days")),
            (Level.LOW, _("There is no hurry")),
        ],
        coerce=int,
        initial=Level.MIDDLE,
        widget=forms.RadioSelect,
    )
    need_by = forms.DateField(
        label=_("Is there a day by which you need it?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write a date that exists, for example 24-03-2026.")},
    )
    expectation = forms.CharField(
        label=_("What do you expect of us?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "data-autosize": True}),
        help_text=_("For example: somebody comes to look, or a call back is enough."),
    )
    kind = forms.ChoiceField(choices=[("", ""), *Kind.choices], required=False, widget=forms.HiddenInput)
    token = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_need_by(self) -> date | None:
        day: date | None = self.cleaned_data["need_by"]
        if day is not None and day < today():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"),
        widget=forms.Textarea(attrs={"rows": 2, "data-autosize": True}),
        max_length=MOST_WORDS,
        error_messages={"required": _("Write something first.")},
    )


class RefusalForm(forms.Form):
    """The customer's no: why, and in their words."""

    # it stands folded under a yes: a browser must not hold the yes back for it
    use_required_attribute = False

    cause = forms.ChoiceField(
        label=_("What is not right yet?"),
        choices=Reopening.Cause.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is not right yet.")},
    )
    words = forms.CharField(
        label=_("Tell us more"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2, "data-autosize": True}),
    )


class FaceForm(forms.Form):
    """One of four faces, and words."""

    score = forms.ChoiceField(
        choices=[(value, face.label) for value, face in FACES.items()],
        error_messages={"required": _("Choose one of the four faces.")},
    )
    tip = forms.CharField(required=False, max_length=MOST_WORDS)

    @property
    def face(self) -> str:
        return FACES[self.cleaned_data["score"]]


class WatcherForm(forms.Form):
    person = ChosenField(
        Person.objects.filter(active=True, external=False),
        "portal:choose_colleagues",
        label=_("Which colleague?"),
        error_messages={
            "required": _("Choose a colleague from the list."),
            "invalid_choice": _("Choose a colleague from the list."),
        },
    )
