"""Small files with one duty, one clock, no signals, no pasted SQL, nothing inline in pages."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house.house import KWIS, plant, product, templates

MODULE_LINES, FUNCTION_LINES = 400, 45
DRAWERS = {"utils", "util", "helpers", "misc", "common", "services", "tools"}
Rule = Callable[[Path], list[str]]


def long_modules(root: Path) -> list[str]:
    return [
        f"{source.path}: {lines} lines"
        for source in product(root)
        if (lines := source.text.count("\n")) > MODULE_LINES
    ]


def long_functions(root: Path) -> list[str]:
    found = []
    for source in product(root):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    found.append(f"{source.path}:{node.lineno} {node.name} {lines} lines")
    return found


def drawers(root: Path) -> list[str]:
    return [
        str(s.path) for s in product(root) if DRAWERS & {part.removesuffix(".py") for part in s.path.parts}
    ]


def other_clocks(root: Path) -> list[str]:
    """The time comes from core.clock, so that the demo and tests can set it."""
    pattern = re.compile(
        r"\btimezone\.now\(|\bdatetime\.(?:now|utcnow|today)\(|\bdate\.today\(|\btime\.time\("
    )
    return _lines(root, pattern, allowed={"core/clock.py"}, rooms_left_out={"config"})


def signals(root: Path) -> list[str]:
    return _lines(root, re.compile(r"django\.db\.models\.signals|@receiver\b|\bpost_save\b|\bpre_save\b"))


def pasted_sql(root: Path) -> list[str]:
    """No user words in SQL: no raw(), extra(), RawSQL."""
    return _lines(root, re.compile(r"\.raw\(|\.extra\(|\bRawSQL\("))


def unsafe_pages(root: Path) -> list[str]:
    """Nothing inline, nothing unescaped. A letter by mail has no stylesheet to link to, and carries its own."""
    pattern = re.compile(
        r"""\|safe\b|\{%\s*autoescape off|\sstyle=|\son[a-z]+=["']|<script(?![^>]*\bsrc=)|hx-on|javascript:"""
    )
    return [
        f"{template.path}: {found.group().strip()}"
        for template in templates(root)
        if template.path.name.endswith(".html")
        for found in pattern.finditer(template.text)
    ]


def without_docstring(root: Path) -> list[str]:
    """A room says in its __init__ what lives there, what not, and its verbs."""
    found = []
    for path in sorted(root.glob("*/__init__.py")):
        words = ast.get_docstring(ast.parse(path.read_text())) or ""
        if "Lives here:" not in words or "Not here:" not in words:
            found.append(path.parent.name)
    return found


def _lines(
    root: Path,
    pattern: re.Pattern[str],
    *,
    allowed: set[str] | None = None,
    rooms_left_out: set[str] | None = None,
) -> Iterator[str] | list[str]:
    return [
        f"{source.path}:{number}"
        for source in product(root)
        if str(source.path) not in (allowed or set()) and source.room not in (rooms_left_out or set())
        for number, line in enumerate(source.text.splitlines(), 1)
        if pattern.search(line)
    ]


RULES: list[tuple[Rule, dict[str, str]]] = [
    (long_modules, {"desk/big.py": "x = 1\n" * 401}),
    (long_functions, {"desk/long.py": "def f():\n" + "    x = 1\n" * 60}),
    (drawers, {"desk/utils.py": "x = 1\n"}),
    (other_clocks, {"desk/late.py": "moment = timezone.now()\n"}),
    (signals, {"desk/handlers.py": "from django.db.models.signals import post_save\n"}),
    (pasted_sql, {"desk/sql.py": "Ticket.objects.raw('x')\n"}),
    (unsafe_pages, {"desk/templates/desk/x.html": "{{ words|safe }}"}),
    (unsafe_pages, {"desk/templates/desk/x.html": '<b style="color:red">x</b>'}),
    (unsafe_pages, {"desk/templates/desk/x.html": "<script>1</script>"}),
    (without_docstring, {"desk/__init__.py": '"""A room."""\n'}),
]


@pytest.mark.parametrize(
    "rule",
    sorted({rule for rule, _ in RULES}, key=lambda rule: rule.__name__),
    ids=lambda rule: rule.__name__,
)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    assert rule(KWIS) == []


@pytest.mark.parametrize(("rule", "files"), RULES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_planted_violation_is_found(tmp_path: Path, rule: Rule, files: dict[str, str]) -> None:
    assert len(rule(plant(tmp_path, files))) == 1
