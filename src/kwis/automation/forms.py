"""Making a rule, and trying it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kwis.automation.models import Rule
from kwis.catalogue.models import Service
from kwis.dispatch.models import Plan
from kwis.people.models import Place, Team
from kwis.ui.forms import searched


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Rule
        fields = (
            "name", "why", "when", "kind", "service", "channel", "site",
            "action", "team", "title", "customer_label", "text", "due_minutes",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["team"].queryset = Team.objects.filter(active=True, role=Team.Role.BACK_OFFICE)
        fields["site"].queryset = Place.objects.filter(active=True, kind=Place.Kind.SITE)
        self.fields["service"] = searched(
            Service.objects.exclude(state=Service.State.RETIRED),
            "catalogue:choose_services",
            label=self.fields["service"].label,
            required=False,
        )
        fields["site"].empty_label = _("Every")
        fields["team"].empty_label = _("Choose a back office")
        for name in ("kind", "channel"):
            fields[name].choices = [("", _("Every")), *fields[name].choices[1:]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        action = given.get("action")
        if action == Rule.Action.SET_OUT and not given.get("team"):
            self.add_error("team", _("Choose the back office that gets the order."))
        if action == Rule.Action.NOTE and not (given.get("text") or "").strip():
            self.add_error("text", _("Write the note."))
        if action == Rule.Action.START_PLAN and not self._has_plan(given.get("service")):
            self.add_error("service", _("Choose a service that has a plan."))
        return given

    def _has_plan(self, service: Service | None) -> bool:
        return service is not None and Plan.objects.filter(service=service, active=True).exists()


class TrialForm(forms.Form):
    number = forms.CharField(label=_("Number of a call"), max_length=20)
