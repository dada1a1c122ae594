"""What Kwis holds about a person: every room names its relations to Person, and what becomes of them.

A room declares in its personal_data.py each foreign key to Person. A house test fails for one that is not named, so
that an export never leaves something out without anybody noticing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.module_loading import autodiscover_modules

from kwis.people.models import Person


class OnErase(StrEnum):
    """What erasing a person has to do with the rows of a relation."""

    DELETE = "delete"  # says nothing without the person
    CLEAR = "clear"  # stays, without the person
    NAMELESS = "nameless"  # keeps pointing at the person's row, which then has no name


@dataclass(frozen=True)
class Held:
    """One relation, such as `desk.Ticket.customer`. `shown`: the row's fields that an export gives; empty gives none."""

    relation: str
    on_erase: OnErase
    shown: tuple[str, ...] = ()


_held: dict[str, Held] = {}


def declare(*relations: Held) -> None:
    """Name relations to Person; each once."""
    for held in relations:
        if held.relation in _held:
            raise ValueError(f"{held.relation} is declared twice")
        _held[held.relation] = held


def load() -> None:
    autodiscover_modules("personal_data")


def declared() -> dict[str, Held]:
    return dict(_held)


def relations_to_person(all_models: Iterable[type[models.Model]] | None = None) -> list[str]:
    """Every foreign key to Person there is, as `room.Model.field`."""
    found = []
    for model in all_models if all_models is not None else apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Person:
                found.append(f"{model._meta.label}.{field.name}")
    return sorted(found)


def export(person: Person) -> dict[str, list[dict[str, Any]]]:
    """What is held about a person, for that person: rows per relation, with the fields that were declared."""
    told: dict[str, list[dict[str, Any]]] = {
        "people.Person": [
            {
                name: str(getattr(person, name) or "")
                for name in (
                    "name",
                    "function",
                    "employee_number",
                    "organisation",
                    "place",
                    "language",
                    "since",
                )
            }
        ]
    }
    for held in _held.values():
        if not held.shown:
            continue
        label, _dot, field = held.relation.rpartition(".")
        rows = (
            apps.get_model(label)._base_manager.filter(**{field: person}).order_by("pk").values(*held.shown)
        )
        told[held.relation] = [{name: str(value) for name, value in row.items()} for row in rows]
    return told


declare(
    Held("people.PersonAddress.person", OnErase.DELETE, ("value", "primary")),
    Held("people.PersonNumber.person", OnErase.DELETE, ("value",)),
    Held("people.CustomerNote.person", OnErase.DELETE, ("text", "purpose", "until", "at")),
    Held("people.TeamMembership.person", OnErase.DELETE, ("team__name",)),
    Held("people.Person.manager", OnErase.CLEAR),
)
