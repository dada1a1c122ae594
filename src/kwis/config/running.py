"""Start everything on one machine, and stop everything that was started."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from kwis.config import postgres, prepared
from kwis.config.address import Address
from kwis.config.environment import var_dir
from kwis.config.leaving import STARTED_BY
from kwis.config.stopping import stoppable
from kwis.config.supervising import Supervisor
from kwis.config.trouble import Trouble

LEAST_FREE_BYTES = 100 * 1024 * 1024


def run(address: Address, *, demo: bool) -> int:
    """Run until Ctrl-C, TERM, or a process that ends by itself; returns the exit code.

    Raises Trouble before anything is started when the port is taken, the disk is full, the database does not
    answer, or Kwis already runs here.
    """
    address.must_be_free()
    with alone(), stoppable():
        disk_must_have_room()
        with postgres.in_use() as url:
            environment = {
                **os.environ,
                "DATABASE_URL": url,
                "PORT": str(address.port),
                "KWIS_LISTEN": address.host,
                "KWIS_DEMO": str(demo).lower(),
                "PYTHONUNBUFFERED": "1",
                STARTED_BY: str(os.getpid()),
            }
            if not prepared.still(url, demo=demo):
                code = _prepare(environment, demo=demo)
                if code != 0:
                    return code
                prepared.remember(url, demo=demo)
            return _supervise(address, environment)


def _supervise(address: Address, environment: dict[str, str]) -> int:
    supervisor = Supervisor(address.url, demo=environment["KWIS_DEMO"] == "true")
    for name, arguments in (
        ("web", ["serve"]),
        # the first page comes first: the workers leave the processor to the web server until it answers
        ("worker", ["worker", "--after", address.url]),
        ("mail-out", ["worker", "--queue", "mail-out", "--after", address.url]),
    ):
        supervisor.add(name, _kwis(*arguments), environment)
    return supervisor.run()


def _prepare(environment: dict[str, str], *, demo: bool) -> int:
    # a process of its own: what the migrations load into memory goes when they are done
    arguments = ["prepare", "--demo"] if demo else ["prepare"]
    process = subprocess.Popen(_kwis(*arguments), env=environment)  # noqa: S603 - our own program
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise


def _kwis(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kwis.config.command", *arguments]


def disk_must_have_room() -> None:
    var = var_dir()
    var.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(var).free
    if free < LEAST_FREE_BYTES:
        raise Trouble(f"The disk of {var} is full: {free >> 20} MB free, at least 100 MB needed.")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One `kwis up` per checkout: two would run every periodic job twice and stop each other's database."""
    var_dir().mkdir(parents=True, exist_ok=True)
    with open(var_dir() / "up.lock", "a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Trouble(f"Kwis already runs here (process {lock.read().strip() or 'unknown'}).") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
