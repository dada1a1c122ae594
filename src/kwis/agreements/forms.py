"""The forms in which calendars, deviating days, agreements and targets are kept up to date."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kwis.agreements.checking import check_week, week_in_words
from kwis.agreements.models import Agreement, CalendarDay, DeskHours, Target, TeamHours, WorkCalendar
from kwis.catalogue.models import Service
from kwis.people.models import Desk, Organisation, Person, Team

HOUR = 3600
MOST_HOURS = 10_000
_HOURS = re.compile(r"([0-9]{1,5})(?::([0-5][0-9])|[.,]([0-9]{1,2}))?")


def in_hours(seconds: int | None) -> str:
    """Working time as 8:00; empty when there is none."""
    return "" if seconds is None else f"{seconds // HOUR}:{seconds % HOUR // 60:02}"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        # the browser wants the date in this form and no other, whatever the language
        super().__init__(format="%Y-%m-%d")


class WorkingTimeField(forms.CharField):
    """Working time as people write it, 8:00 or 8 or 1,5 hours; the value is seconds."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Hours and minutes, for example 8:00 or 0:30."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return in_hours(value) if isinstance(value, int) else value

    def said(self, value: Any) -> str:
        """How the history of a row tells this value."""
        return in_hours(value)

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        match = _HOURS.fullmatch(text)
        if match is None:
            raise ValidationError(
                gettext("“%(text)s” is not a number of hours. Write for example 8:00.") % {"text": text}
            )
        hours, minutes, part = match.groups()
        if int(hours) > MOST_HOURS:
            raise ValidationError(gettext("That is more than %(most)s hours.") % {"most": MOST_HOURS})
        return int(hours) * HOUR + int(minutes or 0) * 60 + round(float(f"0.{part or 0}") * 60) * 60

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class WorkCalendarForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = WorkCalendar
        fields = ("name", "code", "hours", "zone", "country", "desks", "teams", "is_default")
        widgets = {
            "desks": forms.CheckboxSelectMultiple,
            "teams": forms.CheckboxSelectMultiple,
            "country": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["hours"] = week_in_words(self.instance.hours)
        _only_in_use(self, "desks", Desk.objects.filter(active=True))
        _only_in_use(self, "teams", Team.objects.filter(active=True))

    def clean_hours(self) -> str:
        """In the reader's usual form, so that the history tells a change only when the hours changed."""
        check_week(self.cleaned_data["hours"])
        return week_in_words(self.cleaned_data["hours"])

    def clean_desks(self) -> Any:
        desks = self.cleaned_data["desks"]
        self._refuse_taken(
            DeskHours.objects.filter(desk__in=desks).select_related("desk", "calendar"), "desk"
        )
        return desks

    def clean_teams(self) -> Any:
        teams = self.cleaned_data["teams"]
        self._refuse_taken(
            TeamHours.objects.filter(team__in=teams).select_related("team", "calendar"), "team"
        )
        return teams

    def _refuse_taken(self, holdings: Any, who: str) -> None:
        for holding in holdings.exclude(calendar_id=self.instance.pk):
            words = {"who": getattr(holding, who), "calendar": holding.calendar}
            raise ValidationError(gettext("%(who)s already has the calendar “%(calendar)s”.") % words)


class CalendarDayForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = CalendarDay
        fields = ("date", "hours", "reason")
        widgets = {"date": DayInput}


class AgreementForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Agreement
        fields = (
            "kind",
            "name",
            "number",
            "organisation",
            "team",
            "start",
            "end",
            "notice_days",
            "yearly_cost",
            "owner",
            "note",
        )
        widgets = {"start": DayInput, "end": DayInput, "note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _only_in_use(self, "organisation", Organisation.objects.filter(active=True))
        _only_in_use(self, "team", Team.objects.filter(active=True))
        # an agreement is looked after by somebody who can log in, which keeps the list short
        _only_in_use(self, "owner", Person.objects.filter(active=True).exclude(user=None))


class TargetForm(forms.ModelForm):  # type: ignore[type-arg]
    respond_seconds = WorkingTimeField(label=capfirst(_("answered within (working time)")), required=False)
    solve_seconds = WorkingTimeField(label=capfirst(_("solved within (working time)")), required=False)

    class Meta:
        model = Target
        fields = (
            "agreement",
            "service",
            "call_kind",
            "priority",
            "respond_seconds",
            "solve_seconds",
            "calendar",
            "valid_from",
            "valid_until",
        )
        widgets = {"valid_from": DayInput, "valid_until": DayInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _only_in_use(self, "agreement", Agreement.objects.filter(active=True))
        _only_in_use(self, "service", Service.objects.exclude(state=Service.State.RETIRED))
        _only_in_use(self, "calendar", WorkCalendar.objects.filter(active=True))


def _only_in_use(form: "forms.ModelForm[Any]", name: str, in_use: Any) -> None:
    """Offer what is in use, and what was chosen before."""
    chosen = form.initial.get(name)
    keys = [
        getattr(one, "pk", one)
        for one in (chosen if isinstance(chosen, list) else [chosen])
        if one is not None
    ]
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = field.queryset.filter(pk__in=keys) | in_use if keys else in_use  # type: ignore[union-attr]
