"""`kwis up` starts all of it and stops all of it; what is in its way is one clear line."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from kwis.config import creating_users, postgres
from kwis.config.command import main
from kwis.config.environment import env
from kwis.config.trouble import Trouble

KWIS = [sys.executable, "-m", "kwis.config.command"]


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kwis-var-"))
    folder.chmod(0o755)
    yield folder
    postgres.embedded(folder).stop()
    place = folder / "postgres"
    if place.is_symlink():
        shutil.rmtree(place.resolve())
    shutil.rmtree(folder)


def environment(var: Path, **more: str) -> dict[str, str]:
    """As on a machine where nothing about Kwis is set."""
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("KWIS_", "DATABASE_URL"))
    }
    return {**plain, "KWIS_VAR": str(var), **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Up:
    """A running `kwis up`; its marker in the environment finds every process that came of it."""

    def __init__(self, var: Path, port: int) -> None:
        self.port = port
        self.mark = f"{var.name}-{port}"
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [*KWIS, "up", "--port", str(port)],
            env=environment(var, KWIS_TEST_MARK=self.mark),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.said.append(line)

    def wait_until_ready(self, seconds: float = 90) -> None:
        self.wait_for("Kwis is ready", seconds)

    def wait_for(self, words: str, seconds: float) -> None:
        until = time.monotonic() + seconds
        while words not in "".join(self.said):
            assert self.process.poll() is None, "".join(self.said)
            assert time.monotonic() < until, "".join(self.said)
            time.sleep(0.05)

    def page(self) -> int:
        with urllib.request.urlopen(f"http://localhost:{self.port}/account/login/", timeout=20) as page:
            return int(page.status)

    def processes(self) -> list[int]:
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if f"KWIS_TEST_MARK={self.mark}".encode() in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue  # gone, or not ours
        return found

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        code = self.process.wait(timeout=30)
        self.reader.join(timeout=30)
        return code


def port_is_closed(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_killed_start_leaves_no_web_server_and_no_worker_behind(var: Path) -> None:
    port = free_port()
    up = Up(var, port)
    up.wait_until_ready()
    up.stop(signal.SIGKILL)

    until = time.monotonic() + 20
    while not port_is_closed(port) or up.processes():
        assert time.monotonic() < until, up.processes()
        time.sleep(0.2)
    # what it could not do any more, the next start makes good
    again = Up(var, port)
    again.wait_until_ready()
    assert again.page() == 200
    assert again.stop(signal.SIGTERM) == 0


def test_term_and_ctrl_c_stop_all_that_was_started(var: Path) -> None:
    port = free_port()
    for number in (signal.SIGTERM, signal.SIGINT):
        up = Up(var, port)
        up.wait_until_ready()
        # nobody can log in yet: it says how the first administrator gets in
        assert re.search(r"with this code: [2-9A-Z]{4}-[2-9A-Z]{4}\n", "".join(up.said))
        assert len(up.processes()) >= 5  # it, web and its processes, worker, mail-out
        assert postgres.embedded(var).process()
        assert_one_line(run(var, "up", "--port", str(free_port())), "Kwis already runs here (process")
        assert up.page() == 200
        assert up.stop(number) == 0
        assert up.processes() == []
        assert port_is_closed(port)
        assert postgres.embedded(var).process() is None


def test_a_stop_during_the_start_leaves_nothing_either(var: Path) -> None:
    up = Up(var, free_port())
    until = time.monotonic() + 30
    while postgres.embedded(var).process() is None:
        assert time.monotonic() < until
        time.sleep(0.01)
    assert up.stop(signal.SIGTERM) in (0, 130)
    assert up.processes() == []
    assert postgres.embedded(var).process() is None


def last_argument(pid: int) -> str:
    """Of a `kwis` command; the URL that a worker waits for does not count."""
    arguments = Path(f"/proc/{pid}/cmdline").read_text().rstrip("\0").partition("\0--after")[0]
    return arguments.rpartition("\0")[2]


@pytest.mark.parametrize(("name", "ends_with"), [("mail-out", "mail-out"), ("web", "serve")])
def test_when_one_process_ends_by_itself_everything_stops(var: Path, name: str, ends_with: str) -> None:
    up = Up(var, free_port())
    up.wait_until_ready()
    # the web server's first process is the one that watches over those that answer
    victim = min(pid for pid in up.processes() if last_argument(pid) == ends_with)
    os.kill(victim, signal.SIGKILL)
    assert up.wait() == 1
    assert f"{name} ended by itself" in "".join(up.said)
    assert up.processes() == []
    assert postgres.embedded(var).process() is None


def run(var: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*KWIS, *arguments],
        env=environment(var, **more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def assert_one_line(done: "subprocess.CompletedProcess[str]", words: str) -> None:
    assert done.returncode != 0
    assert done.stdout == ""
    assert re.fullmatch(r"kwis: .*\n", done.stderr), done.stderr
    assert words in done.stderr


def test_a_taken_port_is_one_line_and_nothing_starts(var: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert_one_line(run(var, "up", PORT=str(port)), f"Port {port} on 127.0.0.1 cannot be used")
    assert postgres.embedded(var).process() is None


def test_an_unreachable_database_is_one_line(var: Path) -> None:
    done = run(
        var, "up", "--port", str(free_port()), DATABASE_URL="postgresql://kwis:geheim@127.0.0.1:1/kwis"
    )
    assert_one_line(done, "The database at 127.0.0.1:1/kwis does not answer")
    assert "geheim" not in done.stderr


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://kwis:ge#heim@127.0.0.1/kwis",
        "postgresql://kwis:ge/heim@127.0.0.1/kwis",
        "postgresql://kwis:ge@heim@127.0.0.1/kwis",
        "postgresql://kwis:ge%heim@127.0.0.1/kwis",
        "postgresql://kwis:geheim@[::1/kwis",
        "mysql://kwis:geheim@127.0.0.1/kwis",
        "geheim",
    ],
)
def test_a_database_address_that_cannot_be_read_is_one_line_without_the_password(var: Path, url: str) -> None:
    done = run(var, "up", "--port", str(free_port()), DATABASE_URL=url)
    assert_one_line(done, "DATABASE_URL cannot be read")
    assert "heim" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("KWIS_SMTP_URL", "smtp+tls://kwis:ge#heim@mail.example:587", "KWIS_SMTP_URL reads"),
        ("KWIS_BASE_URL", "servicepunt.example", "KWIS_BASE_URL reads"),
        ("KWIS_LOG_LEVEL", "LOUD", "KWIS_LOG_LEVEL is"),
        ("KWIS_MAX_FILE_BYTES", "many", "KWIS_MAX_FILE_BYTES"),
        ("KWIS_SECRET_KEY_FILE", "/not/there", "KWIS_SECRET_KEY_FILE must be a readable file"),
    ],
)
def test_a_wrong_setting_is_one_line(var: Path, name: str, value: str, words: str) -> None:
    done = run(var, "serve", "--port", str(free_port()), **{name: value})
    assert_one_line(done, words)
    assert "heim" not in done.stderr


def test_a_newline_at_the_end_of_a_secret_file_is_no_part_of_the_secret(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "url").write_text("postgresql://kwis:geheim@db.example/kwis\n")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
    assert env.str("DATABASE_URL") == "postgresql://kwis:geheim@db.example/kwis"


def test_what_follows_the_question_mark_of_the_database_address_counts(var: Path) -> None:
    code = "from kwis.config.settings import DATABASES; print(DATABASES['default']['OPTIONS'])"
    url = "postgresql://kwis:geheim@db.example/kwis?sslmode=verify-full"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(var, DATABASE_URL=url),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "'sslmode': 'verify-full'" in done.stdout
    assert "'server_side_binding': True" in done.stdout


def test_without_a_terminal_a_password_is_not_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(Trouble, match="--password-stdin"):
        creating_users.asked_twice()
    assert capsys.readouterr() == ("", "")


def test_a_wrong_port_is_one_line(var: Path) -> None:
    assert_one_line(run(var, "up", PORT="eighty"), "PORT: 'eighty' is not a port")


def test_a_full_disk_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="kwis-var-"))
    monkeypatch.setenv("KWIS_VAR", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr("kwis.config.running.LEAST_FREE_BYTES", 1 << 60)
    assert main(["up", "--port", str(free_port())]) == 1
    assert re.fullmatch(r"kwis: The disk of .* is full: \d+ MB free, .*\n", capsys.readouterr().err)
    assert not (folder / "postgres").exists()
    shutil.rmtree(folder)
