"""S6: the number of somebody else's call in the subject makes a new call, whoever writes."""

import pytest

from kwis.channels.tests.mails import take
from kwis.desk.models import Ticket
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sender", ["dirk@example.org", "vreemde@elders.example"])
def test_a_number_in_the_subject_lets_nobody_in(sender: str) -> None:
    make_cast()
    take("carla@example.org")
    call = Ticket.objects.get()
    take(sender, f"Re: [{call.number}] De lamp is stuk", "Ik ook")
    assert call.messages.count() == 1
    assert Ticket.objects.count() == 2


def test_the_number_is_enough_for_who_takes_part() -> None:
    make_cast()
    take("carla@example.org")
    call = Ticket.objects.get()
    take("CARLA@example.org", f"nog iets over {call.number}", "Het is donker")
    assert call.messages.count() == 2
    assert Ticket.objects.count() == 1


def test_a_number_of_a_call_that_does_not_exist_is_no_clue() -> None:
    make_cast()
    take("carla@example.org", "Re: 26-999999")
    assert Ticket.objects.count() == 1
