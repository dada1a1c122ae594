"""Questions that the desk puts to higher rooms, which must be answered at once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

Obstacle = Callable[[Any], list[str]]
Workers = Callable[[Any, datetime], set[int]]
_obstacles: list[Obstacle] = []
_workers: list[Workers] = []


def register_obstacle(question: Obstacle) -> None:
    """A higher room says why a call cannot be solved yet: a list of sentences for the user, empty when it can."""
    _obstacles.append(question)


def obstacles_to_solving(ticket: Any) -> list[str]:
    return [sentence for question in _obstacles for sentence in question(ticket)]


def register_workers(question: Workers) -> None:
    """A higher room says which teams (by id) have unfinished work for a call, or finished some since a moment."""
    _workers.append(question)


def teams_at_work(ticket: Any, *, since: datetime) -> set[int]:
    return {team for question in _workers for team in question(ticket, since)}
