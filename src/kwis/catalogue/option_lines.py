"""The choices of a question as people type them: a line for each, `Nederlands | English`."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kwis.core.wording import say
from kwis.people.naming import fold

MOST = 200
LONGEST = 200

Option = dict[str, Any]  # {"key": str, "label": {"nl": str, "en": str}}


class OptionLinesField(forms.CharField):
    """Value: [{"key", "label": {"nl", "en"}}]. A choice that is only worded anew keeps its key, and so its answers."""

    widget = forms.Textarea(attrs={"rows": 3, "data-autosize": True})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", _("One on each line. English behind a bar: Laptop lenen | Borrow a laptop")
        )
        super().__init__(**kwargs)
        self.before: list[Option] = []

    def get_bound_field(self, form: Any, field_name: str) -> Any:
        self.before = list(form.initial.get(field_name) or [])
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, list) else value

    def said(self, value: Any) -> str:
        """How the history of a row tells the choices."""
        return ", ".join(say(option.get("label")) or str(option.get("key")) for option in value or [])

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(gettext("These are more than %(most)s choices.") % {"most": MOST})
        labels = [_label(line) for line in lines]
        twice = [
            label["nl"]
            for at, label in enumerate(labels)
            if label["nl"] in [one["nl"] for one in labels[:at]]
        ]
        if twice:
            raise ValidationError(gettext("“%(choice)s” is in the list twice.") % {"choice": twice[0]})
        return with_keys(labels, self.before)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            self.before = list(initial or [])
            return bool(self.to_python(data) != (initial or []))
        except ValidationError:
            return True


def written(options: list[Option]) -> str:
    lines = []
    for option in options:
        label = option.get("label") or {}
        dutch = label.get("nl") or str(option.get("key", ""))
        lines.append(f"{dutch} | {label['en']}" if label.get("en") else dutch)
    return "\n".join(lines)


def with_keys(labels: list[dict[str, str]], before: list[Option]) -> list[Option]:
    """A line that was there keeps its key; so does one that stands where a line went, when none came or left."""
    old = {
        (option.get("label") or {}).get("nl") or str(option["key"]): str(option["key"]) for option in before
    }
    told = {label["nl"] for label in labels}
    moved = dict(enumerate(old.items())) if len(old) == len(labels) else {}
    found: list[Option] = []
    taken = {old[dutch] for dutch in told if dutch in old}
    for at, label in enumerate(labels):
        dutch = label["nl"]
        was, key_there = moved.get(at, ("", ""))
        if dutch in old:
            key = old[dutch]
        elif key_there and was not in told:
            key = key_there
        else:
            key = _new_key(dutch, taken)
        taken.add(key)
        found.append({"key": key, "label": label})
    return found


def _label(line: str) -> dict[str, str]:
    dutch, _bar, english = (part.strip()[:LONGEST] for part in line.partition("|"))
    return {"nl": dutch, "en": english} if english and dutch else {"nl": dutch or english}


def _new_key(dutch: str, taken: set[str]) -> str:
    plain = "-".join("".join(sign if sign.isalnum() else " " for sign in fold(dutch)).split())[:50] or "keuze"
    number = 1
    while (key := plain if number == 1 else f"{plain}-{number}") in taken:
        number += 1
    return key
