"""The states of a call and the verbs between them, as one table that reads top to bottom."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    NEW = "new", _("New")
    OPEN = "open", _("In progress")
    ON_HOLD = "on_hold", _("On hold")
    SOLVED = "solved", _("Solved, asked the customer")
    CLOSED = "closed", _("Closed")


NEW, OPEN, ON_HOLD, SOLVED, CLOSED = Status.NEW, Status.OPEN, Status.ON_HOLD, Status.SOLVED, Status.CLOSED

# a call that still needs somebody to act
RUNNING: tuple[str, ...] = (NEW, OPEN, ON_HOLD)
# a call that the customer has not said yes to
UNFINISHED: tuple[str, ...] = (*RUNNING, SOLVED)

#   verb        from                 to
TABLE: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("take",     (NEW,),                    OPEN),
    ("work",     (NEW, ON_HOLD),            OPEN),    # work goes out, or comes back
    ("hold",     (NEW, OPEN),               ON_HOLD),
    ("resume",   (ON_HOLD,),                OPEN),
    ("solve",    (NEW, OPEN, ON_HOLD),      SOLVED),
    ("close",    (SOLVED,),                 CLOSED),
    ("withdraw", (NEW, OPEN, ON_HOLD, SOLVED), CLOSED),
    ("reopen",   (SOLVED, CLOSED),          OPEN),
)  # fmt: skip


class NotNow(ValueError):
    """The verb does not fit the state that the call is in; the message is for the user."""


@dataclass(frozen=True)
class Step:
    sources: tuple[str, ...]
    target: str


STEPS: dict[str, Step] = {verb: Step(sources, target) for verb, sources, target in TABLE}


def may(verb: str, status: str) -> bool:
    return status in STEPS[verb].sources
