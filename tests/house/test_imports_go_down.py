"""A room imports only from rooms below it, and of another room only its front."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house.house import KWIS, ROOT, Source, plant, product

BACK = {
    "views",
    "forms",
    "urls",
    "jobs",
    "reactions",
    "migrations",
    "tests",
    "panels",
    "menu_entries",
    "managed",
    "templatetags",
}
# wiring joins the addresses of all rooms
MAY_REACH_BACK = {("config", "urls")}
# the two lowest rooms offer these to everybody: the queue, and form fields
FRONTS = {("core", "jobs"), ("ui", "forms")}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert command is not None
    return subprocess.run(
        [command, "--no-cache", "--config", str(folder / "pyproject.toml")],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def imported(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def reached_backs(root: Path) -> list[str]:
    """Imports of another room's back."""
    found = []
    for source in product(root):
        for line, module in imported(source):
            parts = module.split(".")
            if len(parts) < 3 or parts[0] != "kwis" or parts[1] == source.room:
                continue
            # a channel keeps its views in a folder of its own, two steps down
            backs = {back for back in BACK & set(parts[2:]) if (parts[1], back) not in FRONTS}
            if any((source.room, back) not in MAY_REACH_BACK for back in backs):
                found.append(f"{source.path}:{line} {module}")
    return found


def test_the_layers_of_the_house_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_an_import_upward_is_found(tmp_path: Path) -> None:
    rooms = {
        f"kwis/{room.name}/__init__.py": "" for room in KWIS.iterdir() if (room / "__init__.py").exists()
    }
    planted = plant(tmp_path, {"kwis/__init__.py": "", **rooms, "kwis/core/leak.py": "import kwis.desk\n"})
    shutil.copy(ROOT / "pyproject.toml", planted / "pyproject.toml")
    done = lint(planted)
    assert done.returncode != 0
    assert "kwis.core.leak" in done.stdout


def test_rooms_use_each_others_front_only() -> None:
    assert reached_backs(KWIS) == []


def test_an_import_of_a_back_is_found(tmp_path: Path) -> None:
    planted = plant(tmp_path, {"channels/bad.py": "from kwis.desk.views.work import work\n"})
    assert len(reached_backs(planted)) == 1
