"""A row of a list in words, whatever it is a list of: always with the call that it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from kwis.desk.models import Promise, Ticket
from kwis.dispatch.models import WorkOrder
from kwis.insight.figures import Figure
from kwis.insight.narrowing import CALL, ORDER
from kwis.ui import moments


@dataclass(frozen=True)
class Line:
    call: Ticket
    detail: str
    at: datetime | None


def with_all_that_is_shown(figure: Figure, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with what a line reads, in one query; `counts_at` is when a row counts."""
    also = {
        CALL: ("service", "desk"),
        ORDER: ("ticket__service", "ticket__desk", "team", "supplier"),
    }.get(figure.what, ("ticket__service", "ticket__desk"))
    moment = F(figure.moment) if isinstance(figure.moment, str) else figure.moment
    shown: QuerySet[Any] = rows.select_related(*also).annotate(counts_at=moment)
    return shown


def lines_of(rows: Sequence[Any]) -> list[Line]:
    return [_line(row) for row in rows]


def _line(row: Any) -> Line:
    at: datetime | None = row.counts_at
    if isinstance(row, WorkOrder):
        return Line(row.ticket, f"{row.number} {row.title}, {row.holder_name}", at)
    if isinstance(row, Promise):
        return Line(row.ticket, _promised(row), at)
    return Line(row, str(row.get_status_display()), at)


def _promised(promise: Promise) -> str:
    words = {"how": promise.get_how_display(), "before": moments.before(promise.due_at)}
    if not promise.was_broken:
        return _("%(how)s, %(before)s: kept") % words
    if promise.state == Promise.State.KEPT:
        return _("%(how)s, %(before)s: kept too late") % words
    return _("%(how)s, %(before)s: not kept") % words
