"""What Kwis makes of mail and post, as a desk that has had each kind of call once before.

Reckoned before the year is told: the year is told by several processes at once, and what one of them taught by then
would differ from load to load.
"""

from collections.abc import Iterable

from django.db import transaction

from kwis.catalogue.matching import CLOSED, match, teach
from kwis.catalogue.models import Service
from kwis.demo.telling.call import Call
from kwis.demo.telling.coming_in import says_what_it_is


def understand_ahead(calls: Iterable[Call]) -> None:
    """Fill in `understood` of the calls that do not say themselves what they are."""
    waiting = [call for call in calls if not says_what_it_is(call)]
    known: dict[tuple[str, str], tuple[Service | None, str]] = {}
    with transaction.atomic():
        _teach_first_tellings(waiting)
        for call in waiting:
            words = f"{call.say(call.story.subjects)}\n{call.say(call.story.words)}"
            if (call.story.code, words) not in known:
                known[call.story.code, words] = _understand(call, words)
            call.understood = known[call.story.code, words]
        # what was learned here is not kept: the calls themselves teach it
        transaction.set_rollback(True)


def _teach_first_tellings(calls: Iterable[Call]) -> None:
    stories = {call.story.code: call for call in calls}
    for code, call in stories.items():
        story = call.story
        words = f"{story.subjects[0]}\n{story.words if isinstance(story.words, str) else story.words[0]}"
        teach(words, call.world.services.get(story.service), story.kind, weight=CLOSED, source_key=code)


def _understand(call: Call, words: str) -> tuple[Service | None, str]:
    """As the intake does: a service only when its words say it clearly enough."""
    found = match(words, person=call.customer)
    service = found.services[0].service if found.confident and found.services else None
    return service, found.kind
