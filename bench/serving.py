"""The real server and both workers, started as `kwis up` starts them, stopped when the block ends."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench import machine

HOST = "127.0.0.1"
WORKERS = {"worker": ["worker"], "mail-out": ["worker", "--queue", "mail-out"]}


@dataclass(frozen=True)
class Running:
    """`pids`: the first process of web, worker and mail-out."""

    port: int
    pids: dict[str, int]

    @property
    def web(self) -> list[int]:
        return machine.family(self.pids["web"])


@contextmanager
def running(environment: dict[str, str]) -> Iterator[Running]:
    port = _free_port()
    environment = {**environment, "PORT": str(port), "KWIS_LISTEN": HOST}
    processes = {"web": _start(["serve"], environment)}
    try:
        _wait(port, processes["web"])
        for name, arguments in WORKERS.items():
            processes[name] = _start(arguments, environment)
        time.sleep(4)
        yield Running(port, {name: process.pid for name, process in processes.items()})
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            _stop(process)


@contextmanager
def yardstick(environment: dict[str, str]) -> Iterator[Running]:
    """A view with nothing around it, on a server like ours (`bench.bare`)."""
    port = _free_port()
    process = _start([str(port)], environment, program="bench.bare")
    try:
        _wait(port, process, "/")
        yield Running(port, {"web": process.pid})
    finally:
        process.terminate()
        _stop(process)


def _start(
    arguments: list[str], environment: dict[str, str], program: str = "kwis.config.command"
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", program, *arguments], env=environment)  # noqa: S603 - our own programs


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """A worker ends the job it is at; on a machine that was asked all it had, that takes a while."""
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: "subprocess.Popen[bytes]", page: str = "/account/login/") -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit("the web server did not start")
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}{page}", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit("the web server does not answer")


def environment_for(url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "kwis.config.settings",
        "KWIS_LOG_LEVEL": "ERROR",
    }
