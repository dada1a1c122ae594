"""What can be filled in on the call page."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kwis.catalogue.kinds import Kind
from kwis.catalogue.models import Service
from kwis.core.clock import now
from kwis.desk.models import Hold, Promise, Reopening, TicketLink
from kwis.desk.models.ticket.facts import Impact, Level
from kwis.people.models import Person, Place
from kwis.ui.forms import ManyFilesField, searched


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Your words"),
        widget=forms.Textarea(attrs={"rows": 4, "data-autosize": ""}),
        max_length=100_000,
    )
    files = ManyFilesField(label=_("Files"), required=False)  # type: ignore[assignment]


class SolutionForm(forms.Form):
    text = forms.CharField(
        label=_("What was done, for the customer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The customer gets these words and is asked whether it is solved."),
        max_length=100_000,
    )


class AnswerAtOnceForm(forms.Form):
    text = forms.CharField(
        label=_("What you told the customer"), widget=forms.Textarea(attrs={"rows": 3}), max_length=100_000
    )


class PromiseForm(forms.Form):
    how = forms.ChoiceField(label=_("How"), choices=Promise.How.choices)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hour = forms.TimeField(
        label=_("Before"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial=time(17)
    )
    reason = forms.CharField(
        label=_("Why it moves"), required=False, max_length=300, help_text=_("The customer reads this.")
    )

    def __init__(self, *args: Any, moving: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if moving:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned.get("hour"):
            due = timezone.make_aware(datetime.combine(cleaned["day"], cleaned["hour"]))
            if due <= now():
                self.add_error("hour", _("Choose a moment that is still to come."))
            if due > now() + timedelta(days=366):
                self.add_error("day", _("Choose a day within a year."))
            cleaned["due_at"] = due
        return cleaned


class OwnerForm(forms.Form):
    """Whom the call goes to; never who has it already."""

    person = forms.ModelChoiceField(
        label=_("Owner"), queryset=Person.objects.none(), empty_label=_("Choose a colleague")
    )
    word = forms.CharField(label=_("A word to your colleague"), required=False, max_length=300)

    def __init__(self, *args: Any, owner: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = Person.objects.filter(
            active=True, teams__role="front_office", teams__active=True
        ).distinct()
        if owner is not None:
            colleagues = colleagues.exclude(pk=owner)
        self.fields["person"].queryset = colleagues  # type: ignore[attr-defined]


class HoldForm(forms.Form):
    reason = forms.ChoiceField(label=_("Waiting for"), choices=Hold.Reason.choices)
    text = forms.CharField(label=_("What exactly"), required=False, max_length=300)
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reason") == Hold.Reason.DATE and not cleaned.get("until"):
            self.add_error("until", _("Choose the day that you wait for."))
        return cleaned


class TranslationForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    service = searched(
        Service.objects.filter(state="published"),
        "catalogue:choose_services",
        label=_("Service"),
        required=False,
    )


class FactsForm(forms.Form):
    impact = forms.TypedChoiceField(label=_("Affects"), choices=Impact.choices, coerce=int)
    urgency = forms.TypedChoiceField(label=_("Urgency"), choices=Level.choices, coerce=int)
    place = searched(
        Place.objects.filter(active=True), "people:choose_places", label=_("Where"), required=False
    )
    confidential = forms.BooleanField(label=_("Confidential"), required=False)


class ReopeningForm(forms.Form):
    cause = forms.ChoiceField(label=_("Why"), choices=Reopening.Cause.choices)
    words = forms.CharField(
        label=_("What is still missing"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class WatcherForm(forms.Form):
    person = searched(
        Person.objects.filter(active=True), "people:choose_people", label=_("Who watches along")
    )


class LinkForm(forms.Form):
    number = forms.CharField(label=_("Number of the other call"), max_length=20)
    kind = forms.ChoiceField(label=_("How they belong together"), choices=TicketLink.Kind.choices)


class RecoveryForm(forms.Form):
    text = forms.CharField(label=_("How it was made good"), widget=forms.Textarea(attrs={"rows": 3}))


def about_field() -> forms.ModelChoiceField:  # type: ignore[type-arg]
    return searched(
        Person.objects.filter(active=True),
        "people:choose_people",
        label=_("Whom it is about"),
        required=False,
        help_text=_("This person does not see this call any more, nowhere in Kwis."),
    )


class AboutForm(forms.Form):
    about = about_field()


class HearingForm(forms.Form):
    text = forms.CharField(
        label=_("What the customer told"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "From your conversation, by telephone or in person. The customer does not see these words."
        ),
        max_length=100_000,
    )
    about = about_field()


class DecisionForm(forms.Form):
    """`founded` becomes a bool."""

    founded = forms.TypedChoiceField(
        label=_("The complaint is"),
        choices=(
            ("yes", pgettext_lazy("decision on a complaint", "Founded")),
            ("no", pgettext_lazy("decision on a complaint", "Not founded")),
        ),
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What was decided and why, for the customer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The customer gets these words."),
        max_length=100_000,
    )
