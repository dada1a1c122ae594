"""The last day: whatever day and hour the demo is loaded, somebody is to be called today and tomorrow."""

from datetime import datetime, timedelta

from kwis.agreements import worktime
from kwis.agreements.opening import propose_moment
from kwis.core import clock
from kwis.demo.telling.call import Call
from kwis.demo.world import World
from kwis.desk.models import Promise
from kwis.desk.workflow import RUNNING

TODAY, TOMORROW = 8, 5  # promises that the work list shows at least
FIRST, LAST = 8, 21  # hours between which people are called, also on a free day
BEFORE = timedelta(minutes=30)
REASON = "U wordt hierover graag {day} gebeld."


def make_today_alive(world: World, calls: list[Call]) -> None:
    """Promise the customers of some open calls a telephone call, by the verb that an agent uses."""
    owned = [
        call for call in calls if call.came_in and call.ticket.status in RUNNING and call.ticket.owner_id
    ]
    today = world.now.astimezone(world.hours.zone).replace(minute=0, second=0, microsecond=0)
    tomorrow = propose_moment(world.hours, world.now + timedelta(days=1), 0).astimezone(world.hours.zone)
    for day, wanted, words in ((today, TODAY, "vandaag"), (tomorrow, TOMORROW, "morgen")):
        moments = _moments(world, day, wanted)
        there = [call for call in owned if _is_due(call, day)]
        others = [call for call in owned if call not in there and not _is_due_soon(call, today)]
        for call, moment in zip(others, moments[len(there) :], strict=False):
            _promise(call, moment, REASON.format(day=words))


def _moments(world: World, day: datetime, amount: int) -> list[datetime]:
    """Half hours spread over what is left of the opening hours, or on a free day and after closing time of the evening."""
    halves = (day.replace(hour=FIRST, minute=0) + number * BEFORE for number in range((LAST - FIRST) * 2 + 1))
    left = [moment for moment in halves if moment > world.now + BEFORE]
    left = [moment for moment in left if worktime.is_open(moment, world.hours)] or left
    step = max(1, len(left) // amount)
    return left[::step][:amount]


def _is_due(call: Call, day: datetime) -> bool:
    due = call.ticket.next_promise_at
    return due is not None and due > clock.now() and due.astimezone(day.tzinfo).date() == day.date()


def _is_due_soon(call: Call, today: datetime) -> bool:
    """What was promised for today stays; what is late already is left late."""
    due = call.ticket.next_promise_at
    return due is not None and due.astimezone(today.tzinfo).date() <= today.date()


def _promise(call: Call, moment: datetime, reason: str) -> None:
    if call.ticket.next_promise_at is None:
        call.ticket.promise(Promise.How.CALL, moment, by=call.agent.actor)
    else:
        call.ticket.move_promise(moment, reason, by=call.agent.actor, how=Promise.How.CALL)
