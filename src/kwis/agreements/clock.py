"""The clock of one target: started, perhaps paused, running only while the calendar is open.

Pure arithmetic on moments; desk and dispatch keep the rows. The clock helps the owner to see what comes first.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kwis.agreements import worktime

SOON = 4
"""A clock is soon due when less than one part in SOON of the target is left."""


class ClockState(StrEnum):
    OK = "ok"
    SOON = "soon"
    LATE = "late"
    PAUSED = "paused"


@dataclass(frozen=True)
class Clock:
    """`target_seconds` are open seconds of `calendar`. A pause without an end still lasts."""

    started: datetime
    target_seconds: int
    calendar: worktime.Calendar
    pauses: tuple[worktime.Pause, ...] = ()

    def due_at(self) -> datetime | None:
        """When the target passes, in UTC; None while a pause keeps that open, or when it lies beyond the calendar."""
        try:
            return worktime.add(self.started, self.target_seconds, self.calendar, self.pauses)
        except (worktime.StillPaused, worktime.OutOfReach):
            return None

    def left(self, at: datetime) -> int:
        """Open seconds still to go at a moment; below zero the open seconds gone past the target."""
        return self.target_seconds - worktime.between(self.started, at, self.calendar, self.pauses)

    def state(self, at: datetime) -> ClockState:
        """Late counts from the due moment on, in closed hours as well: that is the moment people were told.

        A clock that was late before it was paused stays late.
        """
        due = self.due_at()
        if due is not None and at > due:
            return ClockState.LATE
        if self._paused(at):
            return ClockState.PAUSED
        return ClockState.SOON if self.left(at) * SOON < self.target_seconds else ClockState.OK

    def _paused(self, at: datetime) -> bool:
        return any(begin <= at and (end is None or at < end) for begin, end in self.pauses)
