"""The forms in which services, their questions, categories and audiences are kept up to date."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kwis.catalogue import hooks
from kwis.catalogue.conditions import ConditionField
from kwis.catalogue.keys import give_keys
from kwis.catalogue.models import Audience, FormField, IntakeForm, Service, ServiceCategory
from kwis.catalogue.option_lines import OptionLinesField
from kwis.people.models import Desk, Organisation, Person, Place, Team
from kwis.people.tree import line_up
from kwis.ui.forms import ManagedForm, PickWidget

WITH_OPTIONS = (FormField.Type.CHOICE, FormField.Type.SEVERAL)


def in_use(form: forms.BaseForm, name: str, rows: Any) -> None:
    """Offer what is in use, and what was chosen before."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    chosen = form.initial.get(name)
    keys = [getattr(one, "pk", one) for one in (chosen if isinstance(chosen, list) else [chosen]) if one]
    field.queryset = rows | rows.model._default_manager.filter(pk__in=keys)


class CategoryForm(ManagedForm):
    class Meta:
        model = ServiceCategory
        fields = ("name", "code", "parent", "icon", "order")
        two_languages = ("name",)
        icons = ("icon",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_use(self, "parent", ServiceCategory.objects.filter(active=True))

    def clean_parent(self) -> ServiceCategory | None:
        parent: ServiceCategory | None = self.cleaned_data["parent"]
        if parent is not None and self.instance.pk and self.instance.pk in line_up(parent):
            raise ValidationError(gettext("A category is not part of itself."))
        return parent


class ServiceForm(ManagedForm):
    class Meta:
        model = Service
        fields = (
            "name",
            "code",
            "category",
            "kind",
            "state",
            "summary",
            "text",
            "synonyms",
            "icon",
            "audience",
            "confidential",
            "popular",
            "desk",
            "team",
            "start",
            "delivery_words",
            "delivery_minutes",
            "price",
            "cost",
            "owner",
            "review_on",
        )
        two_languages = ("name", "summary", "delivery_words")
        long_texts = ("text",)
        word_lists = ("synonyms",)
        icons = ("icon",)
        days = ("review_on",)
        pick: ClassVar = {"owner": "people"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_use(self, "category", ServiceCategory.objects.filter(active=True))
        in_use(self, "audience", Audience.objects.filter(active=True))
        in_use(self, "desk", Desk.objects.filter(active=True))
        in_use(self, "team", Team.objects.filter(active=True, role=Team.Role.BACK_OFFICE))
        # taking out of use has a button of its own, with its trace in the history
        if self.instance.state != Service.State.RETIRED:
            state = self.fields["state"]
            assert isinstance(state, forms.ChoiceField)
            state.choices = [choice for choice in Service.State.choices if choice[0] != Service.State.RETIRED]


class AudienceForm(ManagedForm):
    class Meta:
        model = Audience
        fields = ("name", "code", "organisations", "sites", "teams", "managers_only", "externals")
        two_languages = ("name",)
        widgets: ClassVar = {
            "organisations": forms.CheckboxSelectMultiple,
            "sites": forms.CheckboxSelectMultiple,
            "teams": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suppliers = Organisation.Kind.SUPPLIER
        in_use(self, "organisations", Organisation.objects.filter(active=True).exclude(kind=suppliers))
        in_use(self, "sites", Place.objects.filter(active=True, kind=Place.Kind.SITE))
        in_use(self, "teams", Team.objects.filter(active=True))


class IntakeFormForm(ManagedForm):
    class Meta:
        model = IntakeForm
        fields = ("service", "published")
        pick: ClassVar = {"service": "services"}
        help_texts: ClassVar = {"published": _("Without this, nobody is asked these questions yet.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["service"]

    def clean_service(self) -> Service:
        service: Service = self.cleaned_data["service"]
        if service.forms.exists():
            raise ValidationError(gettext("This service has questions already. Change those."))
        return service


class QuestionForm(ManagedForm):
    options = OptionLinesField(label=capfirst(_("choices")), required=False)
    shown_if = ConditionField(label=capfirst(_("only asked if")), required=False)

    class Meta:
        model = FormField
        fields = ("label", "type", "help", "required", "options", "shown_if", "order", "key")
        two_languages = ("label", "help")
        help_texts: ClassVar = {
            "key": _("A short name for plans and programs. Leave it empty to have one made."),
        }

    def __init__(self, *args: Any, questions: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        self.fields["order"].required = False
        condition = self.fields["shown_if"]
        assert isinstance(condition, ConditionField)
        condition.offer(
            [one for one in questions if one.pk != self.instance.pk], self.instance.shown_if or {}
        )

    def clean_order(self) -> int:
        return int(self.cleaned_data["order"] or 0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, options = cleaned.get("type"), cleaned.get("options")
        if kind in WITH_OPTIONS and not options and "options" not in self.errors:
            self.add_error("options", gettext("Write what can be chosen, one on each line."))
        elif kind and kind not in WITH_OPTIONS:
            cleaned["options"] = []
        return cleaned


class QuestionRules(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The questions of one form: keys of their own, an order, and a new version once somebody has answered."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "questions": self._kept_before()}

    def _kept_before(self) -> list[FormField]:
        if not hasattr(self, "_questions"):
            self._questions = list(self.instance.fields.all()) if self.instance.pk else []
        return self._questions

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data and form not in self.deleted_forms]
        self._refuse_hidden_for_good(kept, give_keys(kept, "label"))

    def _refuse_hidden_for_good(self, kept: list[Any], keys: set[str]) -> None:
        for form in kept:
            condition = form.cleaned_data["shown_if"]
            if condition and condition["field"] not in keys:
                words = {"question": form.instance, "other": condition["field"]}
                raise ValidationError(
                    gettext("“%(question)s” waits for the question “%(other)s”, which is not there.") % words
                )

    def save(self, commit: bool = True) -> Any:
        """A question that was answered is kept as it was asked: then the form goes on as its next version."""
        if not (self.has_changed() and self.initial_forms and hooks.is_answered(self.instance)):
            return super().save(commit)
        kept = [form for form in self.forms if form.cleaned_data and form not in self.deleted_forms]
        self.instance.begin_version()
        for form in kept:
            question = form.instance
            question.pk, question.form = None, self.instance
            question._state.adding = True
            question.save(force_insert=True)
        return [form.instance for form in kept]


class WhoSeesForm(forms.Form):
    """Pick somebody to see whether a service is for them."""

    person = forms.ModelChoiceField(
        label=_("Person"), queryset=Person.objects.filter(active=True), widget=PickWidget("people")
    )
