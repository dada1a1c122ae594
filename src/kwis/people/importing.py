"""Taking in a list of people: new ones are added, known ones (by employee number or address) brought up to date.

A trial runs the same road and takes everything back at the end, so its report is the report of the real run. A row
is taken whole or refused whole, with the line and the reason; when anything breaks halfway, nothing is done.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kwis.core.actors import Actor
from kwis.core.events import record
from kwis.people.import_file import FileRefused, read_file
from kwis.people.import_rows import Draft, Known, RowRefused, draft_of
from kwis.people.models import Person, PersonAddress, PersonNumber
from kwis.people.naming import digits
from kwis.ui.events import ListChanged

__all__ = ["FileRefused", "Refusal", "Report", "import_people"]

# what the history of a person tells, by the field's own name on the screen
TOLD = (
    "given_name", "prefix", "family_name", "salutation", "function", "employee_number",
    "organisation", "place", "manager", "language", "external", "active",
)  # fmt: skip


@dataclass(frozen=True)
class Refusal:
    line: int
    who: str
    reason: str


@dataclass
class Report:
    """What was done, or, after a trial, what would be. `left_alone` are headings that mean nothing here."""

    trial: bool
    added: int = 0
    changed: int = 0
    same: int = 0
    refused: list[Refusal] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    left_alone: list[str] = field(default_factory=list)


def import_people(data: bytes, *, by: Actor, trial: bool) -> Report:
    """Take in a CSV file. Raises `FileRefused` when the file as a whole cannot be read."""
    file = read_file(data)
    report = Report(trial, columns=file.columns, left_alone=file.left_alone)
    with transaction.atomic():
        known = Known()
        before = {key: _state(person) for key, person in known.people.items()}
        drafts = _drafts(file.rows, known, report)
        drafts = _with_known_managers(drafts, known, report)
        changes = {id(draft): _keep(draft, before) for draft in drafts}
        _set_managers(drafts, known, changes)
        for draft in drafts:
            _tell(draft, changes[id(draft)], draft.person.pk not in before, report, by)
        report.refused.sort(key=lambda refusal: refusal.line)
        if trial:
            transaction.set_rollback(True)
    return report


def _drafts(rows: list[Any], known: Known, report: Report) -> list[Draft]:
    drafts: list[Draft] = []
    lines: dict[str, int] = {}
    for row in rows:
        who = " ".join(
            row.cells[name] for name in ("given_name", "prefix", "family_name", "name") if name in row.cells
        )
        try:
            if row.wrong:
                raise RowRefused(row.wrong)
            mine = {
                f"{name}:{row.cells[name].casefold()}"
                for name in ("employee_number", "email")
                if name in row.cells
            }
            earlier = next((lines[key] for key in sorted(mine) if key in lines), None)
            if earlier is not None:
                raise RowRefused(_("The same person stands on line %(line)s.") % {"line": earlier})
            draft = draft_of(row.line, row.cells, known)
            lines |= dict.fromkeys(mine, row.line)
            drafts.append(draft)
        except RowRefused as refusal:
            report.refused.append(Refusal(row.line, who, str(refusal)))
    return drafts


def _with_known_managers(drafts: list[Draft], known: Known, report: Report) -> list[Draft]:
    """Leave out rows whose manager is unknown, then those whose manager was in such a row, and so on."""
    while True:
        here = _managers_here(drafts)
        left = []
        for draft in drafts:
            reason = _wrong_with_manager(draft, here, known)
            if reason:
                report.refused.append(Refusal(draft.line, draft.label, reason))
            else:
                left.append(draft)
        if len(left) == len(drafts):
            return left
        drafts = left


def _managers_here(drafts: list[Draft]) -> dict[str, list[Draft]]:
    """The ways in which the rows of this file can be named as somebody's manager."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        for name in {draft.person.employee_number.casefold(), draft.email.lower(), draft.label.casefold()} - {
            ""
        }:
            found.setdefault(name, []).append(draft)
    return found


def _candidates(draft: Draft, here: dict[str, list[Draft]], known: Known) -> list[Person]:
    people = [*known.find(draft.manager), *(other.person for other in here.get(draft.manager.casefold(), []))]
    return list({id(person): person for person in people}.values())


def _wrong_with_manager(draft: Draft, here: dict[str, list[Draft]], known: Known) -> str:
    if not draft.manager:
        return ""
    found = _candidates(draft, here, known)
    if not found:
        return _("The manager “%(name)s” is not known.") % {"name": draft.manager[:80]}
    if len(found) > 1:
        return _("Several people are called “%(name)s”. Write the employee number of the manager.") % {
            "name": draft.manager[:80]
        }
    if found[0] is draft.person:
        return _("Nobody is their own manager.")
    return ""


State = dict[str, str]


def _state(person: Person) -> State:
    return {name: str(getattr(person, name) or "") for name in TOLD}


def _keep(draft: Draft, before: dict[int, State]) -> dict[str, list[str]]:
    """Save the person with address and numbers; the changes as label -> [old, new]."""
    person = draft.person
    old = before.get(person.pk or 0, {})
    new = _state(person)
    changes = {
        _label(name): [old.get(name, ""), new[name]] for name in TOLD if old.get(name, "") != new[name]
    }
    if person.pk is None or changes:
        person.save()
    if draft.email and not any(one.value.lower() == draft.email.lower() for one in person.addresses.all()):
        PersonAddress.objects.create(person=person, value=draft.email, primary=not person.addresses.exists())
        changes[str(PersonAddress._meta.get_field("value").verbose_name)] = ["", draft.email]
    reached = {number.dialled for number in person.numbers.all()}
    for number in draft.numbers:
        if digits(number) not in reached:
            PersonNumber.objects.create(person=person, value=number)
            reached.add(digits(number))
            changes[str(PersonNumber._meta.get_field("value").verbose_name)] = ["", number]
    return changes


def _set_managers(drafts: list[Draft], known: Known, changes: dict[int, dict[str, list[str]]]) -> None:
    here = _managers_here(drafts)
    for draft in drafts:
        if draft.manager:
            [manager] = _candidates(draft, here, known)
            if draft.person.manager_id != manager.pk:
                old = known.people.get(draft.person.manager_id or 0)
                draft.person.manager = manager
                draft.person.save()
                changes[id(draft)][_label("manager")] = [old.name if old else "", manager.name]


def _label(name: str) -> str:
    return str(getattr(Person._meta.get_field(name), "verbose_name", name))


def _tell(draft: Draft, changes: dict[str, list[str]], added: bool, report: Report, by: Actor) -> None:
    if added:
        report.added += 1
    elif changes:
        report.changed += 1
    else:
        report.same += 1
        return
    action = "added" if added else "changed"
    record(
        ListChanged(list="people", label=draft.person.name, action=action, changes={} if added else changes),
        subject=draft.person,
        by=by,
    )
