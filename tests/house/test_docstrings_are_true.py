"""What a room says of itself is so: its verbs exist, and docs/rooms.md names what it really listens to."""

import ast
import importlib
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.house.house import KWIS, plant

ROOMS = sorted(path.parent.name for path in KWIS.glob("*/__init__.py"))
PLAN = Path(__file__).parents[2] / "docs" / "rooms.md"
NAME = re.compile(r"`(\.?\w+(?:\.\w+)*)`")


def verbs_in(text: str) -> list[str]:
    """The names between backticks after `Verbs:`; `.take` belongs to the class that was named before it."""
    _before, _colon, told = text.partition("Verbs:")
    verbs: list[str] = []
    owner = ""
    for name in NAME.findall(told):
        if not name.startswith("."):
            owner = name.rpartition(".")[0]
        verbs.append(owner + name if name.startswith(".") else name)
    return verbs


def exists(room: str, verb: str) -> bool:
    """Whether `module.function`, `module.Class.method` or `Model.method` is there in this room."""
    path = verb.split(".")
    if path[0][:1].isupper():
        path.insert(0, "models")
    name = f"kwis.{room}"
    while path and find_spec(f"{name}.{path[0]}") is not None:
        name = f"{name}.{path.pop(0)}"
        if not hasattr(importlib.import_module(name), "__path__"):
            break
    found: object = importlib.import_module(name)
    for step in path:
        if not hasattr(found, step):
            return False
        found = getattr(found, step)
    return bool(path)


def sections(text: str) -> dict[str, str]:
    """docs/rooms.md by room: the paragraph under each heading that is the name of one."""
    parts = re.split(r"^## (\w+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def told_line(section: str, title: str) -> str:
    found = re.search(rf"^- {title}:(.*?)(?=^- |\Z)", section, flags=re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def heard_by(folder: Path) -> set[str]:
    """The event types for which a room's reactions.py subscribes."""
    source = folder / "reactions.py"
    if not source.exists():
        return set()
    return {
        argument.id
        for node in ast.walk(ast.parse(source.read_text()))
        if isinstance(node, ast.FunctionDef)
        for mark in node.decorator_list
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "on"
        for argument in mark.args
        if isinstance(argument, ast.Name)
    }


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_lives_there_and_names_verbs_that_exist(room: str) -> None:
    told = importlib.import_module(f"kwis.{room}").__doc__ or ""
    assert "Lives here:" in told and "Not here:" in told
    assert len(told.strip().splitlines()) <= 10
    assert room == "config" or verbs_in(told), "a room has verbs"
    assert [verb for verb in verbs_in(told) if not exists(room, verb)] == []


def test_the_plan_of_the_house_describes_every_room() -> None:
    assert set(sections(PLAN.read_text())) == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_the_plan_of_the_house_names_verbs_that_exist(room: str) -> None:
    verbs = verbs_in("Verbs:" + told_line(sections(PLAN.read_text())[room], "Verbs"))
    assert [verb for verb in verbs if not exists(room, verb)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_plan_of_the_house_tells_what_a_room_listens_to(room: str) -> None:
    told = told_line(sections(PLAN.read_text())[room], "Listens to")
    events = {name for name in NAME.findall(told) if name[:1].isupper()}
    assert events == heard_by(KWIS / room)


def test_a_verb_that_does_not_exist_is_found() -> None:
    told = "Verbs: `Ticket.take`, `.fly`, `intake.take_in`, `intake.throw_out`, `leaving.leave`."
    assert [verb for verb in verbs_in(told) if not exists("desk", verb)] == [
        "Ticket.fly",
        "intake.throw_out",
        "leaving.leave",
    ]


def test_an_event_that_nobody_wrote_down_is_found(tmp_path: Path) -> None:
    house = plant(tmp_path, {"garden/reactions.py": "@on(TicketTakenIn)\ndef water(event): ...\n"})
    assert heard_by(house / "garden") == {"TicketTakenIn"}
