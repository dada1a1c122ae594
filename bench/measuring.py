"""Measure every scenario through the running server: requests a second, times, and what the processors did."""

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass

from bench import machine
from bench.browsing import Scenario
from bench.serving import HOST, Running

ROUNDS = 3


@dataclass(frozen=True)
class Figures:
    """`cpu_ms`: processor time of web server and database for one answer; `others`: cores that were busy with other things;
    `pace`: how fast the machine was at the time (see `machine.pace`).
    """

    requests_per_s: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    web_share: float
    others: float
    pace: float


def measure(scenario: Scenario, server: Running, database: str, connections: int, seconds: float) -> Figures:
    """The round in the middle of three, after one to warm up.

    Nine connections plan each statement a few times, and each process reads the templates of the page.
    """
    _round(scenario, server, database, connections, seconds)
    rounds = [_round(scenario, server, database, connections, seconds) for _ in range(ROUNDS)]
    return sorted(rounds, key=lambda one: (one.requests_per_s, -one.p95_ms))[ROUNDS // 2]


def _round(scenario: Scenario, server: Running, database: str, connections: int, seconds: float) -> Figures:
    pace = machine.pace()
    before_web, before_all = _used(server, database), machine.busy_seconds()
    times, asking, lasted = _ask(scenario, server.port, connections, seconds)
    web, backends = (
        after - before for after, before in zip(_used(server, database), before_web, strict=True)
    )
    others = (machine.busy_seconds() - before_all - web - backends - asking) / lasted
    times.sort()
    return Figures(
        requests_per_s=round(len(times) / lasted, 1),
        p50_ms=round(statistics.median(times) * 1000, 1),
        p95_ms=round(times[int(len(times) * 0.95)] * 1000, 1),
        cpu_ms=round((web + backends) / len(times) * 1000, 2),
        web_share=round(web / lasted, 2),
        others=round(max(others, 0.0), 1),
        pace=round((pace + machine.pace()) / 2, 1),
    )


def _used(server: Running, database: str) -> tuple[float, float]:
    return machine.seconds_used(server.web), machine.seconds_used(machine.database_backends(database))


def _ask(scenario: Scenario, port: int, connections: int, seconds: float) -> tuple[list[float], float, float]:
    """Times, the generator's own processor time, and how long it asked."""
    order = {
        "host": HOST,
        "port": port,
        "connections": connections,
        "seconds": seconds,
        "rate": scenario.rate,
        "asks": [{"request": ask.request.decode("latin-1"), "right": ask.right} for ask in scenario.asks],
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.asking"],
        input=json.dumps(order),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    return answer["times"], answer["used"], answer["lasted"]


def memory(server: Running) -> dict[str, list[machine.Memory]]:
    return {
        name: [machine.memory_of(one) for one in machine.family(pid)] for name, pid in server.pids.items()
    }
