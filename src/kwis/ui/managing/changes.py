"""What a form changed, in words: {field: [old, new]}."""

from typing import Any

from django import forms
from django.db import models

from kwis.ui.managing.lists import shown

LONGEST = 500


def changed_by(form: forms.ModelForm, secret: frozenset[str] = frozenset()) -> dict[str, list[str]]:
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


def changed_children(formset: forms.BaseInlineFormSet, title: str, secret: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """The same for rows that belong to the row; a new row has no old side, a removed one no new side."""
    found: dict[str, list[str]] = {}
    for form in formset.forms:
        if not form.has_changed():
            continue
        if form in formset.deleted_forms:
            if form.instance.pk:
                found[f"{title}: {form.instance}"] = [str(form.instance), ""]
        elif form.instance.pk and form.initial:
            for name, pair in changed_by(form, secret).items():
                found[f"{title}: {form.instance}: {name}"] = pair
        else:
            found[f"{title}: {form.instance}"] = ["", str(form.instance)]
    return found


def _said(field: forms.Field, value: Any) -> str:
    """A form's value as people read it: the row behind a key, the word of a choice."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        rows = value if value is not None else []
        names = [str(row if isinstance(row, models.Model) else _row(field, row)) for row in rows]
        return ", ".join(sorted(names))[:LONGEST]
    if isinstance(field, forms.ModelChoiceField):
        return "" if value in (None, "") else str(value if isinstance(value, models.Model) else _row(field, value))[:LONGEST]
    if isinstance(field, forms.MultipleChoiceField):
        words = {str(key): str(word) for key, word in field.choices}
        return ", ".join(words.get(str(part), str(part)) for part in value or [])[:LONGEST]
    if isinstance(field, forms.ChoiceField):
        return {str(key): str(word) for key, word in field.choices}.get(str(value), str(value or ""))
    if isinstance(value, dict) and set(value) <= {"nl", "en"}:
        return " / ".join(value[code] for code in ("nl", "en") if value.get(code))[:LONGEST]
    return str(shown(value))[:LONGEST]


def _row(field: forms.ModelChoiceField, key: Any) -> Any:
    return field.queryset.model._default_manager.filter(**{field.to_field_name or "pk": key}).first() or key
