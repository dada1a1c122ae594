"""The steps of a story by name; each file of acts fills in the steps of one party."""

from collections.abc import Callable

from kwis.demo.telling.call import Call
from kwis.demo.written import StoryStep

Act = Callable[[Call, StoryStep], None]
ACTS: dict[str, Act] = {}


def act(name: str) -> Callable[[Act], Act]:
    """This is what happens at a step with this `do`."""

    def register(function: Act) -> Act:
        ACTS[name] = function
        return function

    return register
