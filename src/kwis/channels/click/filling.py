"""The filled-in questions of a service as a browser sends them: values, files, answers, and what is wrong with them."""

from dataclasses import dataclass, field

from django.http import HttpRequest

from kwis.catalogue.answering import Answer, AnswersRefused, read_answers
from kwis.catalogue.models import FormField, IntakeForm
from kwis.channels.click import questions
from kwis.channels.click.uploads import taken, ticket_for
from kwis.core.actors import Actor
from kwis.core.files import FileRefused
from kwis.core.models import StoredFile


@dataclass
class Filled:
    """What was sent: values and files by the key of the question, and what is wrong with them."""

    values: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, list[StoredFile]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    words: str = ""

    @property
    def all_files(self) -> list[StoredFile]:
        return [file for files in self.files.values() for file in files]

    def take_files(self, request: HttpRequest, key: str, *, by: Actor) -> None:
        """The files of one field; one that is refused leaves all other answers as they are."""
        try:
            self.files[key] = taken(request, f"{questions.PREFIX}{key}", by=by)
        except FileRefused as refusal:
            self.errors[key] = str(refusal)

    def kept(self, request: HttpRequest) -> dict[str, list[tuple[StoredFile, str]]]:
        """The files with what the form carries for them, so that they need not be sent twice."""
        return {
            key: [(file, ticket_for(file, request)) for file in files] for key, files in self.files.items()
        }


def fill_in(request: HttpRequest, form: IntakeForm | None, *, by: Actor) -> Filled:
    """Everything that was answered to the questions of a form."""
    filled = Filled()
    if form is None:
        return filled
    filled.values = questions.sent(form, request.POST)
    for key in form.fields.filter(type=FormField.Type.FILE).values_list("key", flat=True):
        filled.take_files(request, key, by=by)
    raw = {**filled.values, **{key: [file.token for file in files] for key, files in filled.files.items()}}
    try:
        filled.answers = read_answers(form, raw)
    except AnswersRefused as refusal:
        filled.errors = {**refusal.errors, **filled.errors}
    return filled
