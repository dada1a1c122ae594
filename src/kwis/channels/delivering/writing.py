"""Making a letter: words from knowledge, one Delivery per recipient, and a job for the mail worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from kwis.channels.call.mail.own_ids import message_id_for, reply_address_for
from kwis.channels.models import Delivery
from kwis.core import jobs
from kwis.core.clock import now
from kwis.desk.models import Message, Ticket
from kwis.dispatch.models import WorkOrder
from kwis.knowledge.letters import one_line, render
from kwis.people.models import Desk, Person
from kwis.ui.moments import before

# no correspondence of two machines can go faster than this (peers: 20,000 mails in a day)
AUTOMATIC_PER_HOUR = 1
AUTOMATIC_PER_DAY = 10


@dataclass(frozen=True)
class Recipient:
    address: str
    name: str
    language: str = "nl"

    @classmethod
    def of(cls, person: Person) -> "Recipient | None":
        """None for who has no address: they are called, or read it in the portal."""
        address = person.email
        return cls(address, person.name, person.language) if address else None


@transaction.atomic
def write(
    code: str,
    to: Recipient,
    ticket: Ticket,
    *,
    words: Mapping[str, str],
    message: Message | None = None,
    order: WorkOrder | None = None,
    automatic: bool = False,
) -> Delivery | None:
    """Put a letter in the queue. None when an automatic one would be one too many for this address."""
    if automatic and too_many(to.address, ticket):
        return None
    with translation.override(to.language):
        letter = render(code, ticket.desk, to.language, values_of(ticket, to, order) | dict(words))
    sender = address_of(ticket.desk)
    delivery = Delivery.objects.create(
        ticket=ticket,
        message=message,
        order=order,
        letter=code,
        address=to.address,
        # a name is what somebody typed: one line, or it could carry headers along
        name=one_line(to.name)[:240],
        subject=letter.subject[:300],
        text=letter.text,
        html=letter.html,
        language=to.language,
        mail_id=message_id_for(ticket.number, sender.rpartition("@")[2]),
        answers_to=_last_of_customer(ticket) if order is None else "",
        reply_to=reply_address_for(ticket.number, sender),
        automatic=automatic,
        made_at=now(),
        not_before=now(),
    )
    jobs.defer("channels.send", queue=jobs.MAIL_OUT, key=delivery.pk)
    return delivery


def too_many(address: str, ticket: Ticket) -> bool:
    """Whether this address had its automatic letters: one per call per hour, ten a day in all."""
    recent = Delivery.objects.filter(address__iexact=address, automatic=True)
    in_hour = recent.filter(ticket=ticket, made_at__gt=now() - timedelta(hours=1)).count()
    in_day = recent.filter(made_at__gt=now() - timedelta(days=1)).count()
    return in_hour >= AUTOMATIC_PER_HOUR or in_day >= AUTOMATIC_PER_DAY


def address_of(desk: Desk | None) -> str:
    """What letters are sent from: the desk's own address, else the installation's."""
    return (desk.email if desk else "") or settings.MAIL_FROM


def values_of(ticket: Ticket, to: Recipient, order: WorkOrder | None) -> dict[str, str]:
    """What the braces of a letter may name. A letter about an order speaks of the order."""
    due: Any = order.due_at if order is not None else ticket.next_promise_at
    return {
        "customer_name": to.name,
        "number": order.number if order is not None else ticket.number,
        "subject": order.title if order is not None else ticket.subject,
        "promise": before(due) if due else "",
        "desk_name": ticket.desk.name,
        "desk_phone": ticket.desk.phone,
        "link": settings.BASE_URL.rstrip("/") + reverse("portal:call", args=[ticket.number]),
        "text": "",
    }


def _last_of_customer(ticket: Ticket) -> str:
    """The mail that this answers, so that mail programs show one conversation."""
    last = ticket.messages.filter(direction=Message.Direction.IN).exclude(mail_id="").order_by("-id").first()
    return last.mail_id if last is not None else ""
