"""What the tests of the portal share: a browser of somebody, and calls in the states that matter."""

from typing import Any

from django.test import Client
from tests.cast import Cast

from kwis.core import jobs
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.setting_out import set_out
from kwis.people.models import Person


def browser(person: Person | None = None) -> Client:
    """Signed in as this person; a stranger without one."""
    client = Client()
    if person is not None:
        client.force_login(person.user)
    return client


def a_call(cast: Cast, **given: Any) -> Ticket:
    contact: dict[str, Any] = {
        "channel": "portal",
        "text": "De lamp in mijn kamer knippert.",
        "customer": cast.carla,
        "by": cast.carla.actor,
    }
    return take_in(Contact(**{**contact, **given}))


def a_part(cast: Cast, call: Ticket, label: str = "Laptop", **given: Any) -> WorkOrder:
    """A work order that the customer sees as a part."""
    return set_out(
        call,
        title=f"{label} klaarmaken",
        customer_label=label,
        team=cast.workplace,
        by=cast.anna.actor,
        **given,
    )


def let_it_settle() -> None:
    """Run what reacts to what happened."""
    jobs.run_waiting()


def status_of(person: Person | None, address: str) -> int:
    """What a browser of this person gets there; a file is read to its end, which closes it."""
    answer = browser(person).get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer.status_code
