"""Per service desk and per back office: how customers found it beside how much was done. No figure per person."""

from dataclasses import dataclass
from typing import Any

from kwis.insight.counting import Counted, Counter, Share
from kwis.insight.narrowing import DESK, TEAM
from kwis.people.models import Desk, Team


@dataclass(frozen=True)
class Line:
    """`done` is calls finished for a desk, work orders ready for a back office; a desk gets nothing handed back."""

    name: str
    satisfied: Share
    promises: Share
    done: Counted
    reopened: Counted
    handed_back: Counted | None


def teams(counter: Counter) -> dict[str, Any]:
    desks = _lines(counter, DESK, list(Desk.objects.filter(active=True)), "finished")
    offices = list(Team.objects.filter(active=True, role=Team.Role.BACK_OFFICE))
    return {"desks": desks, "offices": _lines(counter, TEAM, offices, "orders-ready")}


def _lines(counter: Counter, by: str, rows: list[Any], done: str) -> list[Line]:
    codes = ["satisfied", "answered", "promises-kept", "promises", done, "reopened"]
    if by == TEAM:
        codes.append("handed-back")
    found = {code: counter.by(code, by) for code in codes}

    def of(code: str, key: int) -> Counted:
        return found[code].get(key) or Counted(code, 0, counter.choice.but(**{by: key}))

    return [
        Line(
            name=row.name,
            satisfied=Share(of("satisfied", row.pk), of("answered", row.pk)),
            promises=Share(of("promises-kept", row.pk), of("promises", row.pk)),
            done=of(done, row.pk),
            reopened=of("reopened", row.pk),
            handed_back=of("handed-back", row.pk) if by == TEAM else None,
        )
        for row in rows
        if any(row.pk in counted for counted in found.values())
    ]
