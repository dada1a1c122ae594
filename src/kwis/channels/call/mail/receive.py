"""A mail comes in: kept and committed first, then read, screened, and brought to its call in one transaction.

Whatever goes wrong, the mail stays, stands in quarantine with its reason, is not tried again by itself and is
never answered (S10). The same mail twice is one message (S54).
"""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import translation

from kwis.channels.models import RawMail
from kwis.core.actors import KWIS, Actor
from kwis.core.clock import now
from kwis.desk.intake import NoDesk

from .clues import clues_in
from .noting import noted
from .parse import parse
from .parsed import ParsedMail, ParseTrouble
from .placing import NoSender, place
from .screening import screen_settings
from .screens import Effect, Screening, screen
from .threading import Belonging, Place, which_call

logger = logging.getLogger(__name__)

LEFT_AFTER = timedelta(minutes=2)
MOST_TRIES = 3
AT_ONCE = 500


def receive(content: bytes, *, mailbox: str = "", uid: str = "") -> RawMail:
    """Take a mail in and say what became of it. Safe to call twice, and from several processes at once."""
    mail = keep(content, mailbox=mailbox, uid=uid)
    if mail.state == RawMail.State.RECEIVED:
        process(mail.pk)
        mail.refresh_from_db()
    return mail


def keep(content: bytes, *, mailbox: str = "", uid: str = "") -> RawMail:
    """Commit the bytes before anything else; a mailbox's own copy may be marked as read after this."""
    digest = hashlib.sha256(content).hexdigest()
    mailbox, uid = mailbox[:200], uid[:200]
    given = {"content": content, "size": len(content), "uid": uid}
    try:
        with transaction.atomic(durable=True):
            return RawMail.objects.get_or_create(mailbox=mailbox, sha256=digest, defaults=given)[0]
    except IntegrityError:
        # The server began to count anew and gives an old uid to another mail: the bytes decide.
        given["uid"] = f"{uid[:120]} {digest}"
        with transaction.atomic(durable=True):
            return RawMail.objects.get_or_create(mailbox=mailbox, sha256=digest, defaults=given)[0]


def process(key: int, *, by: Actor = KWIS, insist: bool = False) -> None:
    """Bring a kept mail to where it belongs. `insist`: a person decided that it is a call, whatever the screens say."""
    try:
        with transaction.atomic():
            mail = RawMail.objects.select_for_update().get(pk=key)
            if mail.state in (RawMail.State.RECEIVED, RawMail.State.QUARANTINED):
                mail.tries += 1
                _handle(mail, by=by, insist=insist)
    except Exception as error:
        # Any fault of ours must leave the mail in sight instead of losing it or stopping the next one (S10).
        logger.exception("mail %s could not be handled", key)
        with transaction.atomic():
            mail = RawMail.objects.select_for_update().get(pk=key)
            mail.tries += 1
            mail.put_aside("failed", f"{type(error).__name__}: {error}")


def take_up_left_behind() -> int:
    """Mail that was kept but not handled, as its worker died in between; returns how many.

    Each try is counted before it begins, so that a mail that kills its worker stands aside after the third (S10).
    """
    left = RawMail.objects.filter(state=RawMail.State.RECEIVED, received_at__lt=now() - LEFT_AFTER)
    keys = list(left.order_by("id").values_list("pk", flat=True)[:AT_ONCE])
    for key in keys:
        with transaction.atomic():
            mail = (
                RawMail.objects.select_for_update(skip_locked=True)
                .filter(pk=key, state=RawMail.State.RECEIVED)
                .first()
            )
            if mail is None:
                continue
            mail.tries += 1
            mail.save(update_fields=["tries"])
            if mail.tries > MOST_TRIES:
                mail.put_aside("failed", "the worker stopped each time")
                continue
        process(key)
    return len(keys)


def _handle(mail: RawMail, *, by: Actor, insist: bool) -> None:
    parsed = parse(bytes(mail.content))
    if isinstance(parsed, ParseTrouble):
        mail.put_aside(parsed.reason.value, parsed.detail)
        return
    mail.sender, mail.subject = str(parsed.author)[:320], parsed.subject[:300]
    screening = screen(parsed, screen_settings())
    mail.verdicts = screening.as_json()
    if not _claim(mail, parsed):
        mail.drop("duplicate", by=by)
        return
    belonging = which_call(clues_in(parsed), _genuine(screening))
    if not insist and _held_back(mail, parsed, screening, belonging, by=by):
        return
    try:
        with translation.override(parsed.language if parsed.language in ("nl", "en") else "nl"):
            place(mail, parsed, belonging, screening)
    except NoSender as trouble:
        mail.put_aside("no_sender", str(trouble))
    except NoDesk as trouble:
        mail.put_aside("no_desk", str(trouble))


def _held_back(
    mail: RawMail, parsed: ParsedMail, screening: Screening, belonging: Belonging, *, by: Actor
) -> bool:
    """True when a screen or the matcher keeps the mail from becoming a call; it then has its reason."""
    leading = screening.leading
    if leading is not None and leading.effect is Effect.DROP:
        mail.drop(leading.screen, by=by, detail=leading.reason)
        return True
    if belonging.place is Place.ASIDE:
        mail.put_aside(belonging.why, leading.reason if leading else "")
        return True
    if leading is None or leading.effect < Effect.ASIDE:
        return False
    if leading.screen == "spam" and belonging.place in (Place.MESSAGE, Place.NOTE):
        # The filter may be wrong about somebody we are talking with.
        return False
    if not noted(mail, parsed, screening, belonging):
        mail.put_aside(leading.screen, leading.reason)
    return True


def _claim(mail: RawMail, parsed: ParsedMail) -> bool:
    """Claim the mail's identity: false when it came in before, perhaps by another mailbox or another process."""
    if not parsed.message_id:
        return True
    files = (one.sha256 for one in parsed.attachments)
    made_of = (
        parsed.message_id,
        parsed.author.key,
        str(parsed.date),
        parsed.subject,
        parsed.text,
        parsed.html,
        *files,
    )
    identity = hashlib.sha256("\x00".join(made_of).encode()).hexdigest()
    try:
        with transaction.atomic():
            # Waits for another process that claims the same until that one has committed or failed.
            RawMail.objects.filter(pk=mail.pk).update(identity=identity)
    except IntegrityError:
        return False
    mail.identity = identity
    return True


def _genuine(screening: Screening) -> bool | None:
    said = screening.said("sender_authentication")
    return None if said is None else said.reason == "verified"
