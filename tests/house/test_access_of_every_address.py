"""Every address stands in access.csv with its gate and with what each role gets there; an address without a row fails.

After a deliberate change: `KWIS_REWRITE_ACCESS=1 pytest tests/house/test_access_of_every_address.py`, and read the diff.
"""

import csv
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.resolvers import RoutePattern

from kwis.desk.intake import Contact, take_in
from kwis.dispatch.setting_out import set_out
from tests.cast import Cast

TABLE = Path(__file__).with_name("access.csv")
ROLES = ("stranger", "carla", "anna", "wim", "ineke", "admin")
COLUMNS = ("route", "gate", "rights", *ROLES)
Row = dict[str, str]


def routes(patterns: Iterable[object], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern
        else:
            inner = pattern.namespace  # type: ignore[attr-defined]
            yield from routes(pattern.url_patterns, f"{space}{inner}:" if inner else space)  # type: ignore[attr-defined]


def gate_of(pattern: URLPattern) -> tuple[str, str]:
    gate = getattr(pattern.callback, "gate", None)
    if gate is None:
        # pages of the log-in library guard themselves; the API asks for a key on every route (its root is a 404)
        of_api = pattern.callback.__module__.startswith("ninja") or pattern.name == "api-root"
        return ("key" if of_api else "library"), ""
    return getattr(gate, "kind", str(gate)), " ".join(getattr(gate, "rights", ()))


def samples(cast: Cast) -> dict[str, dict[str, object]]:
    """Arguments that name something real: a call of Carla, an order of Wim's team."""
    call = take_in(
        Contact(
            channel="email",
            text="Printer stuk",
            customer=cast.carla,
            by=cast.carla.actor,
            service=cast.printing,
        )
    )
    order = set_out(call, title="Kijken", team=cast.workplace, by=cast.anna.actor)
    of_call: dict[str, object] = {"number": call.number}
    return {
        "accounts": {"key": cast.wim.user_id},
        "desk": of_call,
        "portal": of_call | {"code": cast.printing.code},
        "dispatch": {"number": order.number, "code": cast.workplace.code},
        "dispatch:new_order": of_call,
        "insight:pane": {"code": "pair"},
        "insight:figure": {"code": "finished"},
        "dispatch:start_plan": of_call,
        "ui": {"slug": "people", "key": cast.carla.pk},
    }


def address_of(name: str, pattern: URLPattern, known: dict[str, dict[str, object]]) -> str | None:
    """The address with the sample's arguments; None when one of them is not known."""
    if not isinstance(pattern.pattern, RoutePattern):
        return None
    values = known.get(name) or known.get(name.split(":")[0], {})
    wanted = pattern.pattern.converters
    if not set(wanted) <= set(values):
        return None
    return reverse(name, kwargs={key: values[key] for key in wanted})


@pytest.fixture
def measured(cast: Cast) -> list[Row]:
    known = samples(cast)
    clients = {role: Client() for role in ROLES}
    for role, client in clients.items():
        if role != "stranger":
            client.force_login(getattr(cast, role).user)
    rows = []
    for name, pattern in sorted(
        routes(get_resolver().url_patterns), key=lambda pair: (pair[0], str(pair[1].pattern))
    ):
        gate, rights = gate_of(pattern)
        row = {"route": name, "gate": gate, "rights": rights} | dict.fromkeys(ROLES, "")
        address = address_of(name, pattern, known) if gate != "library" else None
        if address is not None:
            row |= {role: str(client.get(address).status_code) for role, client in clients.items()}
        if row not in rows:
            rows.append(row)
    return rows


def read_table() -> list[Row]:
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


def write_table(rows: list[Row]) -> None:
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def differences(table: list[Row], found: list[Row]) -> list[str]:
    """Rows that are missing, no longer there, or say something else."""
    wanted, there = {tuple(row.values()) for row in table}, {tuple(row.values()) for row in found}
    return sorted(
        [f"not in the table: {row}" for row in there - wanted]
        + [f"no longer so: {row}" for row in wanted - there]
    )


def test_every_address_is_guarded_as_the_table_says(measured: list[Row]) -> None:
    """One test, because measuring asks every address as every role."""
    if os.environ.get("KWIS_REWRITE_ACCESS"):
        write_table(measured)
    assert differences(read_table(), measured) == []
    assert open_to_strangers(measured) == []
    assert open_to_customers(measured) == []
    assert without_a_gate(measured) == []


def open_to_strangers(rows: list[Row]) -> list[str]:
    """A stranger sees only what is public, or what a signed link opens."""
    return [
        row["route"] for row in rows if row["stranger"] == "200" and row["gate"] not in {"public", "link"}
    ]


def open_to_customers(rows: list[Row]) -> list[str]:
    """A customer never sees a page of the workplace."""
    return [row["route"] for row in rows if row["gate"] in {"right", "list"} and row["carla"] == "200"]


def without_a_gate(rows: list[Row]) -> list[str]:
    """Only pages of the log-in library guard themselves."""
    return [
        row["route"]
        for row in rows
        if row["gate"] == "library" and not row["route"].startswith(("account_", "mfa_"))
    ]


def test_a_planted_hole_is_found() -> None:
    hole = {"route": "desk:hole", "gate": "right", "rights": "desk.see"} | dict.fromkeys(ROLES, "200")
    assert (open_to_strangers([hole]), open_to_customers([hole])) == (["desk:hole"], ["desk:hole"])
    assert without_a_gate([hole | {"gate": "library"}]) == ["desk:hole"]


def test_an_address_without_a_row_is_found() -> None:
    table = read_table()
    planted = {"route": "desk:planted", "gate": "public", "rights": ""} | dict.fromkeys(ROLES, "200")
    assert len(differences(table, [*table, planted])) == 1
    assert len(differences(table, table[1:])) == 1


def test_debugging_is_never_on() -> None:
    assert settings.DEBUG is False
