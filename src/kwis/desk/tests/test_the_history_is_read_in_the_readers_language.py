"""Events keep codes: what was done by somebody who reads Dutch is told in English to who reads that, and the other way round."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import translation
from tests.cast import Cast

from kwis.core.clock import now
from kwis.core.events import sentence
from kwis.core.models import Event
from kwis.desk.events import FactChanged, HeldUp, PromiseMoved, TicketReopened
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket

Act = Callable[[Ticket, Cast], object]


@pytest.fixture
def call(cast: Cast) -> Ticket:
    return take_in(
        Contact(
            channel="email",
            text="Printer stuk",
            customer=cast.carla,
            by=cast.carla.actor,
            kind="fault",
            propose=False,
        )
    )


def promised_again(call: Ticket, cast: Cast) -> None:
    call.promise("call", now() + timedelta(days=60), by=cast.anna.actor)


def reopened(call: Ticket, cast: Cast) -> None:
    call.solve("Klaar.", author=cast.anna)
    call.reopen("came_back", by=cast.carla.actor)


# what is done, the type of its event, and how that ends in Dutch and in English
TOLD: dict[str, tuple[Act, str, str, str]] = {
    "impact": (
        lambda call, cast: call.set_fact("impact", 2, by=cast.anna.actor),
        FactChanged.type,
        "Raakt: Eén persoon → Een groep",
        "Affects: One person → A group",
    ),
    "impact of many": (
        lambda call, cast: call.set_fact("impact", 1, by=cast.anna.actor),
        FactChanged.type,
        "Raakt: Eén persoon → Veel mensen",
        "Affects: One person → Many people",
    ),
    "confidential": (
        lambda call, cast: call.set_fact("confidential", True, by=cast.anna.actor),
        FactChanged.type,
        "Vertrouwelijk: nee → ja",
        "Confidential: no → yes",
    ),
    "place": (
        lambda call, cast: call.set_fact("place", None, by=cast.anna.actor),
        FactChanged.type,
        "Waar: Stadhuis, 2.08 → –",
        "Where: Stadhuis, 2.08 → –",
    ),
    "service": (
        lambda call, cast: call.translate(service=cast.printing, kind="fault", by=cast.anna.actor),
        FactChanged.type,
        "Dienst: Printen",
        "Service: Printing",
    ),
    "kind": (
        lambda call, cast: call.translate(service=None, kind="wish", by=cast.anna.actor),
        FactChanged.type,
        "Soort: Storing → Wens",
        "Kind: Fault → Wish",
    ),
    "hold": (
        lambda call, cast: call.hold("supplier", by=cast.anna.actor),
        HeldUp.type,
        "Wacht op een leverancier",
        "Waiting for a supplier",
    ),
    "reopening": (reopened, TicketReopened.type, "Het kwam terug", "It came back"),
    "promise": (
        promised_again,
        PromiseMoved.type,
        "Er is een nieuwe belofte gedaan",
        "A new promise was made",
    ),
}


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("doers_language", ["nl", "en"])
def test_it_is_done_in_one_language_and_read_in_both(
    name: str, doers_language: str, call: Ticket, cast: Cast
) -> None:
    do, event_type, dutch, english = TOLD[name]
    with translation.override(doers_language):
        do(call, cast)
    event = Event.objects.get(type=event_type)
    with translation.override("nl"):
        assert sentence(event).endswith(dutch)
    with translation.override("en"):
        assert sentence(event).endswith(english)


def test_what_a_call_waits_for_is_said_once(call: Ticket, cast: Cast) -> None:
    call.hold("customer", by=cast.anna.actor)
    with translation.override("nl"):
        assert sentence(Event.objects.get(type=HeldUp.type)) == "Wacht op de klant"


@pytest.mark.parametrize(
    ("event_type", "data", "told"),
    [
        (
            FactChanged.type,
            {"field": "impact", "label": "raakt", "old": "Eén persoon", "new": "Een groep"},
            "Affects: Eén persoon → Een groep",
        ),
        (
            FactChanged.type,
            {"field": "confidential", "label": "vertrouwelijk", "old": "False", "new": "True"},
            "Confidential: no → yes",
        ),
        (FactChanged.type, {"field": "gone", "label": "weg", "old": "", "new": "x"}, "Gone: x"),
        (HeldUp.type, {"reason": "supplier", "label": "Wacht op een leverancier"}, "Waiting for a supplier"),
        (TicketReopened.type, {"cause": "Het kwam terug"}, "Het kwam terug"),
        (
            TicketReopened.type,
            {"cause": "came_back", "words_of_customer": "Weer uit,\n\nnu helemaal"},
            "Opened again: It came back. “Weer uit, nu helemaal”",
        ),
        (
            PromiseMoved.type,
            {"promise": 1, "due": "2026-11-22T10:00:00+00:00", "reason": "Monteur ziek"},
            "Monteur ziek",
        ),
    ],
)
def test_events_of_before_are_told_with_the_words_they_carry(
    event_type: str, data: dict[str, object], told: str, db: None
) -> None:
    event = Event(type=event_type, data=data, actor_name="Anna")
    with translation.override("en"):
        assert sentence(event).endswith(told)
