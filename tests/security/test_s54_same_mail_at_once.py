"""S54: twenty deliveries of one mail at the same moment are one message, also from two mailboxes."""

import threading

from django.db import connection

from kwis.channels.call.mail.receive import receive
from kwis.channels.models import RawMail
from kwis.channels.tests.mails import mail
from kwis.desk.models import Message, Ticket
from tests.cast import Cast


def test_twenty_deliveries_at_once_are_one_message(committed_cast: Cast) -> None:
    raw = mail("carla@example.org")
    start = threading.Barrier(20)
    troubles: list[BaseException] = []

    def deliver(number: int) -> None:
        try:
            start.wait()
            receive(
                raw if number % 2 else b"Received: by two\r\n" + raw,
                mailbox="info" if number % 4 == 0 else "",
            )
        except BaseException as trouble:  # noqa: BLE001  a thread's failure is told by the test
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=deliver, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert Ticket.objects.count() == 1
    assert Message.objects.count() == 1
    assert set(RawMail.objects.values_list("state", flat=True)) == {"handled", "dropped"}
    assert RawMail.objects.filter(state="handled").count() == 1
