"""`python -m bench`: TICKETS=10000,100000 (default) · SECONDS=4 a round · KEEP=1 leaves the databases for a next time."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import psycopg

from bench import database, machine, measuring, telling
from bench.browsing import BARE, Browser, Scenario, new_call, scenarios
from bench.log_ins import keys_file
from bench.serving import HOST, Running, environment_for, running, yardstick
from bench.texts import make_texts
from bench.weighing import weigh
from kwis.config import postgres
from kwis.config.environment import base_dir
from kwis.demo.contents import read_content

USUAL = "10000,100000"
CONNECTIONS = (1, 8)


def main() -> int:
    sizes = [int(size) for size in os.environ.get("TICKETS", USUAL).split(",")]
    seconds, keep = float(os.environ.get("SECONDS", "4")), os.environ.get("KEEP", "") == "1"
    where, url = base_dir() / "var", postgres.database_url()
    # static files, files and the secret key beside those of the checkout; the database server is the same
    os.environ["KWIS_VAR"] = str(where / "bench")
    rows: list[dict[str, Any]] = []
    surroundings: dict[str, Any] = {"machine": machine.described()}
    for tickets in sizes:
        prepared(url, tickets)
        try:
            measured, around = bench(database.beside(url, tickets), tickets, seconds)
            around["database_mb"] = database.megabytes(url, tickets)
        finally:
            if not keep:
                database.drop(url, tickets)
        rows += measured
        surroundings[str(tickets)] = around
        telling.write(where / "bench.json", rows, surroundings)
    return 0


def prepared(url: str, tickets: int) -> None:
    """A full database; one that was kept is used again."""
    if database.exists(url, tickets) and keys_file(tickets).exists():
        return
    print(f"{tickets} calls: making the database", flush=True)
    keys_file(tickets).unlink(missing_ok=True)
    database.make(url, tickets)
    environment = environment_for(database.beside(url, tickets))
    for command in (["kwis.config.command", "prepare"], ["bench.filling", str(tickets)]):
        subprocess.run([sys.executable, "-m", *command], env=environment, check=True)  # noqa: S603 - our own programs


def bench(url: str, tickets: int, seconds: float) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    environment = environment_for(url)
    texts = make_texts(read_content(), Random(7)).long  # noqa: S311 - dice, not a secret
    keys, numbers = keys_file(tickets).read_text().split(), long_calls(url)
    rows = []
    name = url.rpartition("/")[2]
    print(f"\n{telling.head()}", flush=True)

    def measured(scenario: Scenario, server: Running, **more: Any) -> None:
        for connections in CONNECTIONS if not scenario.rate else CONNECTIONS[1:]:
            figures = measuring.measure(scenario, server, name, connections, seconds)
            rows.append(
                {
                    "name": scenario.name,
                    "tickets": tickets,
                    "connections": connections,
                    **vars(figures),
                    **more,
                }
            )
            print(telling.line(rows[-1]), flush=True)

    with yardstick(environment) as server:
        measured(BARE, server, queries=1, bytes=None)
    with running(environment) as server:
        todo = scenarios((HOST, server.port), numbers, keys, texts)
        counted = count_queries(environment, todo, keys, texts)
        heavy = {
            one.name: weigh(Browser.logged_in((HOST, server.port), one.who), one.path)
            for one in todo
            if one.name in WEIGHED
        }
        for one in todo:
            weight = heavy[one.name][0] if one.name in heavy else None
            measured(one, server, queries=counted[one.name], bytes=weight)
        memory = measuring.memory(server)
    return rows, told(memory, heavy)


WEIGHED = ("work list", "call", "portal home", "search")


def long_calls(url: str) -> list[str]:
    """Numbers of calls with ten messages that anybody at the desk may see, running ones and finished ones."""
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT t.number FROM desk_ticket t WHERE NOT t.confidential AND t.id % 50 = 0"
            # calls that an earlier measurement made have one
            " AND (SELECT count(*) FROM desk_message m WHERE m.ticket_id = t.id) = 10 ORDER BY t.id DESC LIMIT 200"
        ).fetchall()
    return [number for (number,) in found]


def count_queries(
    environment: dict[str, str], todo: Sequence[Any], keys: Sequence[str], texts: Sequence[str]
) -> dict[str, int]:
    pages = [
        {"name": one.name, "path": one.path, "who": one.who, "key": "", "body": ""}
        for one in todo
        if one.path
    ]
    for one in todo:
        if not one.path:
            body = json.dumps(new_call(texts[-1], 3))
            pages.append({"name": one.name, "path": "/api/v1/calls", "who": "", "key": keys[0], "body": body})
    done = subprocess.run(
        [sys.executable, "-m", "bench.counting"],
        env=environment,
        input=json.dumps(pages),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    counted: dict[str, int] = json.loads(done.stdout)
    return counted


def told(
    memory: dict[str, list[machine.Memory]], heavy: dict[str, tuple[int, dict[str, int]]]
) -> dict[str, Any]:
    """Memory and bytes, printed and as they are kept."""
    total = 0.0
    print("\nmemory in MB: rss (pss, in which what is shared counts once)")
    for name, processes in memory.items():
        total += sum(one.pss for one in processes)
        print(f"  {name:<10}" + "  ".join(f"{one.rss:.0f} ({one.pss:.0f})" for one in processes))
    print(f"  together {total:.0f} MB\n\nfirst visit, compressed bytes")
    for name, (size, parts) in heavy.items():
        print(f"  {name:<12} {size:>8}  in {len(parts)} parts")
    return {
        "memory_mb": {name: [vars(one) for one in processes] for name, processes in memory.items()},
        "memory_together_mb": round(total),
        "first_visit": {name: {"bytes": size, "parts": parts} for name, (size, parts) in heavy.items()},
    }


if __name__ == "__main__":
    # Path: the modules of this folder are found from the checkout, wherever the command is given
    os.chdir(Path(__file__).resolve().parents[1])
    sys.exit(main())
