"""The form in which the plan of a service is kept up to date: its steps, and what each waits for."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kwis.catalogue.conditions import ConditionField
from kwis.catalogue.keys import give_keys
from kwis.dispatch.models import Plan, PlanStep
from kwis.dispatch.models.plan import LoopRefused, refuse_loops
from kwis.people.models import Organisation, Team
from kwis.ui.forms import ManagedForm


class PlanForm(ManagedForm):
    class Meta:
        model = Plan
        fields = ("service",)
        pick: ClassVar = {"service": "services"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["service"]


class StepForm(ManagedForm):
    condition = ConditionField(label=capfirst(_("only if")), required=False)

    class Meta:
        model = PlanStep
        fields = (
            "title",
            "customer_label",
            "team",
            "supplier",
            "due_minutes",
            "needs",
            "condition",
            "instruction",
            "order",
            "key",
        )
        two_languages = ("title", "customer_label")
        widgets: ClassVar = {
            "needs": forms.CheckboxSelectMultiple,
            "instruction": forms.Textarea(attrs={"rows": 2, "data-autosize": True}),
        }
        help_texts: ClassVar = {
            "customer_label": _("With words here the customer sees this part and says yes or no to it."),
            "needs": _("Keep a new step first; after that others can start after it."),
            "key": _("A short name for plans and programs. Leave it empty to have one made."),
        }

    def __init__(self, *args: Any, plan: Plan | None = None, questions: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("key", "order"):
            self.fields[name].required = False
        self._choose(
            "team", Team.objects.filter(Q(active=True, role="back_office") | Q(pk=self.instance.team_id))
        )
        supplier = Q(active=True, kind="supplier") | Q(pk=self.instance.supplier_id)
        self._choose("supplier", Organisation.objects.filter(supplier))
        others = PlanStep.objects.filter(plan=plan) if plan and plan.pk else PlanStep.objects.none()
        self._choose("needs", others.exclude(pk=self.instance.pk))
        if not others:
            del self.fields["needs"]
        condition = self.fields["condition"]
        assert isinstance(condition, ConditionField)
        condition.offer(questions, self.instance.condition or {})

    def _choose(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def clean_order(self) -> int:
        return int(self.cleaned_data["order"] or 0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("team") is None) == (cleaned.get("supplier") is None) and not self.errors:
            self.add_error("team", gettext("Choose one back office or one supplier."))
        return cleaned


class StepRules(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """Steps have keys of their own, an order, and do not wait for each other in a circle."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        if not hasattr(self, "_questions"):
            form = self.instance.service.form if self.instance.pk else None
            self._questions = list(form.fields.all()) if form else []
        return {**super().get_form_kwargs(index), "plan": self.instance, "questions": self._questions}

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data and form not in self.deleted_forms]
        give_keys(kept, "title")
        names = {form.instance.key: str(form.instance) for form in kept}
        waits: dict[str, Iterable[str]] = {
            names[form.instance.key]: [
                names[step.key] for step in form.cleaned_data.get("needs") or () if step.key in names
            ]
            for form in kept
        }
        try:
            refuse_loops(waits)
        except LoopRefused as loop:
            raise ValidationError(str(loop)) from None
