"""`make ready` on a machine that lacks something: one line with the reason, and nothing half made."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kwis.config.environment import base_dir


@pytest.fixture
def set_up() -> ModuleType:
    spec = importlib.util.spec_from_file_location("set_up", base_dir() / "tools" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NPM = """\
npm warn Unknown user config "nodedir". See `npm help npmrc` for more.
npm error code ECONNREFUSED
npm error FetchError: request to http://registry.example/chart.js failed, reason: connect ECONNREFUSED
npm error     at ClientRequest.<anonymous> (/usr/lib/node_modules/npm/index.js:130:14)
npm error A complete log of this run can be found in: /root/.npm/_logs/debug-0.log
"""
PIP = """\
WARNING: Retrying after connection broken by 'NewConnectionError: [Errno 111] Connection refused': /simple/uv/
ERROR: Could not find a version that satisfies the requirement uv<1,>=0.9 (from versions: none)
ERROR: No matching distribution found for uv<1,>=0.9
"""
UV = """\
error: Failed to fetch: `https://packages.example/django.whl`
  Caused by: connection refused
"""


@pytest.mark.parametrize(
    ("output", "line"),
    [
        (NPM, "FetchError: request to http://registry.example/chart.js failed, reason: connect ECONNREFUSED"),
        (
            PIP,
            "ERROR: Could not find a version that satisfies the requirement uv<1,>=0.9 (from versions: none)",
        ),
        (UV, "error: Failed to fetch: `https://packages.example/django.whl`"),
        ("Working\nKilled\n", "Killed"),
        ("", ""),
    ],
)
def test_of_all_that_a_program_says_the_reason_is_told(set_up: ModuleType, output: str, line: str) -> None:
    assert set_up.telling_line(output) == line


def test_a_program_that_fails_is_one_line(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VERBOSE", raising=False)
    code = "import sys; print('much'); sys.exit('error: no room left')"
    with pytest.raises(set_up.Trouble) as trouble:
        set_up.run([sys.executable, "-c", code], "It could not be made")
    assert str(trouble.value) == "It could not be made: error: no room left (VERBOSE=1 shows more)"
    assert capfd.readouterr() == ("", "")


def test_without_ensurepip_and_without_root_it_says_what_to_install_and_makes_nothing(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setattr(set_up, "is_root", lambda: False)
    monkeypatch.setattr(set_up, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(set_up, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    with pytest.raises(set_up.Trouble, match=r"apt install python3\.\d+-venv$"):
        set_up.make_venv()
    assert list(tmp_path.iterdir()) == []
