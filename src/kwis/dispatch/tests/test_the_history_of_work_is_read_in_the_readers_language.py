"""States and reasons of work orders are kept as codes and told in the language of who reads."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.utils import translation
from tests.cast import Cast

from kwis.core.clock import at
from kwis.core.events import sentence
from kwis.core.models import Event
from kwis.desk.intake import Contact, take_in
from kwis.dispatch.events import OrderHandedBack, OrderMoved
from kwis.dispatch.handing_back import cancel, hand_back
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.setting_out import set_out

Act = Callable[[WorkOrder, Cast], object]
NINE = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
READ = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def order(cast: Cast) -> WorkOrder:
    call = take_in(
        Contact(channel="email", text="Printer stuk", customer=cast.carla, by=cast.carla.actor, kind="fault")
    )
    return set_out(call, title="Nakijken", team=cast.workplace, by=cast.anna.actor)


TOLD: dict[str, tuple[Act, str, str, str]] = {
    "accepted": (
        lambda order, cast: order.accept(by=cast.wim.actor, person=cast.wim),
        OrderMoved.type,
        "Nakijken: aangenomen, Wim Wagenaar",
        "Nakijken: accepted, Wim Wagenaar",
    ),
    "planned": (
        lambda order, cast: order.plan_for(NINE, by=cast.wim.actor),
        OrderMoved.type,
        "Nakijken: gepland, 1 maart 2027 9:00 uur",
        "Nakijken: planned, 1 March 2027 at 9:00",
    ),
    "waiting": (
        lambda order, cast: order.wait("toner", by=cast.wim.actor),
        OrderMoved.type,
        "Nakijken: wacht, toner",
        "Nakijken: waiting, toner",
    ),
    "cancelled": (
        lambda order, cast: cancel(order, by=cast.anna.actor),
        OrderMoved.type,
        "Nakijken: vervallen",
        "Nakijken: cancelled",
    ),
    "handed back": (
        lambda order, cast: hand_back(order, reason="wrong_team", text="Zie HR.", by=cast.wim.actor),
        OrderHandedBack.type,
        "hoort bij een ander team. Zie HR.",
        "for another team. Zie HR.",
    ),
}


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("doers_language", ["nl", "en"])
def test_it_is_done_in_one_language_and_read_in_both(
    name: str, doers_language: str, order: WorkOrder, cast: Cast
) -> None:
    do, event_type, dutch, english = TOLD[name]
    with translation.override(doers_language):
        do(order, cast)
    event = Event.objects.get(type=event_type)
    with at(READ), translation.override("nl"):
        assert sentence(event).endswith(dutch)
    with at(READ), translation.override("en"):
        assert sentence(event).endswith(english)


def test_events_of_before_are_told_with_the_words_they_carry(db: None) -> None:
    moved = {
        "number": "W-1",
        "title": "Nakijken",
        "state": "accepted",
        "label": "Aangenomen",
        "detail": "Wim",
    }
    back = {"number": "W-1", "title": "Nakijken", "reason": "Niet ons werk", "text": "Zie HR."}
    with translation.override("en"):
        assert sentence(Event(type=OrderMoved.type, data=moved)) == "W-1 Nakijken: accepted, Wim"
        assert "niet ons werk. Zie HR." in sentence(Event(type=OrderHandedBack.type, data=back))
