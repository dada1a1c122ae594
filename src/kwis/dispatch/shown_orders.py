"""The orders of a call as its page shows them: one statement, with who has each, what it waits for and how it came back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kwis.dispatch.models import Handback, WorkOrder
from kwis.dispatch.workflow import READY, State
from kwis.people.models import Organisation, Team

ORDERS = WorkOrder._meta.db_table
NEEDS = WorkOrder.needs.through._meta.db_table
WAITS_FOR = (
    "SELECT json_agg(needed.title ORDER BY needed.id)"  # noqa: S608 - our own tables
    f" FROM {NEEDS} link JOIN {ORDERS} needed ON needed.id = link.to_workorder_id"
    " WHERE link.from_workorder_id = work.id AND work.released_at IS NULL AND needed.state <> ALL(%s)"
)
CAME_BACK = (
    "SELECT json_agg(json_build_array(back.reason, back.text) ORDER BY back.id)"  # noqa: S608 - our own table
    f" FROM {Handback._meta.db_table} back WHERE back.order_id = work.id"
)
STATEMENT = (
    "SELECT work.number, work.title, work.state, work.planned_from, work.released_at, work.supplier_id IS NOT NULL,"  # noqa: S608 - our own tables
    " coalesce(team.name, supplier.name, ''),"
    f" coalesce(({WAITS_FOR}), '[]')::text, coalesce(({CAME_BACK}), '[]')::text FROM {ORDERS} work"
    f" LEFT JOIN {Team._meta.db_table} team ON team.id = work.team_id"
    f" LEFT JOIN {Organisation._meta.db_table} supplier ON supplier.id = work.supplier_id"
    " WHERE work.ticket_id = %s ORDER BY work.id"
)


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """`holder_name`: back office or supplier; `waits_for`: titles; `came_back`: reason and words of each time."""

    number: str
    title: str
    state: str
    planned_from: datetime | None
    released_at: datetime | None
    outside: bool
    holder_name: str
    waits_for: Sequence[str]
    came_back: Sequence[tuple[str, str]]

    @property
    def state_words(self) -> str:
        return str(State(self.state).label)


def orders_of(ticket_key: int) -> list[ShownOrder]:
    """In the order in which they were set out."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [list(READY), ticket_key])
        return [_shown(*row) for row in cursor.fetchall()]


def _shown(*row: Any) -> ShownOrder:
    *plain, waits_for, came_back = row
    told = [(str(Handback.Reason(reason).label), text) for reason, text in json.loads(came_back)]
    return ShownOrder(*(*plain, json.loads(waits_for), told))
