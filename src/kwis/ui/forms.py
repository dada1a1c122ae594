"""Form fields for what this house stores in its own way."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LANGUAGES = (("nl", _("Dutch")), ("en", _("English")))


class TwoLanguagesWidget(forms.MultiWidget):
    """One control per language, each with the language's name and `lang`."""

    template_name = "ui/widgets/two_languages.html"
    is_group = True

    def __init__(self, attrs: dict[str, Any] | None = None, rows: int = 0) -> None:
        make = (lambda: forms.Textarea(attrs={"rows": rows, "data-autosize": True})) if rows else forms.TextInput
        super().__init__({code: make() for code, _name in LANGUAGES}, attrs)

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code, _name in LANGUAGES]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for (code, words), inner in zip(LANGUAGES, context["widget"]["subwidgets"], strict=True):
            inner["attrs"]["lang"] = code
            inner["words"] = words
        return context


class TwoLanguagesField(forms.MultiValueField):
    """Content in two languages, {"nl": …, "en": …}. Dutch is asked; English may wait, and is then left out."""

    def __init__(self, *, rows: int = 0, max_length: int | None = None, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        required = kwargs.get("required", True)
        kwargs.setdefault("widget", TwoLanguagesWidget(rows=rows))
        parts = [forms.CharField(required=False, max_length=max_length) for _code in LANGUAGES]
        super().__init__(parts, require_all_fields=False, **{**kwargs, "required": False})
        self.needs_dutch = required
        self.required = required
        self.widget.is_required = False

    def validate(self, value: Any) -> None:
        """Said in `clean`, where it is known which language is missing."""

    def clean(self, value: Any) -> dict[str, str]:
        found: dict[str, str] = super().clean(value) or {}
        if self.needs_dutch and not found.get("nl"):
            raise ValidationError(_("Fill in the Dutch words."), code="required")
        return found

    def compress(self, data_list: list[str]) -> dict[str, str]:
        return {code: words.strip() for (code, _name), words in zip(LANGUAGES, data_list, strict=False) if words.strip()}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return {k: v for k, v in (initial or {}).items() if v} != self.compress(list(data or []))


class IconWidget(forms.RadioSelect):
    """The icons that can be chosen, drawn."""

    template_name = "ui/widgets/icons.html"


class PickWidget(forms.TextInput):
    """A field that searches as you type and keeps the id of what was chosen; `url` answers with options."""

    template_name = "ui/widgets/pick.html"

    def __init__(self, url: str, words_of: Any = str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.url = url
        self.words_of = words_of
        self.queryset: Any = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = self.queryset.filter(pk=value).first() if self.queryset is not None and str(value or "").isdigit() else None
        context["widget"]["url"] = str(self.url)
        context["widget"]["words"] = self.words_of(chosen) if chosen is not None else ""
        return context
