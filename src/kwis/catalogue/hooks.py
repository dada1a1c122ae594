"""Questions to rooms above: whether somebody already answered a form."""

from collections.abc import Callable

from kwis.catalogue.models import IntakeForm

Answered = Callable[[IntakeForm], bool]

_answered: list[Answered] = []


def register_answered(ask: Answered) -> None:
    """The room that keeps answers tells whether it has any to this version of a form."""
    if ask not in _answered:
        _answered.append(ask)


def is_answered(form: IntakeForm) -> bool:
    return any(ask(form) for ask in _answered)
