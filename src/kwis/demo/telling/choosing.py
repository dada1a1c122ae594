"""Which calls the year has, and when each comes in: more of them lately, fewer in August and around Christmas."""

from bisect import bisect
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from math import exp
from random import Random
from zoneinfo import ZoneInfo

from kwis.agreements import worktime
from kwis.demo.world import World
from kwis.demo.written import Story

CALLS = 1500
LAST_DAYS = 2  # working days in which a story comes in that nobody has done anything with
UNDER_WAY = 1 / 16  # the share of the calls that is in the midst of its path when the year ends
LONGEST_PATH = 8 * 36_000  # working seconds; longer ones are no help to see what runs
QUIET = {8: 0.6, 12: 0.8, 7: 0.8}
# by hour of the day: when people call and walk in
BUSY = {7: 3, 8: 12, 9: 16, 10: 15, 11: 12, 12: 6, 13: 12, 14: 12, 15: 9, 16: 5, 17: 1}
AFTER_HOURS = 0.08
ANY_TIME = frozenset({"portal", "email"})


@dataclass(frozen=True)
class Chosen:
    """The n-th telling (from 0) of a story, and when the call comes in."""

    story: Story
    number: int
    channel: str
    moment: datetime


def choose(world: World, *, every: int = 1, calls: int = CALLS) -> list[Chosen]:
    """The calls of the year in the order in which they come in.

    All tellings would be somewhat more than `calls`; a seeded choice of them is left out, never the last one of a story.
    With `every` only one in so many stories is told, all times.
    """
    stories = world.content.stories[::every]
    tellings = [(story, number) for story in stories for number in range(story.times)]
    left_out = _left_out(tellings, max(0, len(tellings) - calls), world.dice("left out"))
    days = _Days(world)
    told = [(story, number) for story, number in tellings if (story.code, number) not in left_out]
    running = _under_way(world, told)
    chosen = [
        Chosen(story, number, _channel(world, story, number), running[story.code, number])
        if (story.code, number) in running
        else _moment_of(world, days, story, number)
        for story, number in told
    ]
    return sorted(chosen, key=lambda one: (one.moment, one.story.code, one.number))


def _left_out(tellings: list[tuple[Story, int]], amount: int, dice: Random) -> set[tuple[str, int]]:
    spare = [(story.code, number) for story, number in tellings if number > 0 and not story.by_name]
    return set(dice.sample(spare, amount))


def _under_way(world: World, told: list[tuple[Story, int]]) -> dict[tuple[str, int], datetime]:
    """For some calls with work in them the moment from which their path reaches to somewhere past the end of the year."""
    dice = world.dice("under way")
    month = world.now.astimezone(world.hours.zone).month
    fit = [
        (story, number)
        for story, number in told
        if len(story.steps) >= 4
        and not story.at
        and (not story.months or month in story.months)
        and _length(story) <= LONGEST_PATH
    ]
    chosen = dice.sample(fit, min(len(fit), round(len(told) * UNDER_WAY)))
    return {
        (story.code, number): earlier(world, world.now, round(_length(story) * dice.uniform(0.03, 0.9)) + 60)
        for story, number in chosen
    }


def _length(story: Story) -> int:
    """Working seconds until the question whether it is solved; after that nobody works on it."""
    seconds = 0
    for step in story.steps:
        seconds += working_seconds(step.after)
        if step.do in ("solve", "answered_at_once"):
            break
    return seconds


def _channel(world: World, story: Story, number: int) -> str:
    """In turn, so that a story with two of them comes by both."""
    shift = world.dice(story.code, number, "channel").randrange(2)
    return story.channels[(number + shift) % len(story.channels)]


def _moment_of(world: World, days: "_Days", story: Story, number: int) -> Chosen:
    dice = world.dice(story.code, number, "moment")
    channel = _channel(world, story, number)
    for _attempt in range(50):
        moment = _time_of_day(world, dice, story, channel, days.one(dice, story))
        if moment < world.now:
            return Chosen(story, number, channel, moment)
    return Chosen(story, number, channel, world.now - timedelta(days=3))


def _time_of_day(world: World, dice: Random, story: Story, channel: str, day: date) -> datetime:
    if story.at:
        hour, minute = map(int, story.at.split(":"))
        about = datetime.combine(day, time(hour, minute)) + timedelta(minutes=dice.randint(-15, 25))
    elif channel in ANY_TIME and dice.random() < AFTER_HOURS:
        about = datetime.combine(day, time(dice.randint(18, 22), dice.randrange(60)))
    else:
        hour = dice.choices(list(BUSY), list(BUSY.values()))[0]
        about = datetime.combine(
            day, time(hour, dice.randrange(30, 60) if hour == 7 else dice.randrange(30 if hour == 17 else 60))
        )
    zone = ZoneInfo(world.content.organisation.gemeente.time_zone)
    return about.replace(second=dice.randrange(60), tzinfo=zone)


class _Days:
    """The working days of the year, each with how many calls it draws."""

    def __init__(self, world: World) -> None:
        self.all = _working_days(world)
        self._weights = {day: self._weight(day) for day in self.all}
        self._drawn: dict[tuple[int, ...], tuple[list[date], list[float]]] = {}

    def one(self, dice: Random, story: Story) -> date:
        if story.steps[-1].do == "end":
            return dice.choice(self.all[-LAST_DAYS:])
        months = tuple(story.months)
        if months not in self._drawn:
            days = [day for day in self.all if not months or day.month in months] or self.all
            self._drawn[months] = days, list(accumulate(self._weights[day] for day in days))
        days, weights = self._drawn[months]
        return days[bisect(weights, dice.random() * weights[-1], hi=len(days) - 1)]

    def _weight(self, day: date) -> float:
        ago = (self.all[-1] - day).days
        monday = 1.25 if day.weekday() == 0 else 0.85 if day.weekday() == 4 else 1.0
        return (1 + exp(-ago / 20)) * QUIET.get(day.month, 1.0) * monday


def _working_days(world: World) -> list[date]:
    """Days on which the desk is open, from the first day of the year to today."""
    today = world.now.astimezone(world.hours.zone).date()
    days = [today - timedelta(days=ago) for ago in range(364, -1, -1)]
    return [day for day in days if world.hours.spans_on(day)]


def working_seconds(written: str) -> int:
    """`10m`, `2h` or `3d` in seconds of working time; a working day has ten hours."""
    seconds = {"m": 60, "h": 3600, "d": 36_000}
    return int(written[:-1]) * seconds[written[-1]]


def later(world: World, moment: datetime, written: str) -> datetime:
    """The moment so much working time on."""
    return worktime.add(moment, working_seconds(written), world.hours)


def earlier(world: World, moment: datetime, seconds: int) -> datetime:
    """The moment so much working time back: the latest from which that much has passed by then."""
    low, high = moment - timedelta(days=60), moment
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        low, high = (
            (middle, high) if worktime.between(middle, moment, world.hours) >= seconds else (low, middle)
        )
    return low
