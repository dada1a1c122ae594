"""Form fields for what this house stores in its own way."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kwis.ui.icons import CHOICES
from kwis.ui.managing.lists import managed

LANGUAGES = (("nl", _("Dutch")), ("en", _("English")))


class TwoLanguagesWidget(forms.MultiWidget):
    """One control per language, each with the language's name and `lang`."""

    template_name = "ui/widgets/two_languages.html"
    is_group = True

    def __init__(self, attrs: dict[str, Any] | None = None, rows: int = 0) -> None:
        make = (
            (lambda: forms.Textarea(attrs={"rows": rows, "data-autosize": True})) if rows else forms.TextInput
        )
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
        errors = {"required": _("Fill in the Dutch words."), **kwargs.pop("error_messages", {})}
        kwargs.setdefault("widget", TwoLanguagesWidget(rows=rows))
        parts = [forms.CharField(required=False, max_length=max_length) for _code in LANGUAGES]
        super().__init__(
            parts, require_all_fields=False, error_messages=errors, **{**kwargs, "required": False}
        )
        self.needs_dutch = required
        self.required = required
        self.widget.is_required = False

    def validate(self, value: Any) -> None:
        """Said in `clean`, where it is known which language is missing."""

    def clean(self, value: Any) -> dict[str, str]:
        found: dict[str, str] = super().clean(value) or {}
        if self.needs_dutch and not found.get("nl"):
            raise ValidationError(self.error_messages["required"], code="required")
        return found

    def compress(self, data_list: list[str]) -> dict[str, str]:
        return {
            code: words.strip()
            for (code, _name), words in zip(LANGUAGES, data_list, strict=False)
            if words and words.strip()
        }

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool({k: v for k, v in (initial or {}).items() if v} != self.compress(list(data or [])))


class WordListsWidget(TwoLanguagesWidget):
    """Lists of words per language, shown with commas between them."""

    def decompress(self, value: Any) -> list[str]:
        return [", ".join((value or {}).get(code, ())) for code, _name in LANGUAGES]


class WordListsField(TwoLanguagesField):
    """Words in two languages, {"nl": [word, …], "en": […]}, typed with commas or on lines of their own."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Put a comma between the words."))
        super().__init__(**{**kwargs, "required": False, "widget": WordListsWidget(rows=2)})

    def compress(self, data_list: list[str]) -> Any:
        found = {}
        for (code, _name), text in zip(LANGUAGES, data_list, strict=False):
            words = [" ".join(word.split()) for word in (text or "").replace("\n", ",").split(",")]
            if kept := list(dict.fromkeys(word for word in words if word)):
                found[code] = kept
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool({k: v for k, v in (initial or {}).items() if v} != self.compress(list(data or [])))

    def said(self, value: Any) -> str:
        """How the history of a row tells the words."""
        return " / ".join(", ".join(words) for words in (value or {}).values() if words)


class IconWidget(forms.RadioSelect):
    """The icons that can be chosen, drawn."""

    template_name = "ui/widgets/icons.html"
    draws_itself = True


class DayInput(forms.DateInput):
    """A date by the browser's own calendar, which wants this one form of it in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; cleaned to a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in files if file]


class SearchWidget(forms.TextInput):
    """A field that searches as you type and keeps the key of what was chosen; for lists too long for a select.

    `url_name` answers `?q=words` with options; the chosen row is read from `queryset`, which a `ModelChoiceField`
    shares with its widget by `searched()`.
    """

    template_name = "ui/widgets/pick.html"

    def __init__(self, url_name: str = "", attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.url_name = url_name
        self.queryset: Any = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = self.chosen(value) if str(value or "").isdecimal() else None
        context["widget"]["url"] = self.address()
        context["widget"]["words"] = self.words(chosen) if chosen is not None else ""
        return context

    def address(self) -> str:
        return reverse(self.url_name)

    def chosen(self, key: Any) -> Any:
        return self.queryset.filter(pk=key).first() if self.queryset is not None else None

    def words(self, row: Any) -> str:
        return str(row)


def searched(queryset: Any, url_name: str, **options: Any) -> forms.ModelChoiceField:  # type: ignore[type-arg]
    """One row of `queryset`, found by typing: never a list of everything there is."""
    field = forms.ModelChoiceField(queryset=queryset, widget=SearchWidget(url_name), **options)
    field.widget.queryset = field.queryset
    return field


class PickWidget(SearchWidget):
    """The same for a managed list, by its slug."""

    def __init__(self, slug: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs)
        self.slug = slug

    def address(self) -> str:
        return reverse("ui:managed_options", args=[self.slug])

    def chosen(self, key: Any) -> Any:
        wanted = managed(self.slug)
        return wanted.model._default_manager.filter(pk=key).first() if wanted else None

    def words(self, row: Any) -> str:
        wanted = managed(self.slug)
        return wanted.words(row) if wanted else ""


class ManagedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form for a managed list. Its Meta may say which fields are special:

    `two_languages` and `long_texts` (both {"nl", "en"} content, the second in text areas), `word_lists`
    ({"nl": [words], "en": [words]}), `days` (a date, in the browser's own way), `icons` (chosen from the drawings),
    `pick` ({field: slug of the list to pick from}).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meta: Any = getattr(self, "Meta", None)
        for name in (*getattr(meta, "two_languages", ()), *getattr(meta, "long_texts", ())):
            rows = 4 if name in getattr(meta, "long_texts", ()) else 0
            self._replace(name, TwoLanguagesField, rows=rows)
        for name in getattr(meta, "word_lists", ()):
            self._replace(name, WordListsField)
        for name in getattr(meta, "days", ()):
            if name in self.fields:
                self.fields[name].widget = DayInput()
        for name in getattr(meta, "icons", ()):
            self._replace(
                name, forms.ChoiceField, choices=[(icon, icon) for icon in CHOICES], widget=IconWidget()
            )
        for name, slug in getattr(meta, "pick", {}).items():
            if name in self.fields:
                self.fields[name].widget = PickWidget(slug)

    def _replace(self, name: str, kind: type[forms.Field], **given: Any) -> None:
        old = self.fields.get(name)
        if old is not None:
            # a field's own way of typing is told by the field, unless the model says more
            words: dict[str, Any] = {"help_text": old.help_text} if old.help_text else {}
            self.fields[name] = kind(
                label=old.label, required=old.required, initial=old.initial, **words, **given
            )
