"""The load generator: a process of its own that asks over kept connections, as fast as the answers come, or at a set rate.

It reads no more of an answer than it must, so that it takes little from the processor that the server needs too.
"""

import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ask:
    """One request as bytes, and the answers that are right."""

    request: bytes
    right: tuple[int, ...] = (200,)


class Trouble(Exception):
    """The server gave an answer that is not right."""


class Line:
    """One connection, opened again when the server closes it."""

    def __init__(self, host: str, port: int) -> None:
        self.where = (host, port)
        self.rest = b""
        self.socket: socket.socket | None = None

    def _open(self) -> socket.socket:
        opened = socket.create_connection(self.where, timeout=60)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened

    def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Status, headers and body."""
        if self.socket is None:
            self.socket, self.rest = self._open(), b""
        self.socket.sendall(request)
        status, head, body = self._answer()
        if b"\r\nconnection: close" in head.lower():
            self.socket.close()
            self.socket = None
        return status, head, body

    def _answer(self) -> tuple[int, bytes, bytes]:
        while b"\r\n\r\n" not in self.rest:
            self._more()
        head, _, body = self.rest.partition(b"\r\n\r\n")
        status = int(head[9:12])
        lower = head.lower()
        if status in (204, 304):
            self.rest = body
            return status, head, b""
        if b"transfer-encoding: chunked" in lower:
            return status, head, self._chunks(body)
        length = int(lower.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        while len(body) < length:
            self.rest = b""
            self._more()
            body += self.rest
        self.rest = body[length:]
        return status, head, body[:length]

    def _chunks(self, start: bytes) -> bytes:
        self.rest, whole = start, b""
        while True:
            while b"\r\n" not in self.rest:
                self._more()
            size, _, self.rest = self.rest.partition(b"\r\n")
            length = int(size, 16)
            while len(self.rest) < length + 2:
                self._more()
            whole, self.rest = whole + self.rest[:length], self.rest[length + 2 :]
            if length == 0:
                return whole

    def _more(self) -> None:
        assert self.socket is not None
        received = self.socket.recv(262_144)
        if not received:
            raise Trouble("the server closed the connection")
        self.rest += received


def closed_loop(where: tuple[str, int], asks: Sequence[Ask], connections: int, seconds: float) -> list[float]:
    """Every connection asks again when it has its answer; gives the seconds that each answer took."""
    end = time.perf_counter() + seconds

    def run(number: int, into: list[float]) -> None:
        line, place = Line(*where), number * len(asks) // connections
        while time.perf_counter() < end:
            into.append(_timed(line, asks[place % len(asks)]))
            place += 1

    return _together(run, connections)


def at_rate(
    where: tuple[str, int], asks: Sequence[Ask], connections: int, seconds: float, rate: float
) -> list[float]:
    """So many a second, whether or not the answers come in time; waiting for a late one counts as its time too."""
    start = time.perf_counter()

    def run(number: int, into: list[float]) -> None:
        line, turn = Line(*where), number
        while (due := start + turn / rate) < start + seconds:
            time.sleep(max(0.0, due - time.perf_counter()))
            _timed(line, asks[turn % len(asks)])
            into.append(time.perf_counter() - due)
            turn += connections

    return _together(run, connections)


def _timed(line: Line, ask: Ask) -> float:
    began = time.perf_counter()
    status, _head, body = line.ask(ask.request)
    took = time.perf_counter() - began
    if status not in ask.right:
        raise Trouble(f"{status} for {ask.request[:80]!r}: {body[:300]!r}")
    return took


def _together(run: Callable[[int, list[float]], None], connections: int) -> list[float]:
    lists: list[list[float]] = [[] for _ in range(connections)]
    failures: list[Exception] = []

    def guarded(number: int) -> None:
        try:
            run(number, lists[number])
        except (Trouble, OSError, ValueError) as failure:
            failures.append(failure)

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return [seconds for one in lists for seconds in one]


def main() -> None:
    """Reads what to do as JSON, writes the times, its own processor time and how long it lasted as JSON."""
    order = json.load(sys.stdin)
    asks = [Ask(one["request"].encode("latin-1"), tuple(one["right"])) for one in order["asks"]]
    where = (order["host"], order["port"])
    began = time.perf_counter()
    if order["rate"]:
        times = at_rate(where, asks, order["connections"], order["seconds"], order["rate"])
    else:
        times = closed_loop(where, asks, order["connections"], order["seconds"])
    json.dump(
        {"times": times, "used": time.process_time(), "lasted": time.perf_counter() - began}, sys.stdout
    )


if __name__ == "__main__":
    main()
