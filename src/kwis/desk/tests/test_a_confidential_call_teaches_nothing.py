"""What was learned from a call is forgotten when it becomes confidential: its words are no reason for anything again."""

from collections.abc import Callable

import pytest
from tests.cast import Cast

from kwis.catalogue.matching import match
from kwis.catalogue.models import MatchExample, MatchWord
from kwis.core import jobs
from kwis.core.models import Event
from kwis.desk.events import FactChanged
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket

WORDS = "Mijn kwartelei ligt al weken onder het zuurdesem"


@pytest.fixture
def call(cast: Cast) -> Ticket:
    """A call from which the matching learned: a person said what it is about."""
    found = take_in(
        Contact(channel="email", text=WORDS, customer=cast.carla, by=cast.carla.actor, propose=False)
    )
    found.translate(service=cast.printing, kind="fault", by=cast.anna.actor)
    jobs.run_waiting()
    return found


def reasons() -> list[str]:
    """The words and the calls that lead from these words to a service."""
    return [
        one for proposal in match(WORDS).services for one in (*proposal.reason.words, *proposal.reason.calls)
    ]


def by_the_fact(call: Ticket, cast: Cast) -> None:
    call.set_fact("confidential", True, by=cast.anna.actor)


def by_the_service(call: Ticket, cast: Cast) -> None:
    call.translate(service=cast.hr_talk, kind="wish", by=cast.anna.actor)


BOTH_WAYS = pytest.mark.parametrize("become_confidential", [by_the_fact, by_the_service])


@BOTH_WAYS
def test_its_words_and_its_number_no_longer_come_back_as_a_reason(
    become_confidential: Callable[[Ticket, Cast], None], call: Ticket, cast: Cast
) -> None:
    assert call.number in reasons()
    assert "kwartelei" in reasons()

    become_confidential(call, cast)
    jobs.run_waiting()

    assert not reasons()
    assert not MatchExample.objects.filter(source_key=call.number).exists()
    assert not MatchWord.objects.filter(word__startswith="kwartel").exists()


@BOTH_WAYS
def test_closing_it_later_teaches_nothing_either(
    become_confidential: Callable[[Ticket, Cast], None], call: Ticket, cast: Cast
) -> None:
    become_confidential(call, cast)
    call.answer_at_once("Besproken.", author=cast.anna)
    jobs.run_waiting()
    assert not reasons()


def test_other_facts_change_nothing_about_what_was_learned(call: Ticket, cast: Cast) -> None:
    call.set_fact("impact", 1, by=cast.anna.actor)
    jobs.run_waiting()
    assert call.number in reasons()


def test_that_it_became_confidential_by_its_service_stands_in_its_history(call: Ticket, cast: Cast) -> None:
    by_the_service(call, cast)
    changed = Event.objects.get(ticket_key=call.pk, type=FactChanged.type, data__field="confidential")
    assert (changed.data["old"], changed.data["new"]) == (False, True)
