"""“Only if …”: a condition on the answer to a question that has choices, {"field": key, "equals": choice}."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kwis.catalogue.models import FormField
from kwis.core.wording import say

WITH_OPTIONS = (FormField.Type.CHOICE, FormField.Type.SEVERAL)


class ConditionField(forms.ChoiceField):
    """Choose from the choices of other questions; the value is {} or {"field", "equals"}."""

    def offer(self, questions: Iterable[FormField], now: Mapping[str, Any]) -> None:
        """The questions to depend on. What holds now stays on offer, also when no question offers it."""
        groups: list[tuple[str, list[tuple[str, str]]]] = []
        for question in questions:
            if question.type in WITH_OPTIONS:
                options = [
                    (
                        _key({"field": question.key, "equals": option["key"]}),
                        f"{say(question.label)}: {say(option.get('label')) or option['key']}",
                    )
                    for option in question.options
                ]
                groups.append((say(question.label), options))
        offered = {key for _name, options in groups for key, _words in options}
        choices: list[Any] = [("", _("always")), *groups]
        if now and _key(now) not in offered:
            words = {"field": now.get("field"), "answer": now.get("equals")}
            choices.append((_key(now), gettext("%(field)s is %(answer)s") % words))
        self.choices = choices

    def prepare_value(self, value: Any) -> Any:
        return _key(value) if isinstance(value, Mapping) else value

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return json.loads(chosen) if chosen else {}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (data or "") != _key(initial or {})

    def said(self, value: Any) -> str:
        """How the history of a row tells the condition."""
        key = _key(value or {})
        choices: Any = self.choices
        for _name, options in choices:
            if isinstance(options, list):
                for one, words in options:
                    if one == key:
                        return str(words)
            elif _name == key:
                return str(options)
        return key


def asked_when(question: FormField) -> tuple[str, str]:
    """For questions.js: the key of the question it waits for, and the answers it waits for as JSON; "" when always asked."""
    condition = question.shown_if or {}
    if not condition:
        return "", ""
    wanted = condition.get("equals")
    return condition.get("field", ""), json.dumps(
        [str(one) for one in (wanted if isinstance(wanted, list) else [wanted])]
    )


def _key(condition: Mapping[str, Any]) -> str:
    return json.dumps(dict(condition), sort_keys=True) if condition else ""
