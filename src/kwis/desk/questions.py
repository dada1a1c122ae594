"""The questions of a call's service as the desk fills them in later: a form with what is known, read as one whole."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kwis.catalogue.answer_types import as_sent, given
from kwis.catalogue.answering import NO_QUESTION, read_what_fits
from kwis.catalogue.conditions import asked_when
from kwis.catalogue.models import FormField, IntakeForm
from kwis.core.wording import say
from kwis.desk.models import Ticket
from kwis.people.models import Person, Place
from kwis.ui.forms import DayInput, SearchWidget

Type = FormField.Type


def the_desk_asks(question: FormField) -> bool:
    """Whether it is answered in words; a file comes with a message."""
    return question.type not in NO_QUESTION and question.type != Type.FILE


def questions_of(ticket: Ticket, data: Any = None) -> "QuestionsForm":
    """The questions that the service asks now, with what was answered; perhaps to an earlier version of them."""
    rows = ticket.answers.filter(field__form__service=ticket.service_id).select_related("field")
    known = {row.field.key: as_sent(row.field, row.value) for row in rows if the_desk_asks(row.field)}
    return QuestionsForm(data, form=ticket.service.form if ticket.service else None, known=known)


@dataclass(frozen=True)
class Drawn:
    """A part of the form: a question (`bound`), a heading or an explanation, with when it is asked."""

    label: str
    help: str
    heading: bool
    bound: BoundField | None
    other: str
    wanted: str


class QuestionsForm(forms.Form):
    """Becomes `answers`, and `asked`: the questions they are an answer to, those that have none now included.

    Only what somebody changed is written, so two who fill in different questions at once do not undo each other.
    """

    prefix = "q"
    use_required_attribute = False

    def __init__(self, data: Any = None, *, form: IntakeForm | None, known: Mapping[str, list[str]]) -> None:
        super().__init__(data)
        self.intake_form = form
        self.questions = [one for one in form.fields.all() if one.type != Type.FILE] if form else []
        fitting = read_what_fits(form, known)[0] if form else []
        # an answer from before that the question does not take any more is left as it is
        self.known = {answer.field.key: known[answer.field.key] for answer in fitting}
        for question in self.questions:
            if the_desk_asks(question):
                self.fields[question.key] = QuestionField(question, self.known.get(question.key, []))

    @property
    def form_key(self) -> str:
        """Whose questions stand here; after a refusal still those that were sent."""
        return self.data.get("asked", "") if self.is_bound else self._own_key

    @property
    def stood(self) -> str:
        """What stood in the fields when the page was opened."""
        return json.dumps(self._stood() if self.is_bound else self.known)

    @property
    def _own_key(self) -> str:
        return str(self.intake_form.pk) if self.intake_form else ""

    def drawn(self) -> Iterator[Drawn]:
        for one in self.questions:
            other, wanted = asked_when(one)
            bound = self[one.key] if one.key in self.fields else None
            yield Drawn(say(one.label), say(one.help), one.type == Type.SECTION, bound, other, wanted)

    def clean(self) -> dict[str, Any]:
        if self.intake_form is None:
            raise ValidationError(_("The service of this call has no questions."))
        if self.data.get("asked") != self._own_key:
            raise ValidationError(
                _("This call is about another service now. Close this and open its questions again.")
            )
        sent = {key: given(self.data, self.add_prefix(key)) for key in self.fields}
        stood = self._stood()
        changed = {key for key in self.fields if sent[key] != stood.get(key, [])}
        raw = {key: sent[key] if key in changed else self.known.get(key, []) for key in self.fields}
        answers, wrong = read_what_fits(self.intake_form, raw)
        for key in sorted(changed & wrong.keys()):
            self.add_error(key, wrong[key])
        written = changed | self.known.keys()
        return {"answers": answers, "asked": [one for one in self.questions if one.key in written]}

    def _stood(self) -> dict[str, list[str]]:
        try:
            stood = json.loads(self.data.get("stood", ""))
        except ValueError:
            return {}
        return {key: given(stood, key) for key in self.fields} if isinstance(stood, dict) else {}


class QuestionField(forms.Field):
    """Draws one question; what is sent is read for the form as a whole, and may stay open."""

    def __init__(self, question: FormField, known: list[str]) -> None:
        super().__init__(
            label=say(question.label),
            help_text=say(question.help),
            required=question.required,
            widget=_widget(question),
            initial=known if question.type == Type.SEVERAL else "".join(known[:1]),
        )

    def validate(self, value: Any) -> None:
        """Read by the form."""


def _widget(question: FormField) -> forms.Widget:
    kind = Type(question.type)
    options = [(str(one["key"]), say(one.get("label")) or str(one["key"])) for one in question.options]
    if kind == Type.CHOICE:
        return forms.Select(choices=[("", gettext_lazy("Not known yet")), *options])
    if kind == Type.SEVERAL:
        return forms.CheckboxSelectMultiple(choices=options)
    if kind in SEARCHED:
        url_name, model = SEARCHED[kind]
        search = SearchWidget(url_name)
        search.queryset = model._default_manager.filter(active=True)
        return search
    return WIDGETS[kind]()


SEARCHED: dict[Type, tuple[str, Any]] = {
    Type.PERSON: ("people:choose_people", Person),
    Type.PLACE: ("people:choose_places", Place),
}
# nothing here is about who types it, so the browser has nothing to propose
OFF = {"autocomplete": "off"}
NUMBER = {**OFF, "inputmode": "decimal"}
WIDGETS: dict[Type, Callable[[], forms.Widget]] = {
    Type.TEXT: lambda: forms.TextInput(OFF),
    Type.LONG_TEXT: lambda: forms.Textarea({"rows": 3, "data-autosize": ""}),
    Type.NUMBER: lambda: forms.TextInput(NUMBER),
    Type.MONEY: lambda: forms.TextInput(NUMBER),
    Type.DATE: DayInput,
    Type.TIME: lambda: forms.TextInput({**OFF, "type": "time"}),
    Type.EMAIL: lambda: forms.EmailInput(OFF),
    Type.PHONE: lambda: forms.TextInput({**OFF, "type": "tel"}),
}
