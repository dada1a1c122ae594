"""The embedded PostgreSQL: durable, one per checkout, started once, and never as root."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kwis.config import postgres
from kwis.config.embedded import Cluster
from kwis.config.trouble import Trouble


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """A var directory of its own, that other accounts may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="kwis-var-"))
    folder.chmod(0o755)
    yield folder
    remove(folder)


@pytest.fixture(scope="module")
def running(var: Path) -> Cluster:
    cluster = postgres.embedded(var)
    assert cluster.start() is True
    return cluster


def remove(var: Path) -> None:
    postgres.embedded(var).stop()
    place = var / "postgres"
    if place.is_symlink():
        shutil.rmtree(place.resolve())
    shutil.rmtree(var)


def ask(cluster: Cluster, query: str) -> object:
    with psycopg.connect(postgres.url_of(cluster)) as connection:
        row = connection.execute(query).fetchone()
        assert row is not None
        return row[0]


def test_a_power_cut_loses_nothing(running: Cluster) -> None:
    assert ask(running, "SHOW fsync") == "on"
    assert ask(running, "SHOW full_page_writes") == "on"
    assert ask(running, "SHOW synchronous_commit") == "on"


def test_it_has_what_searching_needs(running: Cluster) -> None:
    with psycopg.connect(postgres.url_of(running)) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        connection.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
        row = connection.execute("SELECT unaccent('Coëfficiënt'), lower('ÉÉN')").fetchone()
        assert row == ("Coefficient", "één")


def test_it_listens_on_this_machine_only(running: Cluster) -> None:
    assert ask(running, "SHOW listen_addresses") == "127.0.0.1"
    assert ask(running, "SHOW unix_socket_directories") == ""


def test_kwis_itself_is_no_superuser(running: Cluster) -> None:
    assert ask(running, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_it_never_runs_as_root(running: Cluster) -> None:
    pid = running.process()
    assert pid
    assert Path(f"/proc/{pid}").stat().st_uid != 0


def test_nobody_else_can_read_the_password(running: Cluster) -> None:
    for name in ("password", "superuser-password"):
        assert stat.S_IMODE((running.place / name).stat().st_mode) == 0o600
    assert len(running.password) >= 32


def test_the_password_is_on_no_command_line(running: Cluster) -> None:
    lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if os.access(path, os.R_OK)]
    assert not [line for line in lines if running.password.encode() in line]


def test_starting_a_running_one_changes_nothing(running: Cluster) -> None:
    before = running.process()
    assert running.start() is False
    assert running.process() == before


def test_data_and_port_stay_after_a_stop(running: Cluster) -> None:
    port = running.port
    with psycopg.connect(postgres.url_of(running)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 26 AS year")
    assert running.stop() is True
    assert running.stop() is False
    assert running.process() is None
    assert running.start() is True
    assert running.port == port
    assert ask(running, "SELECT year FROM kept") == 26


def test_it_starts_again_after_it_was_killed(running: Cluster) -> None:
    pid = running.process()
    assert pid
    os.kill(pid, 9)
    subprocess.run(["tail", f"--pid={pid}", "-f", "/dev/null"], check=True, timeout=30)
    assert running.start() is True
    assert ask(running, "SELECT 1") == 1


def test_stopping_one_that_was_just_killed_is_no_trouble(running: Cluster) -> None:
    pid = running.process()
    assert pid
    os.kill(pid, 9)
    running.stop()
    assert running.start() is True
    assert ask(running, "SELECT 1") == 1


def test_a_killed_server_that_nobody_buried_does_not_count_as_running(tmp_path: Path) -> None:
    sleep = shutil.which("sleep")
    assert sleep
    program = shutil.copy(sleep, tmp_path / "postgres")
    cluster = Cluster(tmp_path / "cluster", role="kwis", database="kwis")
    cluster.data.mkdir(parents=True)
    with subprocess.Popen([program, "60"]) as server:
        (cluster.data / "postmaster.pid").write_text(f"{server.pid}\n")
        until = time.monotonic() + 10
        while cluster.process() is None:  # until it is `postgres` and not yet Python
            assert time.monotonic() < until
        server.kill()
        while cluster.process():
            assert time.monotonic() < until
        assert Path(f"/proc/{server.pid}").exists()


def test_a_server_that_is_too_old_is_one_line(running: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kwis.config.postgres.OLDEST", 990000)
    with pytest.raises(Trouble, match=r"/kwis is PostgreSQL 18; Kwis needs 15 or newer\.$") as trouble:
        postgres.check(postgres.url_of(running))
    assert running.password not in str(trouble.value)


def test_starters_at_the_same_moment_share_one() -> None:
    var = Path(tempfile.mkdtemp(prefix="kwis-var-"))
    var.chmod(0o755)
    code = "from kwis.config import postgres; print(postgres.embedded().start())"
    try:
        starters = [
            subprocess.Popen(
                [sys.executable, "-c", code], env={**os.environ, "KWIS_VAR": str(var)}, stdout=subprocess.PIPE
            )
            for _number in range(4)
        ]
        said = sorted(starter.communicate(timeout=120)[0].decode().strip() for starter in starters)
        assert said == ["False", "False", "False", "True"]
    finally:
        remove(var)


@pytest.mark.skipif(
    os.geteuid() != 0, reason="only root can make a folder that PostgreSQL's account cannot reach"
)
def test_a_checkout_in_a_closed_home_works_too() -> None:
    home = Path(tempfile.mkdtemp(prefix="kwis-closed-"))  # 0700
    var = home / "kwis" / "var"
    try:
        cluster = postgres.embedded(var)
        cluster.start()
        assert ask(cluster, "SHOW fsync") == "on"
        assert cluster.place.is_symlink()
        assert str(cluster.place.resolve()).startswith("/var/lib/kwis/kwis-")
    finally:
        remove(var)
        shutil.rmtree(home)


def test_a_full_disk_is_one_line_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    var = Path(tempfile.mkdtemp(prefix="kwis-var-"))
    var.chmod(0o755)
    monkeypatch.setattr("kwis.config.embedded.NEEDED_BYTES", 1 << 60)
    with pytest.raises(Trouble, match="almost full"):
        postgres.embedded(var).start()
    assert list((var / "postgres").iterdir()) == []
    shutil.rmtree(var)


def test_an_address_that_does_not_answer_is_one_line_without_the_password() -> None:
    with pytest.raises(
        Trouble, match=r"^The database at 127\.0\.0\.1:1/kwis does not answer: .*refused"
    ) as trouble:
        postgres.check("postgresql://kwis:geheim@127.0.0.1:1/kwis")
    assert "geheim" not in str(trouble.value)
    assert "\n" not in str(trouble.value)
