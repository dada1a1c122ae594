"""Suppliers: how often in time, beside what their contract says and how customers found it."""

import math
from dataclasses import dataclass
from typing import Any

from django.db.models import Min

from kwis.agreements.models import Agreement, Target
from kwis.core.clock import today
from kwis.insight.counting import Counted, Counter, Share
from kwis.insight.narrowing import SUPPLIER
from kwis.people.models import Organisation

MOST = 12


@dataclass(frozen=True)
class Line:
    """`hours` is the shortest working time that the contract allows for solving; None when it names none."""

    name: str
    in_time: Share
    satisfied: Share
    has_contract: bool
    hours: int | None


def suppliers(counter: Counter) -> dict[str, Any]:
    due, in_time = counter.by("supplier-due", SUPPLIER), counter.by("supplier-in-time", SUPPLIER)
    answered, satisfied = counter.by("answered", SUPPLIER), counter.by("satisfied", SUPPLIER)
    most = sorted(due, key=lambda key: -due[key].number)[:MOST]
    contracts = _contracts(counter.user, most)
    names = dict(Organisation.objects.filter(pk__in=most).values_list("pk", "name"))

    def of(found: dict[int, Counted], code: str, key: int) -> Counted:
        return found.get(key) or Counted(code, 0, counter.choice.but(supplier=key))

    lines = [
        Line(
            name=names[key],
            in_time=Share(of(in_time, "supplier-in-time", key), due[key]),
            satisfied=Share(of(satisfied, "satisfied", key), of(answered, "answered", key)),
            has_contract=key in contracts,
            hours=contracts.get(key),
        )
        for key in most
    ]
    return {"lines": lines}


def _contracts(user: Any, suppliers: list[int]) -> dict[int, int | None]:
    """Supplier -> hours of the contract that holds today; only contracts that the reader may see."""
    held = (
        Agreement.objects.visible_to(user)
        .on(today())
        .filter(kind=Agreement.Kind.CONTRACT, organisation__in=suppliers)
    )
    found: dict[int, int | None] = dict.fromkeys(held.values_list("organisation", flat=True))
    targets = (
        Target.objects.visible_to(user).on(today()).filter(agreement__in=held, solve_seconds__isnull=False)
    )
    shortest = (
        targets.values_list("agreement__organisation").annotate(seconds=Min("solve_seconds")).order_by()
    )
    found.update({key: math.ceil(seconds / 3600) for key, seconds in shortest})
    return found
