"""Reading the answers to the questions of an intake form: typed, complete, and in plain words when they are not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kwis.catalogue.answer_types import Refused, given, read
from kwis.catalogue.models import FormField, IntakeForm

NO_QUESTION = frozenset({FormField.Type.SECTION, FormField.Type.EXPLANATION})
CHOSEN = frozenset(
    {FormField.Type.CHOICE, FormField.Type.SEVERAL, FormField.Type.PERSON, FormField.Type.PLACE}
)


@dataclass(frozen=True)
class Answer:
    """One answer. `value` is JSON, typed by the field; `text` is how people read it, in the language in use."""

    field: FormField
    value: Any
    text: str


class AnswersRefused(ValueError):
    """Some answers cannot be taken; `errors` says why, in the user's language, per key of the question."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(f"{key}: {text}" for key, text in errors.items()))
        self.errors = errors


def read_answers(form: IntakeForm, raw: Mapping[str, Any]) -> list[Answer]:
    """The answers in the order of the form. What is not asked for and not answered gives no answer.

    `raw` is what a browser or a program sent, by the key of the question; keys of no question are left alone.
    A question that is hidden by its condition must be empty. Raises `AnswersRefused` with all that is wrong.
    """
    reading = _Reading(list(form.fields.all()), raw)
    if reading.errors:
        raise AnswersRefused(reading.errors)
    return reading.answers


def read_so_far(form: IntakeForm, raw: Mapping[str, Any]) -> tuple[list[Answer], list[FormField]]:
    """The answers that were given, and the questions that still have to be answered: for a conversation that goes on.

    Raises `AnswersRefused` for an answer that cannot be taken, never for one that is missing.
    """
    reading = _Reading(list(form.fields.all()), raw)
    wrong = {key: text for key, text in reading.errors.items() if key not in reading.missing}
    if wrong:
        raise AnswersRefused(wrong)
    return reading.answers, [reading.fields[key] for key in reading.errors]


def read_what_fits(form: IntakeForm, raw: Mapping[str, Any]) -> tuple[list[Answer], dict[str, str]]:
    """The answers that can be taken, and by key what is wrong with the others; what is missing is not wrong."""
    reading = _Reading(list(form.fields.all()), raw)
    wrong = {key: text for key, text in reading.errors.items() if key not in reading.missing}
    return reading.answers, wrong


def unanswered(fields: Iterable[FormField], values: Mapping[str, Any]) -> list[FormField]:
    """The questions without an answer, of those that are asked; `values` is what was answered, typed, by key."""
    known = {field.key: field for field in fields}

    def is_asked(field: FormField, behind: frozenset[str] = frozenset()) -> bool:
        other = known.get((field.shown_if or {}).get("field", ""))
        if other is None or other.key in behind:  # a condition that comes back to itself hides nothing
            return True
        met = other.key in values and fits(values[other.key], field.shown_if.get("equals"))
        return met and is_asked(other, behind | {field.key})

    return [
        field
        for field in known.values()
        if field.type not in NO_QUESTION and field.key not in values and is_asked(field)
    ]


class _Reading:
    """One pass over a form; a question may depend on any other, so answers are read when they are needed."""

    def __init__(self, fields: list[FormField], raw: Mapping[str, Any]) -> None:
        self.fields = {field.key: field for field in fields}
        self.missing: set[str] = set()
        self._raw = raw
        self._refused: dict[str, str] = {}
        self._answers: dict[str, Answer | None] = {}
        self._shown: dict[str, bool] = {}
        found = [self.answer(key) for key in self.fields]
        self.answers = [answer for answer in found if answer is not None]

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong, in the order of the form."""
        return {key: self._refused[key] for key in self.fields if key in self._refused}

    def answer(self, key: str) -> Answer | None:
        if key not in self._answers:
            self._answers[key] = self._read(self.fields[key])
        return self._answers[key]

    def _read(self, field: FormField) -> Answer | None:
        sent = given(self._raw, field.key)
        shown = self._is_shown(field)
        if field.type in NO_QUESTION or not shown:
            # a hidden question of which the condition itself was refused: one error is enough
            if sent and not self._waits_for_error(field):
                self._refused[field.key] = _("This is not asked here. Leave it empty.")
            return None
        if not sent:
            if field.required:
                self.missing.add(field.key)
                chosen = field.type in CHOSEN
                self._refused[field.key] = (
                    _("This is needed. Please choose one.")
                    if chosen
                    else _("This is needed. Please fill it in.")
                )
            return None
        try:
            value, text = read(field, sent)
        except Refused as refusal:
            self._refused[field.key] = str(refusal)
            return None
        return Answer(field, value, text)

    def _is_shown(self, field: FormField) -> bool:
        """Whether the condition holds; a question behind a hidden one is hidden too."""
        key = field.key
        if key not in self._shown:
            other = self.fields.get((field.shown_if or {}).get("field", ""))
            self._shown[key] = True  # a condition that comes back to itself hides nothing
            if other is not None:
                before = self.answer(other.key)
                self._shown[key] = before is not None and fits(before.value, field.shown_if.get("equals"))
        return self._shown[key]

    def _waits_for_error(self, field: FormField) -> bool:
        return (field.shown_if or {}).get("field") in self._refused


def fits(value: Any, wanted: Any) -> bool:
    """Whether an answer meets a condition's `equals`; of several choices one is enough."""
    if isinstance(wanted, list):
        return any(fits(value, one) for one in wanted)
    chosen = value if isinstance(value, list) else [value]
    return str(wanted) in [str(one) for one in chosen]
