"""Who keeps Kwis running finds every setting and every command in docs/running."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kwis.config.command import COMMANDS

ROOT = Path(__file__).resolve().parents[4]
SOURCES = [path for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts]
READ_BY_NAME = re.compile(r"""env\.\w+\(\s*"([A-Z_]+)\"""")


def settings() -> set[str]:
    return {name for path in SOURCES for name in READ_BY_NAME.findall(path.read_text(encoding="utf-8"))}


def documented_settings() -> set[str]:
    page = (ROOT / "docs" / "running" / "settings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([A-Z_]+)` \|", page, flags=re.M))


def test_every_setting_is_documented_and_nothing_else_is() -> None:
    assert settings() == documented_settings()


def test_settings_are_read_by_the_typed_readers_only() -> None:
    """`os.environ` beside them would be a setting that nobody can find."""
    beside = re.compile(
        r"""(?:os\.environ\[|os\.environ\.get\(|os\.getenv\()\s*"(?!DJANGO_|PATH|KWIS_TEST_)"""
    )
    assert [str(path) for path in SOURCES if beside.search(path.read_text(encoding="utf-8"))] == []


def test_every_command_is_documented_and_nothing_else_is() -> None:
    page = (ROOT / "docs" / "running" / "install.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`kwis [^|]+) \|", page, flags=re.M)
    assert {name for row in rows for name in re.findall(r"`kwis (\w+)", row)} == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_without_a_database(command: str, tmp_path: Path) -> None:
    """In English and plain text; nothing is made, started or asked."""
    done = subprocess.run(
        [sys.executable, "-m", "kwis.config.command", command, "--help"],
        env={"KWIS_VAR": str(tmp_path / "var"), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: kwis {command}")
    assert COMMANDS[command].summary[1:] in " ".join(done.stdout.split())
    assert "\x1b" not in done.stdout
    assert not (tmp_path / "var").exists()
