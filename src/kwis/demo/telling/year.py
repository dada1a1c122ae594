"""The year, told in the order of time over all calls, so that clocks, numbers and learning are true."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from kwis.core import clock
from kwis.demo.telling import acts_of_customer, acts_of_desk, acts_of_work
from kwis.demo.telling.acting import ACTS, act
from kwis.demo.telling.call import Call
from kwis.demo.telling.casting import Casting
from kwis.demo.telling.choosing import Chosen, later
from kwis.demo.telling.coming_in import come_in
from kwis.demo.world import World
from kwis.demo.written import StoryStep
from kwis.desk.keeping_watch import due_reminders
from kwis.desk.workflow import SOLVED

__all__ = ["acts_of_customer", "acts_of_desk", "acts_of_work", "tell_year"]

WATCH = timedelta(minutes=5)  # how often the watch goes round
REMINDED_AFTER = "3d"

Deed = Callable[[], None]
Rest = Callable[[], None]


@dataclass
class _Line:
    """What is still to happen, in the order of time; what is for the same moment, in the order it was put there."""

    _heap: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)

    def put(self, moment: datetime, deed: Deed) -> None:
        heappush(self._heap, (moment, next(self._order), deed))

    def next_before(self, end: datetime) -> tuple[datetime, Deed] | None:
        if not self._heap or self._heap[0][0] > end:
            return None
        moment, _order, deed = heappop(self._heap)
        return moment, deed


def tell_year(world: World, chosen: list[Chosen], *, between: Rest = lambda: None) -> list[Call]:
    """Tell these calls until the year ends; what would come after that does not happen yet.

    `between` is done after every step, under the same clock.
    """
    line = _Line()
    casting = Casting(world)
    _pass_on_to(casting)
    calls = [casting.cast(one) for one in chosen]
    for call in calls:
        line.put(call.chosen.moment, _coming_in(call, line))
    while (upcoming := line.next_before(world.now)) is not None:
        moment, deed = upcoming
        with clock.at(moment):
            deed()
            between()
    return calls


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
        line.put(due + WATCH - timedelta(seconds=due.timestamp() % WATCH.total_seconds()), _watch(call, due))
    if call.ticket.status == SOLVED and call.ticket.solved_at == call.last_moment:
        reminder = later(call.world, call.last_moment, REMINDED_AFTER)
        line.put(reminder + WATCH, _reminding(call))
    step = call.next_step
    if step is not None:
        line.put(_moment_of(call, step), _taking_step(call, step, line))


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
        if call.ticket.status == SOLVED:
            due_reminders()

    return deed


def _pass_on_to(casting: Casting) -> None:
    """Passing on needs to know who is on duty."""

    @act("pass_on")
    def pass_on(call: Call, step: StoryStep) -> None:
        words = call.say(step.text)
        call.agent = casting.another_agent(call, words)
        call.ticket.take(call.agent, by=call.ticket.owner.actor if call.ticket.owner else None, word=words)
