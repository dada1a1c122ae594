"""The year told by several processes at once, each a share of the calls, with the same outcome whichever is faster.

A call is told by one process from its first word to its last. What calls have in common does not depend on the order of
telling: numbers are dealt, and what Kwis understands of a mail was reckoned before.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Thread

from django.db import connections

from kwis.core import numbers
from kwis.demo.telling.call import Call
from kwis.desk.models import Ticket

Tell = Callable[[Sequence[Call]], None]


@dataclass(frozen=True)
class Told:
    """The key of each call that came in, by its place in the share, and the last numbers that were drawn."""

    tickets: dict[int, int]
    highest: dict[str, int]


def tell_in_shares(calls: Sequence[Call], shares: int, tell: Tell) -> None:
    """Tell every call; afterwards each knows its ticket, and numbers go on after the last one.

    With one share it is told in this process. Raises `RuntimeError` when one of the processes fails; it printed why.
    """
    parts = [calls[share::shares] for share in range(shares)]
    if shares == 1:
        told = [_tell_share(parts[0], numbers.Deal(0, 1), tell)]
    else:
        told = _in_processes(parts, tell)
        for part, result in zip(parts, told, strict=True):
            _take_over(part, result)
    highest: dict[str, int] = {}
    for result in told:
        for name, number in result.highest.items():
            highest[name] = max(number, highest.get(name, 0))
    numbers.go_on_after(highest)


def _in_processes(parts: Sequence[Sequence[Call]], tell: Tell) -> list[Told]:
    # forked: the processes begin with the organisation and the calls that were made here, but with no connection
    connections.close_all()
    context = multiprocessing.get_context("fork")
    running = []
    for share, part in enumerate(parts):
        receive, send = context.Pipe(duplex=False)
        deal = numbers.Deal(share, len(parts))
        process = context.Process(target=_work, args=(part, deal, tell, send, os.getpid()), daemon=True)
        process.start()
        send.close()
        running.append((process, receive))
    results: list[Told | None] = []
    for process, receive in running:
        try:
            results.append(receive.recv())
        except EOFError:
            results.append(None)
        process.join()
    told = [result for result in results if result is not None]
    if len(told) < len(parts):
        raise RuntimeError("a share of the demo was not told to the end")
    return told


def _work(part: Sequence[Call], deal: numbers.Deal, tell: Tell, send: Connection, parent: int) -> None:
    # who stops the start hears nothing from a share: what it had told is loaded anew
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    Thread(target=_leave_with, args=[parent], daemon=True).start()
    send.send(_tell_share(part, deal, tell))
    connections.close_all()


def _leave_with(parent: int) -> None:
    """Nobody waits for the share any more when the parent was stopped."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _tell_share(part: Sequence[Call], deal: numbers.Deal, tell: Tell) -> Told:
    with numbers.dealt(deal):
        tell(part)
    tickets = {place: call.ticket.pk for place, call in enumerate(part) if call.came_in}
    return Told(tickets, deal.highest())


def _take_over(part: Sequence[Call], told: Told) -> None:
    """The rows as the other process left them."""
    rows = Ticket.objects.select_related("owner").in_bulk(list(told.tickets.values()))
    for place, key in told.tickets.items():
        call = part[place]
        call.ticket = rows[key]
        call.agent = call.ticket.owner or call.agent
