"""The same contact at the same moment, from two requests, is one call; both are told its number."""

import threading

from django.db import connection
from tests.cast import Cast

from kwis.core.models import Event
from kwis.desk.channel import Channel
from kwis.desk.intake import Contact, take_in_once
from kwis.desk.models import Message, Ticket

AT_ONCE = 6


def test_a_contact_that_is_sent_several_times_at_once_is_one_call_for_each_of_them(
    committed_cast: Cast,
) -> None:
    start = threading.Barrier(AT_ONCE)
    numbers: list[str] = []
    troubles: list[BaseException] = []
    contact = Contact(
        channel=Channel.API,
        text="De lift staat stil",
        customer=committed_cast.carla,
        by=committed_cast.anna.actor,
        dedupe_key="sensor-7",
    )

    def send() -> None:
        try:
            start.wait()
            numbers.append(take_in_once(contact).number)
        except BaseException as trouble:  # noqa: BLE001 - a thread's failure is told by the test
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _turn in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert numbers == [Ticket.objects.get().number] * AT_ONCE
    assert Message.objects.count() == 1
    assert Event.objects.filter(type="desk.ticket_taken_in").count() == 1
