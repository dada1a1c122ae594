"""Bytes in, one `ParsedMail` or one `ParseTrouble` out. Pure: no database, no clock, no network, never raises."""

from __future__ import annotations

from email.errors import MessageError

from .addresses import addresses_in
from .bodies import body_of, type_of
from .charsets import one_line
from .headers import date_in, ids_in, message_id_in, text_value, unfolded
from .language import language_of
from .names import parameters_in
from .parsed import Address, Limits, ParsedMail, ParseTrouble, TroubleReason
from .parts import Part, Trouble, tree_of

# What the screens and the matcher ask for. Everything else stays in the raw message; in particular nothing
# that begins with X-Kwis- is ever read from a mail that comes in (S8).
HEADERS_OF_INTEREST = (
    "arc-authentication-results",
    "authentication-results",
    "auto-submitted",
    "content-language",
    "delivered-to",
    "disposition-notification-to",
    "envelope-to",
    "feedback-id",
    "importance",
    "list-help",
    "list-id",
    "list-post",
    "list-unsubscribe",
    "precedence",
    "received",
    "resent-from",
    "return-path",
    "x-auto-response-suppress",
    "x-autoreply",
    "x-autorespond",
    "x-autoresponse",
    "x-auto-reply",
    "x-failed-recipients",
    "x-loop",
    "x-mailer",
    "x-mail-autoreply",
    "x-ms-exchange-generated-message-source",
    "x-original-to",
    "x-spam-flag",
    "x-spam-level",
    "x-spam-status",
)
_MOST_VALUES = 60
_LONGEST_VALUE = 4_000


def parse(raw: bytes, limits: Limits | None = None) -> ParsedMail | ParseTrouble:
    """Read one mail. What cannot be read comes back as a `ParseTrouble` with its reason."""
    limits = limits or Limits()
    if len(raw) > limits.size:
        return ParseTrouble(TroubleReason.TOO_LARGE, str(len(raw)))
    raw = raw.lstrip(b"\r\n")
    if not raw.strip():
        return ParseTrouble(TroubleReason.EMPTY)
    try:
        return _read(raw, limits)
    except Trouble as found:
        return found.trouble
    except (RecursionError, MemoryError) as found:
        return ParseTrouble(TroubleReason.TOO_DEEP, type(found).__name__)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, MessageError) as found:
        # The last net: a mail that trips our own code is kept and shown with what it tripped over.
        return ParseTrouble(TroubleReason.UNREADABLE, one_line(f"{type(found).__name__}: {found}")[:300])


def _read(raw: bytes, limits: Limits) -> ParsedMail:
    root = tree_of(raw, limits)
    body = body_of(root, limits)
    text = body.text()
    kind = type_of(root)
    given = parameters_in(root.get("content-type", ""))
    senders = _addresses(root, "sender", limits)
    return ParsedMail(
        message_id=message_id_in(_first(root, "message-id")),
        in_reply_to=ids_in(_first(root, "in-reply-to")),
        references=ids_in(" ".join(root.values_of("references"))),
        from_=_addresses(root, "from", limits),
        sender=senders[0] if senders else None,
        reply_to=_addresses(root, "reply-to", limits),
        to=_addresses(root, "to", limits),
        cc=_addresses(root, "cc", limits),
        subject=text_value(_first(root, "subject"))[:2_000],
        date=date_in(_first(root, "date")),
        text=text,
        html=body.html(),
        attachments=tuple(body.attachments),
        headers=_headers(root),
        calendar=tuple(body.calendar),
        language=language_of(text, unfolded(root.get("content-language", ""))),
        content_type=kind,
        report_type=given.get("report-type", "").lower(),
        notes=tuple(body.notes),
    )


def _first(root: Part, name: str) -> str:
    """The first value that says something: some programs send a header twice, once empty."""
    values = root.values_of(name)
    return next((value for value in values if value.strip()), "")


def _addresses(root: Part, name: str, limits: Limits) -> tuple[Address, ...]:
    found: list[Address] = []
    for value in root.values_of(name):
        some = addresses_in(value, limits.addresses)
        if some is None or len(found) + len(some) > limits.addresses:
            raise Trouble(TroubleReason.TOO_MANY_ADDRESSES, name)
        found.extend(some)
    return tuple(dict.fromkeys(found))


def _headers(root: Part) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(text_value(value)[:_LONGEST_VALUE] for value in values[:_MOST_VALUES])
        for name in HEADERS_OF_INTEREST
        if (values := root.values_of(name))
    }
