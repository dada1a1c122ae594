"""What stands beside a call on its page, read in one statement: the names it points to, its promise, answers, watchers, notes.

As a statement each they were nine of them, and putting those together took longer than the database needed to answer.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models

from kwis.catalogue.answering import unanswered
from kwis.catalogue.models import FormField, IntakeForm, Service
from kwis.core.clock import today
from kwis.core.wording import say
from kwis.desk.models import FormAnswer, Promise, Ticket, Watcher
from kwis.desk.questions import the_desk_asks
from kwis.people.models import CustomerNote, Desk, Organisation, Person, Place, Team

# what the call points to, and what the page shows of it; what a verb needs more, it reads. Columns stand in the order of
# the model, in which `from_db` takes their values
POINTS: dict[str, tuple[type[models.Model], Sequence[str]]] = {
    "service": (Service, ("id", "code", "name")),
    "desk": (Desk, ("id", "name")),
    "owner": (Person, ("id", "given_name", "name")),
    "with_team": (Team, ("id", "name")),
    "with_supplier": (Organisation, ("id", "name")),
    "place": (Place, ("id", "label")),
    "customer": (Person, ("id", "name")),
    "reported_by": (Person, ("id", "name")),
}
QUESTION = ("id", "form_id", "key", "type", "label", "required", "shown_if")
PROMISE = ("id", "ticket_id", "how", "due_at", "state", "broken_at")


def _one(model: type[models.Model], columns: Iterable[str], where: str) -> str:
    return f"(SELECT json_build_array({', '.join(columns)}) FROM {model._meta.db_table} WHERE {where})"  # noqa: S608 - our own tables


def _all(what: str, rows: str) -> str:
    return f"(SELECT coalesce(json_agg({what}), '[]') FROM {rows})"  # noqa: S608 - our own tables


def _of(row: str, columns: Iterable[str]) -> str:
    return ", ".join(f"{row}.{column}" for column in columns)


NEWEST_FORM = (
    f"SELECT form.id FROM {IntakeForm._meta.db_table} form"  # noqa: S608 - our own tables
    " WHERE form.service_id = call.service_id AND form.published ORDER BY form.version DESC LIMIT 1"
)
PIECES = {
    **{name: _one(model, columns, f"id = call.{name}_id") for name, (model, columns) in POINTS.items()},
    "promise": _one(Promise, PROMISE, "ticket_id = call.id AND state = 'open'"),
    "answers": _all(
        "json_build_array(field.label, answer.text, form.service_id, field.key, answer.value)"
        ' ORDER BY field."order", answer.id',
        f"{FormAnswer._meta.db_table} answer JOIN {FormField._meta.db_table} field ON field.id = answer.field_id"
        f" JOIN {IntakeForm._meta.db_table} form ON form.id = field.form_id"
        " WHERE answer.ticket_id = call.id",
    ),
    "questions": _all(
        f'json_build_array({_of("question", QUESTION)}) ORDER BY question."order", question.id',
        f"{FormField._meta.db_table} question WHERE question.form_id = ({NEWEST_FORM})",
    ),
    "watchers": _all(
        "person.name ORDER BY watcher.id",
        f"{Watcher._meta.db_table} watcher JOIN {Person._meta.db_table} person ON person.id = watcher.person_id"
        " WHERE watcher.ticket_id = call.id",
    ),
    "notes": _all(
        "note.text ORDER BY note.id DESC",
        f"{CustomerNote._meta.db_table} note WHERE note.person_id = call.customer_id AND note.until >= %s",
    ),
}
_NAMED = ", ".join(f"'{name}', {piece}" for name, piece in PIECES.items())
STATEMENT = (
    f"SELECT json_build_object({_NAMED})::text"  # noqa: S608 - our own tables
    f" FROM {Ticket._meta.db_table} call WHERE call.id = %s"
)


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions of the service that the desk can ask: whether there are any, whether all of them have an answer, and
    those that must have one but are still `open`, in the reader's language.
    """

    any: bool
    complete: bool
    open: Sequence[str]

    @property
    def open_in_words(self) -> str:
        """One after the other; a question has a sign of its own, what is none gets a comma."""
        *before, last = self.open
        return "".join(f"{one} " if one.endswith(("?", ".", "!")) else f"{one}, " for one in before) + last


@dataclass(frozen=True, slots=True)
class Beside:
    """`answers`: question and answer in the reader's language; `watchers`: names; `notes`: what we know of the customer now."""

    promise: Promise | None
    answers: Sequence[tuple[str, str]]
    asking: Asking
    watchers: Sequence[str]
    notes: Sequence[str]


def beside(ticket: Ticket) -> Beside:
    """Reads it, and lets the call know what it points to."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [today(), ticket.pk])
        row = cursor.fetchone()
    found: dict[str, Any] = json.loads(row[0])
    for name, (model, columns) in POINTS.items():
        values = found[name]
        setattr(ticket, name, None if values is None else model.from_db(connection.alias, columns, values))
    return Beside(
        promise=_promise(found["promise"]),
        answers=[(say(label), text) for label, text, *_typed in found["answers"]],
        asking=_asking(ticket, found["questions"], found["answers"]),
        watchers=found["watchers"],
        notes=found["notes"],
    )


def _asking(ticket: Ticket, rows: Sequence[Sequence[Any]], answers: Sequence[Sequence[Any]]) -> Asking:
    fields = [FormField.from_db(connection.alias, QUESTION, row) for row in rows]
    values = {key: value for _label, _text, service, key, value in answers if service == ticket.service_id}
    still = [one for one in unanswered(fields, values) if the_desk_asks(one)]
    return Asking(
        any=any(the_desk_asks(one) for one in fields),
        complete=not still,
        open=[say(one.label) for one in still if one.required],
    )


def _promise(values: Sequence[Any] | None) -> Promise | None:
    if values is None:
        return None
    *plain, due, state, broken = values
    moments = datetime.fromisoformat(due), state, datetime.fromisoformat(broken) if broken else None
    promise: Promise = Promise.from_db(connection.alias, PROMISE, (*plain, *moments))
    return promise
