"""What processes take: processor time, memory, and how busy the rest of the machine was meanwhile (from /proc)."""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")
TURNS = 200_000


@dataclass(frozen=True)
class Memory:
    """In megabytes. `pss` shares what processes have together among them, so it may be added up."""

    rss: float
    pss: float


def family(pid: int) -> list[int]:
    """The process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        todo += children.get(one, [])
    return found


def seconds_used(pids: Iterable[int]) -> float:
    """Processor time so far."""
    found = [fields for pid in pids if (fields := _stat(pid))]
    return sum(int(fields[11]) + int(fields[12]) for fields in found) / TICKS


def database_backends(name: str) -> list[int]:
    """PostgreSQL's processes for this database, when it runs on this machine."""
    found = []
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            title = _read(entry / "cmdline").replace("\0", " ")
            if title.startswith("postgres:") and f" {name} " in title:
                found.append(int(entry.name))
    return found


def busy_seconds() -> float:
    """Processor time of everybody since the machine started."""
    fields = [int(word) for word in _read(PROC / "stat").splitlines()[0].split()[1:]]
    return (sum(fields[:3]) + sum(fields[5:8])) / TICKS


def memory_of(pid: int) -> Memory:
    sizes = {
        line.split(":")[0]: int(line.split()[1])
        for line in _read(PROC / str(pid) / "smaps_rollup").splitlines()[1:]
    }
    return Memory(rss=sizes["Rss"] / 1024, pss=sizes["Pss"] / 1024)


def pace() -> float:
    """How fast a processor of this machine is just now: turns of a small sum in a microsecond.

    A machine that is shared with others unseen may be half as fast a minute later, and every figure with it.
    """
    began, total = time.perf_counter(), 0
    for turn in range(TURNS):
        total += turn * turn % 7
    return round(TURNS / (time.perf_counter() - began) / 1e6, 1)


def described() -> str:
    model = next(
        (
            line.partition(": ")[2]
            for line in _read(PROC / "cpuinfo").splitlines()
            if line.startswith("model name")
        ),
        "unknown",
    )
    total = int(_read(PROC / "meminfo").split()[1]) >> 20
    return f"{os.cpu_count()} cores ({model}), {total} GB"


def _stat(pid: int) -> list[str]:
    """Fields from the third on; none when the process is gone."""
    return _read(PROC / str(pid) / "stat").rpartition(") ")[2].split()


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
