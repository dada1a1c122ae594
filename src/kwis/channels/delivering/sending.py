"""Bringing a letter to the mail server: once, and told what became of it."""

import smtplib
from datetime import timedelta
from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.utils.translation import gettext as _

from kwis.channels.delivering.writing import address_of
from kwis.channels.models import Delivery
from kwis.core import jobs
from kwis.core.clock import now
from kwis.core.files import read
from kwis.knowledge.letters import one_line
from kwis.people.models import Desk

# a letter that was claimed this long ago belongs to a worker that died
LOST_AFTER = timedelta(minutes=10)
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)


def send(key: int) -> None:
    """Send one letter, if it is still to be sent and its moment has come.

    Claimed by one conditional update, so that two workers never both send it. A worker that is killed between the mail
    server's yes and ours leaves it claimed; it goes out again with the same Message-ID, which mail programs show once.
    """
    claimed = Delivery.objects.filter(pk=key, state=Delivery.State.WAITING, not_before__lte=now()).update(
        state=Delivery.State.SENDING, claimed_at=now()
    )
    if claimed != 1:
        return
    delivery = Delivery.objects.select_related("ticket__desk", "message").get(pk=key)
    if not settings.SMTP_URL:
        _keep_here(delivery)
        return
    try:
        _message_of(delivery).send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        _refused(delivery, code, said)
    except smtplib.SMTPResponseException as answered:
        _refused(delivery, answered.smtp_code, answered.smtp_error)
    except (OSError, smtplib.SMTPException) as trouble:
        _again(delivery, str(trouble))
    else:
        _end(delivery, Delivery.State.SENT, "")


def _keep_here(delivery: Delivery) -> None:
    """No mail server is set: the demo shows its letters in the outbox; elsewhere they wait until one is."""
    if settings.DEMO:
        _end(delivery, Delivery.State.SENT, _("Demo: shown in the outbox only"))
        return
    delivery.state, delivery.said = Delivery.State.WAITING, _("No mail server is set")
    delivery.not_before = now() + timedelta(minutes=10)
    delivery.save(update_fields=["state", "said", "not_before"])


def _message_of(delivery: Delivery) -> EmailMultiAlternatives:
    desk = delivery.ticket.desk if delivery.ticket else Desk.objects.filter(is_default=True).first()
    sender = address_of(desk)
    headers = {"Message-ID": delivery.mail_id}
    if delivery.answers_to:
        headers["In-Reply-To"] = headers["References"] = delivery.answers_to
    if delivery.automatic:
        headers["Auto-Submitted"] = "auto-generated"
        headers["X-Auto-Response-Suppress"] = "All"
    mail = EmailMultiAlternatives(
        subject=delivery.subject,
        body=delivery.text,
        from_email=formataddr((one_line(desk.name if desk else "Kwis"), sender)),
        to=[formataddr((delivery.name, delivery.address))],
        reply_to=[delivery.reply_to] if delivery.reply_to else None,
        headers=headers,
        connection=_smtp(),
    )
    if delivery.html:
        mail.attach_alternative(delivery.html, "text/html")
    if delivery.message is not None:
        for attachment in delivery.message.attachments.select_related("file"):
            with read(attachment.file) as opened:
                mail.attach(attachment.file.name, opened.read(), attachment.file.type)
    return mail


def _smtp() -> EmailBackend:
    options: dict[str, Any] = settings.SMTP
    return EmailBackend(**options)


def _refused(delivery: Delivery, code: int, said: bytes | str) -> None:
    """A 4xx is "not now", anything else is "never"."""
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    if 400 <= code < 500:
        _again(delivery, f"{code} {words}")
        return
    with transaction.atomic():
        _end(delivery, Delivery.State.REFUSED, f"{code} {words}")


def _again(delivery: Delivery, said: str) -> None:
    delivery.attempts += 1
    if delivery.attempts > len(WAITS):
        _end(delivery, Delivery.State.REFUSED, said)
        return
    delivery.state, delivery.said = Delivery.State.WAITING, said[:500]
    delivery.not_before = now() + WAITS[delivery.attempts - 1]
    with transaction.atomic():
        delivery.save(update_fields=["state", "said", "attempts", "not_before"])
        jobs.defer("channels.send", queue=jobs.MAIL_OUT, not_before=delivery.not_before, key=delivery.pk)


def _end(delivery: Delivery, state: str, said: str) -> None:
    delivery.state, delivery.said, delivery.ended_at = state, said[:500], now()
    if delivery.secret:
        delivery.text = delivery.html = ""
    delivery.save(update_fields=["state", "said", "ended_at", "attempts", "text", "html"])


def sweep() -> int:
    """Letters that a dead worker left behind, or whose job got lost, go out after all; returns how many."""
    Delivery.objects.filter(state=Delivery.State.SENDING, claimed_at__lt=now() - LOST_AFTER).update(
        state=Delivery.State.WAITING
    )
    late = Delivery.objects.filter(state=Delivery.State.WAITING, not_before__lt=now() - timedelta(minutes=1))
    keys = list(late.order_by("id").values_list("pk", flat=True)[:1000])
    for key in keys:
        jobs.defer("channels.send", queue=jobs.MAIL_OUT, once_as=f"send-{key}", key=key)
    return len(keys)
