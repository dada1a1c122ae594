"""Keep what a manager filled in, with one event that says what changed."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from kwis.core.actors import Actor
from kwis.core.events import history_of, record
from kwis.ui.events import ListChanged
from kwis.ui.managing.changes import changed_by, changed_children
from kwis.ui.managing.lists import AnyForm, AnyFormSet, Children, Managed

ChildForms = Sequence[tuple[Children, AnyFormSet]]


class ChangedMeanwhile(Exception):
    """Someone else kept this row after the form was opened."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


class Refused(Exception):
    """A list says no once all is written, in words for the reader: nothing of it is kept.

    For what can only be known then, such as whether somebody is left who may manage log-ins.
    """


def actor_of(user: Any) -> Actor:
    """Who this user is in events: their person when there is one, else the log-in's own name."""
    person = getattr(user, "person", None)
    return person.actor if person is not None else Actor(name=str(user))


def last_change(row: Any) -> int:
    """The newest event about the row, kept in its form to see whether someone else was first."""
    newest = history_of(row).values_list("pk", flat=True).first() if row is not None and row.pk else None
    return newest or 0


@transaction.atomic
def keep(managed: Managed, form: AnyForm, children: ChildForms, by: Actor, seen: int = 0) -> Any:
    """Save the row and its children. Raises ChangedMeanwhile when another was first, Refused when the list says no.

    All forms are valid.
    """
    added = form.instance.pk is None
    if not added:
        managed.model._default_manager.select_for_update(of=("self",)).filter(pk=form.instance.pk).first()
        newest = history_of(form.instance).first()
        if newest is not None and newest.pk > seen:
            raise ChangedMeanwhile(newest.actor_name)
    changes: dict[str, Any] = changed_by(form, managed.secret)
    row = managed.save(form, by)
    for child, formset in children:
        formset.instance = row
        formset.save()
        changes |= changed_children(formset, str(child.title), managed.secret)
    managed.after_save(row, by)
    hidden = bool(set(form.changed_data) & managed.secret)
    if added or changes or hidden:
        action = "added" if added else "changed"
        record(
            ListChanged(list=managed.slug, label=managed.words(row), action=action, changes=changes),
            subject=row,
            by=by,
        )
    return row


@transaction.atomic
def retire(managed: Managed, row: Any, retired: bool, by: Actor) -> None:
    """Take a row out of use or back; a second time changes and tells nothing."""
    row = managed.model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if managed.is_retired(row) == retired:
        return
    managed.set_retired(row, retired, by)
    action = "retired" if retired else "restored"
    record(ListChanged(list=managed.slug, label=managed.words(row), action=action), subject=row, by=by)
