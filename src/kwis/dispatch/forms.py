"""What can be filled in about work orders."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import today
from kwis.dispatch.models import Handback
from kwis.people.models import Organisation, Team


class OrderForm(forms.Form):
    """One order by hand: to a back office or to a supplier."""

    title = forms.CharField(label=_("What has to be done"), max_length=200)
    team = forms.ModelChoiceField(
        label=_("Back office"), required=False, queryset=Team.objects.none(), empty_label=_("No back office")
    )
    supplier = forms.ModelChoiceField(
        label=_("Supplier"),
        required=False,
        queryset=Organisation.objects.none(),
        empty_label=_("No supplier"),
    )
    instruction = forms.CharField(
        label=_("What they must know"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    customer_label = forms.CharField(
        label=_("What the customer sees"),
        required=False,
        max_length=200,
        help_text=_("With words here the customer sees this part and says yes or no to it."),
    )
    due_hours = forms.IntegerField(
        label=_("Due within (working hours)"), initial=8, min_value=1, max_value=2000
    )
    needs: "forms.ModelMultipleChoiceField[Any]" = forms.ModelMultipleChoiceField(
        label=_("Starts after"), required=False, queryset=None, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, ticket: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(active=True, role=Team.Role.BACK_OFFICE)  # type: ignore[attr-defined]
        self.fields["supplier"].queryset = Organisation.objects.filter(active=True, kind="supplier")  # type: ignore[attr-defined]
        self.fields["needs"].queryset = ticket.orders.open()  # type: ignore[attr-defined]
        if not ticket.orders.open().exists():
            del self.fields["needs"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("team") is None) == (cleaned.get("supplier") is None):
            self.add_error("team", _("Choose one back office or one supplier."))
        return cleaned


class ReadyForm(forms.Form):
    text = forms.CharField(label=_("What was done"), widget=forms.Textarea(attrs={"rows": 3}))
    customer_words = forms.CharField(
        label=_("A line in plain words for the customer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    minutes = forms.IntegerField(label=_("Time (minutes)"), required=False, min_value=0, max_value=100_000)
    material = forms.CharField(label=_("Material"), required=False, max_length=300)
    photo = forms.FileField(label=_("Photo"), required=False)


class HandBackForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=Handback.Reason.choices)
    text = forms.CharField(label=_("What the desk must know"), widget=forms.Textarea(attrs={"rows": 3}))


class WaitForm(forms.Form):
    reason = forms.CharField(label=_("What the work waits for"), max_length=300)


class PlanForForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    start = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}), initial=time(9))
    until = forms.TimeField(label=_("Until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, start, until = (cleaned.get(name) for name in ("day", "start", "until"))
        if day and day < today():
            self.add_error("day", _("This day is over. Choose another."))
        if day and start:
            cleaned["planned_from"] = timezone.make_aware(datetime.combine(day, start))
            cleaned["planned_until"] = timezone.make_aware(datetime.combine(day, until)) if until else None
            if until and until <= start:
                self.add_error("until", _("The end comes after the start."))
        return cleaned


class AgainForm(forms.Form):
    team = forms.ModelChoiceField(
        label=_("To"), required=False, queryset=Team.objects.none(), empty_label=_("The same as before")
    )
    instruction = forms.CharField(
        label=_("What they must know now"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(active=True, role=Team.Role.BACK_OFFICE)  # type: ignore[attr-defined]


class SupplierPlanForm(PlanForForm):
    reference = forms.CharField(label=_("Your own number"), required=False, max_length=80)
