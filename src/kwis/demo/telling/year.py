"""The year, told in the order of time over all calls, so that clocks, numbers and learning are true."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from kwis.core import clock
from kwis.demo.telling import acts_of_customer, acts_of_desk, acts_of_work
from kwis.demo.telling.acting import ACTS
from kwis.demo.telling.call import Call
from kwis.demo.telling.choosing import later
from kwis.demo.telling.coming_in import come_in
from kwis.demo.world import World
from kwis.demo.written import StoryStep
from kwis.desk.keeping_watch import remind_when_due
from kwis.desk.workflow import SOLVED

__all__ = ["acts_of_customer", "acts_of_desk", "acts_of_work", "tell_year"]

WATCH = timedelta(minutes=5)  # how often the watch goes round
REMINDED_AFTER = "3d"

Deed = Callable[[], None]
Rest = Callable[[Call], None]


@dataclass
class _Line:
    """What is still to happen, in the order of time; what is for the same moment, in the order it was put there."""

    _heap: list[tuple[datetime, int, Call, Deed]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)

    def put(self, moment: datetime, call: Call, deed: Deed) -> None:
        heappush(self._heap, (moment, next(self._order), call, deed))

    def next_before(self, end: datetime) -> tuple[datetime, Call, Deed] | None:
        if not self._heap or self._heap[0][0] > end:
            return None
        moment, _order, call, deed = heappop(self._heap)
        return moment, call, deed


def tell_year(world: World, calls: Iterable[Call], *, between: Rest = lambda call: None) -> None:
    """Tell these calls until the year ends; what would come after that does not happen yet.

    `between` is done after every step of a call, under the same clock.
    """
    line = _Line()
    for call in calls:
        line.put(call.chosen.moment, call, _coming_in(call, line))
    while (upcoming := line.next_before(world.now)) is not None:
        moment, call, deed = upcoming
        with clock.at(moment):
            deed()
            between(call)


def _coming_in(call: Call, line: _Line) -> Deed:
    def deed() -> None:
        with call.blamed():
            come_in(call)
        _and_then(call, line)

    return deed


def _and_then(call: Call, line: _Line) -> None:
    """Put what comes next on the line: the next step, and the watch over the promise that is open now."""
    call.last_moment = clock.now()
    due = call.ticket.next_promise_at
    if due is not None and due > call.last_moment:
        rounds = timedelta(seconds=due.timestamp() % WATCH.total_seconds())
        line.put(due + WATCH - rounds, call, _watch(call, due))
    if call.ticket.status == SOLVED and call.ticket.solved_at == call.last_moment:
        reminder = later(call.world, call.last_moment, REMINDED_AFTER)
        line.put(reminder + WATCH, call, _reminding(call))
    step = call.next_step
    if step is not None:
        line.put(_moment_of(call, step), call, _taking_step(call, step, line))


def _moment_of(call: Call, step: StoryStep) -> datetime:
    since = call.last_moment
    if step.do == "break_promise" and call.ticket.next_promise_at is not None:
        since = max(since, call.ticket.next_promise_at)
    return later(call.world, since, step.after)


def _taking_step(call: Call, step: StoryStep, line: _Line) -> Deed:
    def deed() -> None:
        with call.blamed():
            ACTS[step.do](call, step)
        call.steps_done += 1
        _and_then(call, line)

    return deed


def _watch(call: Call, due: datetime) -> Deed:
    """The moment of a promise passed: said out loud, if it is still that promise."""

    def deed() -> None:
        if call.ticket.next_promise_at == due:
            call.ticket.break_promise()

    return deed


def _reminding(call: Call) -> Deed:
    """Some days after the question whether it is solved: ask those who said nothing."""

    def deed() -> None:
        remind_when_due(call.ticket)

    return deed
