"""A screened mail becomes a call, a message or a note. In the caller's transaction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from kwis.channels.models import RawMail
from kwis.core.actors import KWIS
from kwis.core.files import FileRefused, keep
from kwis.core.models import StoredFile
from kwis.desk.channel import Channel
from kwis.desk.intake import Contact, first_message, take_in
from kwis.desk.models import Message, Reopening, Ticket, TicketLink
from kwis.desk.workflow import CLOSED
from kwis.people.identify import identify
from kwis.people.models import Desk, Person

from .clean import clean_html
from .parsed import Attachment, ParsedMail
from .quotes import Kind, split
from .screening import own_addresses
from .screens import Screening
from .threading import Belonging, Place


class NoSender(ValueError):
    """There is no address to answer to, so no customer."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A mail in the parts that a message has."""

    text: str
    html: str
    folded: str
    files: Sequence[StoredFile]
    inline: Sequence[tuple[StoredFile, str]]
    refused: Sequence[str]


def place(mail: RawMail, parsed: ParsedMail, belonging: Belonging, screening: Screening) -> Message:
    """Do what was decided and return the message that the mail became. Raises `NoSender` and `NoDesk`."""
    person = sender_of(parsed)
    words = _words(parsed, person)
    ticket = Ticket.objects.filter(pk=belonging.ticket).first() if belonging.ticket else None
    if ticket is None or (ticket.status == CLOSED and not _opens_again(ticket, belonging)):
        message = _new_call(mail, parsed, person, words, follows=ticket, screening=screening)
    elif belonging.place is Place.NOTE:
        message = ticket.note(
            words.text, author=person, files=[*words.files, *(file for file, _cid in words.inline)]
        )
    else:
        message = _reply(ticket, parsed, person, words, unverified=belonging.place is not Place.MESSAGE)
    _tell_refused(message.ticket, words)
    mail.became(message, belonging.place.value)
    return message


def sender_of(parsed: ParsedMail) -> Person:
    """The person behind the author's address; a stranger becomes a new person from outside."""
    author = parsed.author
    try:
        validate_email(author.address)
    except ValidationError:
        raise NoSender(str(author)[:300]) from None
    return identify(email=author.address, name=author.name[:200])


def _opens_again(ticket: Ticket, belonging: Belonging) -> bool:
    return belonging.place is Place.NOTE or (belonging.place is Place.MESSAGE and ticket.may_reopen)


def _reply(ticket: Ticket, parsed: ParsedMail, person: Person, words: _Words, *, unverified: bool) -> Message:
    if ticket.status == CLOSED:
        # without words: the mail itself stands on the time line
        ticket.reopen(Reopening.Cause.NOT_SOLVED, by=person.actor)
    return ticket.receive(
        words.text,
        author=person,
        channel=Channel.EMAIL,
        html=words.html,
        folded=words.folded,
        files=words.files,
        inline=words.inline,
        unverified=unverified,
        mail_id=parsed.message_id,
        also_to=_also_to(parsed),
    )


def _new_call(
    mail: RawMail,
    parsed: ParsedMail,
    person: Person,
    words: _Words,
    *,
    follows: Ticket | None,
    screening: Screening,
) -> Message:
    said = screening.said("sender_authentication")
    ticket = take_in(
        Contact(
            channel=Channel.EMAIL,
            text=words.text,
            customer=person,
            by=person.actor,
            subject=parsed.subject,
            html=words.html,
            folded=words.folded,
            desk=_desk_written_to(parsed),
            files=words.files,
            inline=words.inline,
            unverified=said is not None and said.reason != "verified",
            mail_id=parsed.message_id,
            also_to=_also_to(parsed),
            dedupe_key=f"mail:{mail.pk}",
        )
    )
    if follows is not None:
        ticket.link_to(follows, TicketLink.Kind.FOLLOWS, by=KWIS)
    message = first_message(ticket)
    assert message is not None
    return message


_FORWARD = re.compile(r"^\s*(?:fwd?|doorst|wg|tr)\s*:", re.IGNORECASE)


def _words(parsed: ParsedMail, person: Person) -> _Words:
    cut = split(parsed.text, forwarded=bool(_FORWARD.match(parsed.subject)))
    folded = "\n\n".join(one for one in (cut.of(Kind.SIGNATURE), cut.of(Kind.QUOTED)) if one)
    files: list[StoredFile] = []
    inline: list[tuple[StoredFile, str]] = []
    refused: list[str] = []
    shown = {one.cid: f"cid:{one.cid}" for one in parsed.attachments if one.cid}
    html = clean_html(parsed.html, shown).html if parsed.html else ""
    for one in parsed.attachments:
        kept = _kept(one, person)
        if kept is None:
            refused.append(one.name)
        elif one.inline and one.cid and f"cid:{one.cid}" in html:
            inline.append((kept, one.cid))
        else:
            files.append(kept)
    text = cut.new or parsed.text.strip() or parsed.subject.strip() or _("Without words")
    return _Words(text, html, folded, files, inline, refused)


def _kept(one: Attachment, person: Person) -> StoredFile | None:
    try:
        return keep(one.name, one.content, by=person.actor)
    except FileRefused:
        return None


def _tell_refused(ticket: Ticket, words: _Words) -> None:
    """A file that could not be kept apart is still in the mail itself; the desk is told."""
    if words.refused:
        names = ", ".join(words.refused)[:1_000]
        ticket.note(
            _("These files are empty or too large and were not kept: %(names)s") % {"names": names},
            author=None,
            by=KWIS,
        )


def _also_to(parsed: ParsedMail) -> list[str]:
    """Who else got it: shown, never written to by itself."""
    ours = own_addresses()
    others = [
        one for one in (*parsed.to, *parsed.cc) if one.usable and one.key not in ours and "+" not in one.key
    ]
    return [str(one)[:320] for one in others[:50]]


def _desk_written_to(parsed: ParsedMail) -> Desk | None:
    delivered = [
        value for name in ("delivered-to", "x-original-to") for value in parsed.headers.get(name, ())
    ]
    written = {one.key for one in (*parsed.to, *parsed.cc)} | {one.casefold() for one in delivered}
    return next(
        (
            desk
            for desk in Desk.objects.filter(active=True).exclude(email="")
            if desk.email.casefold() in written
        ),
        None,
    )
