"""What the rules look at: rooms, modules, templates."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KWIS = ROOT / "src" / "kwis"


def staircase() -> list[set[str]]:
    """The rooms from top to bottom, as pyproject.toml gives them to import-linter; siblings share a step."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contract = tomllib.load(file)["tool"]["importlinter"]["contracts"][0]
    return [set(re.findall(r"\w+", layer)) for layer in contract["layers"]]


def height(room: str) -> int:
    """Higher rooms have higher numbers."""
    steps = staircase()
    return next(len(steps) - at for at, step in enumerate(steps) if room in step)


def rooms() -> list[str]:
    return sorted(room for step in staircase() for room in step)


@dataclass(frozen=True)
class Source:
    """A Python file of a room, and its place in it."""

    room: str
    path: Path
    text: str

    @property
    def is_test(self) -> bool:
        return "tests" in self.path.parts

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.path.parts

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)


def sources(root: Path = KWIS) -> Iterator[Source]:
    """Every Python file below a folder of rooms."""
    for path in sorted(root.glob("*/**/*.py")):
        relative = path.relative_to(root)
        yield Source(relative.parts[0], relative, path.read_text())


def product(root: Path = KWIS) -> Iterator[Source]:
    """What runs: no tests, no migrations."""
    return (source for source in sources(root) if not source.is_test and not source.is_migration)


@dataclass(frozen=True)
class Template:
    room: str
    path: Path
    text: str


def templates(root: Path = KWIS) -> Iterator[Template]:
    for path in sorted(root.glob("*/**/templates/**/*.*")):
        relative = path.relative_to(root)
        yield Template(relative.parts[0], relative, path.read_text())


def plant(folder: Path, files: dict[str, str]) -> Path:
    """Write a small house with a violation in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder
