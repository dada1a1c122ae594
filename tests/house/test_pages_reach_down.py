"""Templates and addresses: a page extends, includes and links only to its own room and the rooms below."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.house import KWIS, height, plant, product, rooms, templates

URL = re.compile(r"""\{%\s*url\s+["'](\w+):""")
PART = re.compile(r"""\{%\s*(?:extends|include)\s+["'](\w+)/""")
# where a log-in, the portal or the workplace begins is known to every page by these neutral names
NEUTRAL = {"account", "mfa"}
# address names that are not called after their room
ROOM_OF = {"portal": "channels"}


def names_in_templates(root: Path) -> Iterator[tuple[str, str, str]]:
    for template in templates(root):
        for pattern in (URL, PART):
            for name in pattern.findall(template.text):
                yield template.room, name, str(template.path)


def names_in_code(root: Path) -> Iterator[tuple[str, str, str]]:
    """The first argument of reverse(), redirect() and their kin, when it names an address."""
    for source in product(root):
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = node.args[0]
            if (
                called in {"reverse", "reverse_lazy", "redirect"}
                and isinstance(first, ast.Constant)
                and ":" in str(first.value)
            ):
                yield source.room, str(first.value).split(":")[0], f"{source.path}:{node.lineno}"


def reaching_up(root: Path) -> list[str]:
    known = set(rooms())
    found = []
    for room, name, place in [*names_in_templates(root), *names_in_code(root)]:
        target = ROOM_OF.get(name, name)
        if target in NEUTRAL or target not in known or room not in known or target == room:
            continue
        if height(target) >= height(room):
            found.append(f"{place} reaches up to {target}")
    return found


def test_no_page_reaches_up() -> None:
    assert reaching_up(KWIS) == []


@pytest.mark.parametrize(
    "files",
    [
        {"desk/templates/desk/bad.html": '{% url "dispatch:board" "x" %}'},
        {"people/templates/people/bad.html": '{% include "desk/_row.html" %}'},
        {"catalogue/bad.py": 'reverse("desk:work")\n'},
    ],
)
def test_a_page_that_reaches_up_is_found(tmp_path: Path, files: dict[str, str]) -> None:
    assert len(reaching_up(plant(tmp_path, files))) == 1
