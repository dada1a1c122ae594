"""Which way work goes to and fro most: from a desk to whom, and where it went from there."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from kwis.insight.counting import Counted, Counter
from kwis.insight.figures import BY_CODE
from kwis.insight.narrowing import next_holder
from kwis.people.models import Desk, Organisation, Team

MOST = 6


@dataclass(frozen=True)
class Route:
    stops: list[str]
    times: Counted


def routes(counter: Counter) -> dict[str, Any]:
    rows = BY_CODE["came-back"].rows(counter.user, counter.choice)
    rows = rows.annotate(next_team=next_holder("team"), next_supplier=next_holder("supplier"))
    found = list(
        rows.values_list("ticket__desk", "team", "supplier", "next_team", "next_supplier")
        .annotate(number=Count("pk"))
        .order_by("-number", "ticket__desk", "team", "supplier")[:MOST]
    )
    names = _names(found)
    return {"routes": [_route(counter, names, *row) for row in found]}


def _route(
    counter: Counter,
    names: dict[tuple[str, int], str],
    desk: int,
    team: int | None,
    supplier: int | None,
    next_team: int | None,
    next_supplier: int | None,
    number: int,
) -> Route:
    start, on_to = names["desk", desk], "desk"
    held_by = names["team", team] if team else names["supplier", supplier or 0]
    then = [start]
    if next_team or next_supplier:
        kind, key = ("team", next_team) if next_team else ("supplier", next_supplier or 0)
        on_to = f"{kind}-{key}"
        # once more to the same holder: it went by the desk
        then = [start, held_by] if key == (team if next_team else supplier) else [names[kind, key]]
    choice = counter.choice.but(desk=desk, team=team, supplier=supplier, on_to=on_to)
    return Route([start, held_by, *then], Counted("came-back", number, choice))


def _names(found: list[Any]) -> dict[tuple[str, int], str]:
    """Only the names that are needed, in three queries."""
    desks = {row[0] for row in found}
    teams = {key for row in found for key in (row[1], row[3]) if key}
    suppliers = {key for row in found for key in (row[2], row[4]) if key}
    wanted = (("desk", Desk, desks), ("team", Team, teams), ("supplier", Organisation, suppliers))
    return {
        (kind, key): name
        for kind, model, keys in wanted
        for key, name in model.objects.filter(pk__in=keys).values_list("pk", "name")
    }
