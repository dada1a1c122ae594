"""Questions that the desk puts to higher rooms, which must be answered at once."""

from collections.abc import Callable
from typing import Any

Obstacle = Callable[[Any], list[str]]
_obstacles: list[Obstacle] = []


def register_obstacle(question: Obstacle) -> None:
    """A higher room says why a call cannot be solved yet: a list of sentences for the user, empty when it can."""
    _obstacles.append(question)


def obstacles_to_solving(ticket: Any) -> list[str]:
    return [sentence for question in _obstacles for sentence in question(ticket)]
