"""A form field as the templates draw it: one label, one help text, one error, tied together."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext_noop

# Django's own words, which our Dutch catalogue says plainer
SAID_PLAINER = (gettext_noop("This field is required."),)

CHECKS = (forms.CheckboxInput,)
LISTS = (forms.CheckboxSelectMultiple, forms.RadioSelect)


def control_class(widget: forms.Widget) -> str:
    """The class of the control itself."""
    if isinstance(widget, CHECKS):
        return "form-check-input"
    if isinstance(widget, forms.Select) and not isinstance(widget, LISTS):
        return "form-select"
    return "form-control"


def kind_of(bound: BoundField) -> str:
    """How it is laid out: check (box before the label), choices (a group), group (several controls), or line."""
    widget = bound.field.widget
    if isinstance(widget, CHECKS):
        return "check"
    if isinstance(widget, LISTS) and not getattr(widget, "draws_itself", False):
        return "choices"
    return "group" if getattr(widget, "is_group", False) or isinstance(widget, LISTS) else "line"


def shown(bound: BoundField, css: str = "") -> dict[str, Any]:
    """What ui/parts/field.html needs. Help and error are named in the control's aria-describedby."""
    error_id, help_id = f"{bound.auto_id}_error", f"{bound.auto_id}_helptext"
    described = " ".join(
        name for name, there in ((error_id, bound.errors), (help_id, bound.help_text)) if there
    )
    attributes: dict[str, Any] = {
        "class": f"{control_class(bound.field.widget)} {bound.field.widget.attrs.get('class', '')}".strip()
    }
    if described:
        attributes["aria-describedby"] = described
    if bound.errors:
        attributes["aria-invalid"] = "true"
    kind = kind_of(bound)
    return {
        "field": bound,
        "kind": kind,
        "css": css,
        "error_id": error_id,
        "help_id": help_id,
        "described": described,
        "control": bound.as_widget(attrs=attributes) if kind != "choices" else "",
        "choices": [_ticked(choice) for choice in bound] if kind == "choices" else [],
    }


def _ticked(choice: BoundWidget) -> BoundWidget:
    choice.data["attrs"]["class"] = "form-check-input"
    return choice


def errors_of(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(anchor, words) of everything that is still wrong, in the order of the fields, each with its field's name."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        # a group has no control of its own: its first one gets the focus
        anchor = f"#{bound.auto_id}_0" if kind_of(bound) in ("group", "choices") else f"#{bound.id_for_label}"
        found += [(anchor, named(str(bound.label), str(error))) for error in bound.errors]
    return found


def named(label: str, error: str) -> str:
    """What is wrong, with the name of its field before it; a question keeps its own sign and gets no other."""
    return f"{label}{' ' if label.endswith(('?', '.', ':')) else ': '}{error}"
