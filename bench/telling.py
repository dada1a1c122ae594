"""The table on the terminal and the rows in var/bench.json."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

COLUMNS = (
    ("name", 15), ("tickets", 9), ("connections", 5), ("requests_per_s", 8), ("p50_ms", 8), ("p95_ms", 8),
    ("cpu_ms", 8), ("others", 7), ("pace", 6), ("queries", 8), ("bytes", 8),
)  # fmt: skip
HEADS = {
    "connections": "conn",
    "requests_per_s": "req/s",
    "p50_ms": "p50 ms",
    "p95_ms": "p95 ms",
    "cpu_ms": "cpu ms",
}


def head() -> str:
    return "".join(
        f"{HEADS.get(name, name):>{width}}" if place else f"{name:<{width}}"
        for place, (name, width) in enumerate(COLUMNS)
    )


def line(row: dict[str, Any]) -> str:
    return "".join(
        f"{row[name] if row[name] is not None else '':>{width}}" if place else f"{row[name]:<{width}}"
        for place, (name, width) in enumerate(COLUMNS)
    )


def write(path: Path, rows: Sequence[dict[str, Any]], surroundings: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(list(rows), indent=1) + "\n")
    path.with_name("bench-machine.json").write_text(json.dumps(surroundings, indent=1) + "\n")
