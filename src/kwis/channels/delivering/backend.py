"""Letters of Django and its libraries (a new password, a changed address) go the same way as all others."""

from collections.abc import Sequence
from email.utils import make_msgid, parseaddr
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.db import transaction

from kwis.channels.delivering.writing import address_of
from kwis.channels.models import Delivery
from kwis.core import jobs
from kwis.core.clock import now


class DeliveryBackend(BaseEmailBackend):
    """One Delivery per recipient. Such a letter holds a secret for its reader alone: no page shows its words."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            return sum(self._keep(message) for message in email_messages)

    def _keep(self, message: EmailMessage) -> int:
        domain = address_of(None).rpartition("@")[2]
        for recipient in message.recipients():
            name, address = parseaddr(recipient)
            delivery = Delivery.objects.create(
                letter="account",
                secret=True,
                address=address,
                name=name[:240],
                subject=" ".join(str(message.subject).split())[:300],
                text=str(message.body),
                html=_html_of(message),
                mail_id=make_msgid(domain=domain),
                automatic=True,
                made_at=now(),
                not_before=now(),
            )
            jobs.defer("channels.send", queue=jobs.MAIL_OUT, key=delivery.pk)
        return len(message.recipients())


def _html_of(message: EmailMessage) -> str:
    found: Any = next((part for part in getattr(message, "alternatives", ()) if part[1] == "text/html"), None)
    return str(found[0]) if found else ""
