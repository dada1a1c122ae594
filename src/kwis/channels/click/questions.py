"""The questions of an intake form as a page draws them: with what was filled in and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from kwis.catalogue.conditions import asked_when
from kwis.catalogue.models import FormField, IntakeForm
from kwis.core.models import StoredFile
from kwis.core.wording import say
from kwis.people.models import Person, Place

PREFIX = "q-"  # the names of questions never meet those of the page's own fields
MOST_PILLS = 5

INPUTS = {
    FormField.Type.TEXT: "text",
    FormField.Type.NUMBER: "text",
    FormField.Type.MONEY: "text",
    FormField.Type.DATE: "date",
    FormField.Type.TIME: "time",
    FormField.Type.EMAIL: "email",
    FormField.Type.PHONE: "tel",
}
FILLED_BY_BROWSER = {FormField.Type.EMAIL: "email", FormField.Type.PHONE: "tel"}


@dataclass(frozen=True)
class Option:
    key: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """One question, ready to draw. `shape` is section, explanation, line, area, pills, select, ticks, pick or files."""

    key: str
    shape: str
    label: str
    help: str = ""
    required: bool = False
    value: str = ""
    words: str = ""
    error: str = ""
    input_type: str = "text"
    input_mode: str = ""
    autocomplete: str = ""
    options: Sequence[Option] = ()
    files: Sequence[tuple[StoredFile, str]] = ()
    choose_from: str = ""
    shown_field: str = ""
    shown_equals: str = ""

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.key}"

    @property
    def anchor(self) -> str:
        return f"id-{self.key}"

    @property
    def control(self) -> str:
        """The id of the field itself."""
        return f"{self.anchor}-field"

    @property
    def focus_on(self) -> str:
        """Where the summary of errors leads: the field, or the group of fields."""
        return self.anchor if self.shape in {"pills", "ticks"} else self.control

    @property
    def optional(self) -> bool:
        return not self.required


def sent(form: IntakeForm, data: QueryDict) -> dict[str, list[str]]:
    """What the browser sent, by the key of the question."""
    return {key: data.getlist(f"{PREFIX}{key}") for key in form.fields.values_list("key", flat=True)}


def drawn(
    fields: Sequence[FormField],
    values: Mapping[str, Sequence[str]],
    errors: Mapping[str, str],
    files: Mapping[str, Sequence[tuple[StoredFile, str]]],
) -> list[Question]:
    """All questions in order. `values` is what stands in them, by key."""
    return [
        _question(
            one, [str(v) for v in values.get(one.key, ())], errors.get(one.key, ""), files.get(one.key, ())
        )
        for one in fields
    ]


def _question(
    one: FormField, given: Sequence[str], error: str, files: Sequence[tuple[StoredFile, str]]
) -> Question:
    kind = FormField.Type(one.type)
    value = given[0] if given else ""
    other, wanted = asked_when(one)
    return Question(
        key=one.key,
        shape=_shape(one),
        label=say(one.label),
        help=say(one.help),
        required=one.required,
        value=value,
        words=_words_of(kind, value),
        error=error,
        input_type=INPUTS.get(kind, "text"),
        input_mode="decimal" if kind in {FormField.Type.NUMBER, FormField.Type.MONEY} else "",
        autocomplete=FILLED_BY_BROWSER.get(kind, ""),
        options=[
            Option(
                str(option["key"]),
                say(option.get("label")) or str(option["key"]),
                str(option["key"]) in given,
            )
            for option in one.options
        ],
        files=files,
        choose_from={FormField.Type.PERSON: "colleagues", FormField.Type.PLACE: "places"}.get(kind, ""),
        shown_field=other,
        shown_equals=wanted,
    )


def _shape(one: FormField) -> str:
    kind = FormField.Type(one.type)
    if kind == FormField.Type.CHOICE:
        return "pills" if len(one.options) <= MOST_PILLS else "select"
    return {
        FormField.Type.SECTION: "section",
        FormField.Type.EXPLANATION: "explanation",
        FormField.Type.LONG_TEXT: "area",
        FormField.Type.SEVERAL: "ticks",
        FormField.Type.PERSON: "pick",
        FormField.Type.PLACE: "pick",
        FormField.Type.FILE: "files",
    }.get(kind, "line")


def _words_of(kind: FormField.Type, value: str) -> str:
    """The name behind a chosen key."""
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        return ""
    if kind == FormField.Type.PERSON:
        found = Person.objects.filter(pk=int(value), active=True).first()
        return found.name if found else ""
    if kind == FormField.Type.PLACE:
        place = Place.objects.filter(pk=int(value), active=True).first()
        return place.label if place else ""
    return ""
