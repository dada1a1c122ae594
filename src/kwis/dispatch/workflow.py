"""The states of a work order, its verbs, and the columns of the board, as tables that read top to bottom."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    SET_OUT = "set_out", _("New")
    ACCEPTED = "accepted", _("Accepted")
    PLANNED = "planned", _("Planned")
    IN_PROGRESS = "in_progress", _("Busy")
    WAITING = "waiting", _("Waiting")
    REPORTED_READY = "reported_ready", _("Reported ready")
    ACCEPTED_READY = "accepted_ready", _("Ready")
    REFUSED = "refused", _("Handed back")
    CANCELLED = "cancelled", _("Cancelled")


SET_OUT, ACCEPTED, PLANNED, IN_PROGRESS, WAITING, REPORTED_READY, ACCEPTED_READY, REFUSED, CANCELLED = State

# work that somebody still has to do
OPEN: tuple[str, ...] = (SET_OUT, ACCEPTED, PLANNED, IN_PROGRESS, WAITING)
READY: tuple[str, ...] = (REPORTED_READY, ACCEPTED_READY)

#   verb            from                                                    to
TABLE: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("accept",       (SET_OUT,),                                             ACCEPTED),
    ("plan",         (SET_OUT, ACCEPTED, PLANNED, IN_PROGRESS, WAITING),     PLANNED),
    ("start",        (SET_OUT, ACCEPTED, PLANNED, WAITING),                  IN_PROGRESS),
    ("wait",         (SET_OUT, ACCEPTED, PLANNED, IN_PROGRESS),              WAITING),
    ("report_ready", (SET_OUT, ACCEPTED, PLANNED, IN_PROGRESS, WAITING),     REPORTED_READY),
    ("hand_back",    (SET_OUT, ACCEPTED, PLANNED, IN_PROGRESS, WAITING),     REFUSED),
    ("cancel",       (SET_OUT, ACCEPTED, PLANNED, IN_PROGRESS, WAITING),     CANCELLED),
    ("accept_part",  (REPORTED_READY,),                                      ACCEPTED_READY),
    ("refuse_part",  (REPORTED_READY, ACCEPTED_READY),                       IN_PROGRESS),
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    sources: tuple[str, ...]
    target: str


STEPS: dict[str, Step] = {verb: Step(sources, target) for verb, sources, target in TABLE}

# the board's columns: code, label, the states it holds
COLUMNS: tuple[tuple[str, "object", tuple[str, ...]], ...] = (
    ("new", _("New"), (SET_OUT, ACCEPTED)),
    ("planned", _("Planned"), (PLANNED,)),
    ("busy", _("Busy"), (IN_PROGRESS,)),
    ("waiting", _("Waiting"), (WAITING,)),
    ("ready", _("Reported ready"), (REPORTED_READY,)),
)


def may(verb: str, state: str) -> bool:
    return state in STEPS[verb].sources
