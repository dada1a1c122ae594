"""Calls as rows of a list: only what a row shows, and the names beside it read in one statement.

A list of fifty calls as model instances, with the models beside them joined in, costs more than the rest of its page.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from kwis.catalogue.models import Service
from kwis.core.wording import say
from kwis.people.models import Organisation, Person, Team

# `act_at` and `id` are what pages go by
COLUMNS = (
    "id",
    "number",
    "subject",
    "kind",
    "status",
    "unread",
    "confidential",
    "customer_name",
    "service_id",
    "owner_id",
    "with_team_id",
    "with_supplier_id",
    "act_at",
    "next_promise_at",
    "next_promise_how",
    "next_due_at",
)
NAMES = " UNION ALL ".join(
    f"SELECT '{name}', id, {words} FROM {model._meta.db_table} WHERE id = ANY(%s)"  # noqa: S608 - our own tables
    for name, model, words in (
        ("service", Service, "name::text, ''"),
        ("owner", Person, "name, given_name"),
        ("team", Team, "name, ''"),
        ("supplier", Organisation, "name, ''"),
    )
)
BESIDE = ("service_id", "owner_id", "with_team_id", "with_supplier_id")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns the call, as a row shows them."""

    pk: int
    name: str
    given_name: str


@dataclass(frozen=True, slots=True)
class ListedCall:
    """A call as a row shows it; `service`, `with_team` and `with_supplier` are names, empty where there is none."""

    id: int
    number: str
    subject: str
    kind: str
    status: str
    unread: bool
    confidential: bool
    customer_name: str
    service: str
    owner: Owner | None
    with_team: str
    with_supplier: str
    next_promise_at: datetime | None
    next_promise_how: str
    next_due_at: datetime | None


def columns_of(rows: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    """The same calls as plain rows, for `listed`."""
    return rows.values_list(*COLUMNS, named=True)


def listed(rows: Iterable[Any]) -> list[ListedCall]:
    """Rows of `columns_of` with the names of what stands beside them."""
    found = list(rows)
    names = _names(found)
    return [_listed(row, names) for row in found]


def _listed(row: Any, names: Mapping[tuple[str, int], tuple[str, str]]) -> ListedCall:
    owner = names.get(("owner", row.owner_id))
    service = names.get(("service", row.service_id))
    return ListedCall(
        id=row.id,
        number=row.number,
        subject=row.subject,
        kind=row.kind,
        status=row.status,
        unread=row.unread,
        confidential=row.confidential,
        customer_name=row.customer_name,
        service=say(json.loads(service[0])) if service else "",
        owner=Owner(row.owner_id, *owner) if owner else None,
        with_team=names.get(("team", row.with_team_id), ("", ""))[0],
        with_supplier=names.get(("supplier", row.with_supplier_id), ("", ""))[0],
        next_promise_at=row.next_promise_at,
        next_promise_how=row.next_promise_how,
        next_due_at=row.next_due_at,
    )


def _names(rows: list[Any]) -> dict[tuple[str, int], tuple[str, str]]:
    """What and key -> its name, and the given name of a person."""
    wanted = [sorted({key for row in rows if (key := getattr(row, column)) is not None}) for column in BESIDE]
    if not any(wanted):
        return {}
    with connection.cursor() as cursor:
        cursor.execute(NAMES, wanted)
        return {(what, key): (name, given) for what, key, name, given in cursor.fetchall()}
