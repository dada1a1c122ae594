"""Which part of the calls a figure is about, and by what it can be split: the same words for both, so that they agree."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kwis.desk.models import TicketInvolvement
from kwis.dispatch.models import WorkOrder
from kwis.insight.choice import Choice

# what a row of a list is
CALL, ORDER, PROMISE = "call", "order", "promise"

# splits: what a count can be told apart by
DESK, TEAM, SUPPLIER, CATEGORY, CHANNEL, KIND = "desk", "team", "supplier", "category", "channel", "kind"


def narrowed(rows: QuerySet[Any], what: str, choice: Choice) -> QuerySet[Any]:
    """Only what fits the choice. A team's calls are those in which it has or had work."""
    to_call = "" if what == CALL else "ticket__"
    if choice.desk is not None:
        rows = rows.filter(**{f"{to_call}desk_id": choice.desk})
    if choice.channel:
        rows = rows.filter(**{f"{to_call}channel": choice.channel})
    if choice.kind:
        rows = rows.filter(**{f"{to_call}kind": choice.kind})
    if choice.category is not None:
        rows = rows.alias(main_category=main_category(what)).filter(main_category=choice.category)
    if choice.team is not None:
        rows = rows.filter(_of_team(what, choice.team))
    if choice.supplier is not None:
        rows = rows.filter(_of_supplier(what, choice.supplier))
    return _gone_on(rows, what, choice.on_to)


def split_by(what: str, name: str) -> str | Coalesce:
    """The field that holds the desk, team … of a row of this sort; with a call it can be more than one."""
    to_call = "" if what == CALL else "ticket__"
    if name == CATEGORY:
        return main_category(what)
    if name in (TEAM, SUPPLIER):
        several = {TEAM: "involvements__team", SUPPLIER: "orders__supplier"}
        return name if what == ORDER else f"{to_call}{several[name]}"
    return f"{to_call}{name}"


def main_category(what: str) -> Coalesce:
    """Of the service's category the one that it is part of; 0 without a service."""
    to_service = "service__" if what == CALL else "ticket__service__"
    return Coalesce(f"{to_service}category__parent", f"{to_service}category", 0)


def next_holder(field: str) -> Subquery:
    """The team or supplier to whom the work of an order went when it was set out again."""
    return Subquery(WorkOrder.objects.filter(again_for=OuterRef("pk")).order_by("-id").values(field)[:1])


def _of_team(what: str, team: int) -> Q | Exists:
    if what == ORDER:
        return Q(team_id=team)
    call = OuterRef("pk" if what == CALL else "ticket_id")
    return Exists(TicketInvolvement.ever.filter(ticket=call, team_id=team))


def _of_supplier(what: str, supplier: int) -> Q | Exists:
    if what == ORDER:
        return Q(supplier_id=supplier)
    call = OuterRef("pk" if what == CALL else "ticket_id")
    return Exists(WorkOrder.objects.filter(ticket=call, supplier_id=supplier))


def _gone_on(rows: QuerySet[Any], what: str, on_to: str) -> QuerySet[Any]:
    if not on_to or what != ORDER:
        return rows
    kind, _dash, key = on_to.partition("-")
    rows = rows.alias(next_team=next_holder("team"), next_supplier=next_holder("supplier"))
    if kind == "desk":
        return rows.filter(next_team=None, next_supplier=None)
    return rows.filter(**{f"next_{kind}": int(key)})
