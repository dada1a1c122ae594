"""What a form changed, in words: {field: [old, new]}."""

from typing import Any

from django import forms
from django.db import models

from kwis.ui.managing.lists import AnyForm, AnyFormSet, shown

LONGEST = 500


def changed_by(form: AnyForm, secret: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """The fields that differ from before; empty when nothing did. Passwords and secret fields are left out."""
    found = {}
    for name in form.changed_data:
        field = form.fields[name]
        if name in secret or isinstance(field.widget, forms.PasswordInput):
            continue
        old = _said(field, form.initial.get(name, field.initial))
        new = _said(field, form.cleaned_data.get(name))
        if old != new:
            found[str(field.label or name)] = [old, new]
    return found


def changed_children(
    formset: AnyFormSet, title: str, secret: frozenset[str] = frozenset()
) -> dict[str, list[str]]:
    """The same for rows that belong to the row; a new row has no old side, a removed one no new side."""
    found: dict[str, list[str]] = {}
    for form in formset.forms:
        if not form.has_changed():
            continue
        existed = form in formset.initial_forms
        if form in formset.deleted_forms:
            if existed:
                found[f"{title}: {form.instance}"] = [str(form.instance), ""]
        elif existed:
            for name, pair in changed_by(form, secret).items():
                found[f"{title}: {form.instance}: {name}"] = pair
        else:
            found[f"{title}: {form.instance}"] = ["", str(form.instance)]
    return found


def _said(field: forms.Field, value: Any) -> str:
    """A form's value as people read it: the row behind a key, the word of a choice.

    A field of a room's own may have a method `said(value)` for it.
    """
    own_words = getattr(field, "said", None)
    if own_words is not None:
        said = str(own_words(value))
    elif isinstance(field, forms.ModelMultipleChoiceField):
        said = ", ".join(sorted(_named(field, one) for one in value or []))
    elif isinstance(field, forms.ModelChoiceField):
        said = "" if value in (None, "") else _named(field, value)
    elif isinstance(field, forms.MultipleChoiceField):
        said = ", ".join(_word(field, one) for one in value or [])
    elif isinstance(field, forms.ChoiceField):
        said = _word(field, value)
    elif isinstance(value, dict) and set(value) <= {"nl", "en"}:
        said = " / ".join(value[code] for code in ("nl", "en") if value.get(code))
    else:
        said = str(shown(value))
    return said[:LONGEST]


def _word(field: forms.ChoiceField, value: Any) -> str:
    choices: Any = field.choices
    words: dict[str, str] = {}
    for key, word in choices:
        # a group of choices has its own list where a word would stand
        words |= dict(word) if isinstance(word, list | tuple) else {key: word}
    return {str(key): str(word) for key, word in words.items()}.get(str(value), str(value or ""))


def _named(field: Any, value: Any) -> str:
    """`value` is a row, or its key."""
    if isinstance(value, models.Model):
        return str(value)
    rows = field.queryset.model._default_manager.filter(**{field.to_field_name or "pk": value})
    return str(rows.first() or value)
