"""What is filled in on the intake page."""

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kwis.catalogue.kinds import Kind
from kwis.catalogue.models import Service
from kwis.channels.click.forms import ChosenField
from kwis.core.clock import now, today
from kwis.desk.channel import Channel
from kwis.desk.models import Promise
from kwis.people.models import Person, Place, Team
from kwis.ui.forms import ManyFilesField
from kwis.ui.moments import near_day

DAYS_AHEAD = 14
ANSWERED, TAKEN, PASSED = "answered", "taken", "passed"
DECISIONS = ((ANSWERED, _("Answered at once")), (TAKEN, _("Take on")), (PASSED, _("Set it out")))
PLAN = "plan"
# where the control of a field stands on the page; what is not named here has none of its own
ANCHORS = {
    "customer": "#caller",
    "new_name": "#new_name",
    "new_phone": "#new_phone",
    "new_email": "#new_email",
    "text": "#words",
    "scan": "#scan",
    "to": "#to",
    "promise_day": "#promise-day",
    "promise_hour": "#promise-hour",
    "service": "#other-service",
    "told": "#told",
}
CHANNELS = ((Channel.PHONE, _("Telephone")), (Channel.POST, _("Post")))


def days() -> list[tuple[str, str]]:
    """The days that can be promised, in words."""
    first = today()
    return [
        (day.isoformat(), near_day(day)) for day in (first + timedelta(days=n) for n in range(DAYS_AHEAD))
    ]


def numbered(rows: Any, value: Any) -> Any:
    """The row with this key; None for anything else that may be sent."""
    text = str(value or "")
    return (
        rows.filter(pk=int(text)).first() if text.isascii() and text.isdigit() and len(text) <= 18 else None
    )


class CallForm(forms.Form):
    """A contact with its decision. `customer` is somebody known, else `new_name` with a way to reach them."""

    dedupe = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(choices=CHANNELS)
    decision = forms.ChoiceField(
        choices=DECISIONS, error_messages={"required": _("Choose what happens with this call.")}
    )
    customer = forms.ModelChoiceField(
        Person.objects.filter(active=True),
        required=False,
        error_messages={"invalid_choice": _("Choose the caller from the list.")},
    )
    new_name = forms.CharField(label=_("Name"), max_length=200, required=False)
    new_phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    new_email = forms.EmailField(label=_("E-mail address"), required=False)
    text = forms.CharField(max_length=20_000, required=False)
    scan = ManyFilesField(required=False)
    place = ChosenField(
        Place.objects.filter(active=True), "people:choose_places", label=_("Where"), required=False
    )
    kind = forms.ChoiceField(choices=Kind.choices, required=False)
    service = forms.ModelChoiceField(Service.objects.none(), required=False)
    told = forms.CharField(max_length=20_000, required=False)
    to = forms.CharField(max_length=20, required=False)
    promise_how = forms.ChoiceField(choices=Promise.How.choices, required=False)
    promise_day = forms.DateField(required=False, error_messages={"invalid": _("Choose a day.")})
    promise_hour = forms.CharField(max_length=5, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = Service.objects.published()  # type: ignore[attr-defined]

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """(anchor, words) of all that is not right yet; nothing that is refused stays unsaid."""
        return [
            (ANCHORS.get(name, ""), str(error)) for name, errors in self.errors.items() for error in errors
        ]

    @property
    def starts_plan(self) -> bool:
        """Whether the decision is to go by the plan of the service."""
        given = self.cleaned_data
        return given.get("decision") == PASSED and given.get("to") == PLAN

    def clean_promise_hour(self) -> time | None:
        """9, 9:30 or 15.00."""
        said: str = self.cleaned_data["promise_hour"].strip()
        if not said:
            return None
        parts = re.fullmatch(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?", said)
        if parts is None or int(parts[1]) > 23 or int(parts[2] or 0) > 59:
            raise forms.ValidationError(_("Write a time, for example 15:00."))
        return time(int(parts[1]), int(parts[2] or 0))

    def clean_new_phone(self) -> str:
        phone = " ".join(str(self.cleaned_data["new_phone"]).split())
        if phone and not re.fullmatch(r"[0-9+()./ -]{3,40}", phone):
            raise forms.ValidationError(_("Write a telephone number, for example 06 12345678."))
        return phone

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._who(given)
        if not given.get("text", "").strip() and not given.get("scan"):
            self.add_error("text", _("Write down what it is about."))
        if given.get("decision") == ANSWERED and given.get("channel") == Channel.POST:
            self.add_error(
                "decision", _("Who wrote a letter is not there to say yes. Take the call on or set it out.")
            )
        if given.get("decision") != ANSWERED:
            self._promise(given)
        if given.get("decision") == PASSED:
            self._to(given)
        return given

    def _who(self, given: Mapping[str, Any]) -> None:
        if given.get("customer") is not None or "customer" in self.errors:
            return
        if not given.get("new_name", "").strip():
            self.add_error("customer", _("Choose who it is, or write down the name of an unknown caller."))
        elif not (given.get("new_phone") or given.get("new_email")) and given.get("channel") == Channel.PHONE:
            self.add_error("new_phone", _("Write down how we reach this caller."))

    def _promise(self, given: dict[str, Any]) -> None:
        """`promise` is (how, moment); None leaves it to the desk's standard."""
        given["promise"] = None
        if not (given.get("promise_how") and given.get("promise_day") and given.get("promise_hour")):
            return
        due = timezone.make_aware(datetime.combine(given["promise_day"], given["promise_hour"]))
        if due <= now():
            self.add_error("promise_hour", _("Choose a moment that is still to come."))
        elif due > now() + timedelta(days=366):
            self.add_error("promise_day", _("Choose a day within a year."))
        given["promise"] = (given["promise_how"], due)

    def _to(self, given: dict[str, Any]) -> None:
        """`team` gets the work; None with `to` = plan starts the plan of the service."""
        given["team"] = None
        if given.get("to") == PLAN:
            return
        given["team"] = numbered(
            Team.objects.filter(active=True, role=Team.Role.BACK_OFFICE), given.get("to")
        )
        if given["team"] is None:
            self.add_error("to", _("Choose who gets the work."))
