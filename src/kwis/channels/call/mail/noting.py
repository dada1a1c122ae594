"""Answers of machines that belong to a call: they become an internal note there, and nothing else happens."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kwis.channels.models import Delivery, RawMail
from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.desk.models import Ticket

from .clues import tickets_of_letters
from .delivery_reports import delivery_reports, original_message_ids
from .parsed import ParsedMail
from .quotes import split
from .screens import Screening
from .threading import Belonging

_LONGEST = 2_000


def noted(mail: RawMail, parsed: ParsedMail, screening: Screening, belonging: Belonging) -> bool:
    """Put a returned letter or an automatic answer with its call; false when it belongs to none."""
    bounced = screening.said("bounced_mail")
    if bounced is None and screening.said("auto_reply") is None:
        return False
    ticket = _ticket(parsed, belonging, bounced=bounced is not None)
    if ticket is None:
        return False
    words = _about_returned(parsed) if bounced else _about_answer(parsed)
    note = ticket.note(words, author=None, by=Actor(name=str(parsed.author)[:200] or "-", kind="system"))
    mail.became(note, "bounced_mail" if bounced else "auto_reply")
    return True


def _ticket(parsed: ParsedMail, belonging: Belonging, *, bounced: bool) -> Ticket | None:
    if belonging.ticket is not None:
        return Ticket.objects.filter(pk=belonging.ticket).first()
    if not bounced:
        return None
    # The letter that came back is ours by its signed id; anybody else's report about nothing stays aside.
    return next(iter(tickets_of_letters(original_message_ids(parsed))), None)


def _about_returned(parsed: ParsedMail) -> str:
    """Tell the delivery what became of it, and give the words for the note."""
    reports = delivery_reports(parsed)[:10]
    lines = [f"{one.recipient}: {one.text or one.status or one.reason}" for one in reports]
    if reports and all(one.status.startswith("4") for one in reports):
        return "\n".join([_("A letter has not arrived yet; the mail server keeps trying."), *lines])[
            :_LONGEST
        ]
    said = "; ".join(lines)[:500]
    Delivery.objects.filter(mail_id__in=original_message_ids(parsed)).update(
        state=Delivery.State.BOUNCED, said=said, ended_at=now()
    )
    return "\n".join([_("A letter came back."), *lines])[:_LONGEST]


def _about_answer(parsed: ParsedMail) -> str:
    return (_("Automatic answer: %(words)s") % {"words": split(parsed.text).new or parsed.subject})[:_LONGEST]
