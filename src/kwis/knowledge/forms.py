"""The forms in which articles, guides, reply templates, letters and plain words are kept up to date."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kwis.catalogue.models import Service
from kwis.core.wording import say
from kwis.knowledge.default_letters import DEFAULTS
from kwis.knowledge.letters import PLACEHOLDER, PLACEHOLDERS
from kwis.knowledge.models import Article, Guide, GuideQuestion, Letter, PlainWord, ReplyTemplate
from kwis.people.models import Desk
from kwis.ui.forms import ManagedForm

MOMENTS = {
    "confirmation": _("A call came in"),
    "answer": _("The desk answers"),
    "solved": _("The desk asks whether it is done"),
    "reminder": _("A reminder of that question"),
    "closed": _("A call is closed because nobody answered"),
    "reopened": _("A call is open again"),
    "promise_moved": _("A promise is moved"),
    "more_wanted": _("The desk needs to know more"),
    "order": _("A supplier gets a work order"),
    "order_reminder": _("A supplier is reminded of a work order"),
}


def moment_name(code: str) -> str:
    return str(MOMENTS.get(code, code))


class ServicesForm(ManagedForm):
    """A form with a choice of several services."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["services"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        chosen = [one.pk for one in self.instance.services.all()] if self.instance.pk else []
        offered = Service.objects.exclude(state=Service.State.RETIRED) | Service.objects.filter(pk__in=chosen)
        field.queryset = offered.order_by("name__nl")


class ArticleForm(ServicesForm):
    class Meta:
        model = Article
        fields = ("title", "code", "summary", "body", "words", "services", "internal", "state")
        two_languages = ("title", "summary")
        long_texts = ("body",)
        word_lists = ("words",)
        widgets: ClassVar = {"services": forms.CheckboxSelectMultiple}


class ReplyTemplateForm(ServicesForm):
    class Meta:
        model = ReplyTemplate
        fields = ("name", "code", "body", "services")
        two_languages = ("name",)
        long_texts = ("body",)
        widgets: ClassVar = {"services": forms.CheckboxSelectMultiple}

    def clean_body(self) -> dict[str, str]:
        return known_braces(self.cleaned_data["body"])


class LetterForm(ManagedForm):
    code = forms.ChoiceField(label=capfirst(_("moment")))

    class Meta:
        model = Letter
        fields = ("code", "desk", "subject", "body")
        two_languages = ("subject",)
        long_texts = ("body",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = list(DEFAULTS)
        if self.instance.code and self.instance.code not in codes:
            codes.append(self.instance.code)
        code, desk = self.fields["code"], self.fields["desk"]
        assert isinstance(code, forms.ChoiceField)
        assert isinstance(desk, forms.ModelChoiceField)
        code.choices = [(one, moment_name(one)) for one in codes]
        desk.queryset = Desk.objects.filter(active=True) | Desk.objects.filter(pk=self.instance.desk_id)

    def clean_subject(self) -> dict[str, str]:
        return known_braces(self.cleaned_data["subject"])

    def clean_body(self) -> dict[str, str]:
        return known_braces(self.cleaned_data["body"])


def known_braces(texts: dict[str, str]) -> dict[str, str]:
    """What stands in braces must be something that can be filled in; a slip of the pen would reach customers."""
    for text in texts.values():
        for found in PLACEHOLDER.finditer(text):
            if found[1] not in PLACEHOLDERS:
                words = {"name": found[0], "known": ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)}
                raise ValidationError(gettext("%(name)s is not filled in. You can use: %(known)s.") % words)
    return texts


class GuideForm(ManagedForm):
    class Meta:
        model = Guide
        fields = ("service", "likely_fix")
        long_texts = ("likely_fix",)
        pick: ClassVar = {"service": "services"}


class AnswerLinesField(forms.CharField):
    """Answers to choose from as people type them, `Nederlands | English`; value: [{"nl", "en"}]."""

    widget = forms.Textarea(attrs={"rows": 3, "data-autosize": True})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("One on each line, English behind a bar. Empty is an open answer."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(" | ".join(filter(None, (one.get("nl"), one.get("en")))) for one in value)

    def said(self, value: Any) -> str:
        """How the history of a row tells the answers."""
        return ", ".join(say(one) for one in value or [])

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        return [_in_languages(line) for line in lines[:50]]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(data) != (initial or []))


def _in_languages(line: str) -> dict[str, str]:
    dutch, _bar, english = (part.strip()[:200] for part in line.partition("|"))
    return {"nl": dutch, "en": english} if dutch and english else {"nl": dutch or english}


class GuideQuestionForm(ManagedForm):
    answers = AnswerLinesField(label=capfirst(_("answers to choose from")), required=False)

    class Meta:
        model = GuideQuestion
        fields = ("question", "answers", "order")
        two_languages = ("question",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["order"].required = False

    def clean_order(self) -> int:
        return int(self.cleaned_data["order"] or 0)


class PlainWordForm(ManagedForm):
    class Meta:
        model = PlainWord
        fields = ("language", "word", "plain")
