"""Mail that comes back: a server says that a letter did not arrive. Never answered, never a call (S12)."""

from __future__ import annotations

import re

from kwis.channels.call.mail.delivery_reports import delivery_reports
from kwis.channels.call.mail.parsed import ParsedMail

from .verdict import Effect, ScreenSettings, Verdict

NAME = "bounced_mail"

_POSTMASTER = re.compile(
    r"^(?:mailer-?daemon|post-?master|mail-?daemon|mailerdaemon|bounces?\b|mdaemon)", re.IGNORECASE
)
_SYSTEM_NAME = re.compile(
    r"mail ?(?:er)?[- ]?(?:delivery|daemon)|delivery (?:sub)?system|postmaster|mail administrator|internet mail delivery",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver|returned mail|returned to sender|delivery (?:status|failure|notification|problem|delayed|report|error)"
    r"|delivery has failed|mail delivery|failure notice|failed (?:delivery|to deliver)|mail failure|mail status|non[- ]?deliver"
    r"|could not be delivered|message not delivered|onbestelbaar|niet (?:bezorgd|afgeleverd)|unzustellbar|nicht zustellbar"
    r"|übermittlungsstatus|zustellung|non remis|non[- ]?distribu|échec de la remise|mail error|nicht ausgeliefert|warning: (?:could not|message)"
    r"|delayed mail|mail system error|permanent error|user unknown|email delivery",
    re.IGNORECASE,
)


def look(mail: ParsedMail, settings: ScreenSettings) -> Verdict | None:
    """A delivery report by its form (RFC 3464), or by sender and subject together for servers that have none."""
    if _is_report(mail):
        reports = delivery_reports(mail)
        about = ", ".join(one.recipient for one in reports if one.recipient)[:200]
        return Verdict(NAME, f"not delivered: {about}" if about else "a delivery report", Effect.ASIDE)
    return None


def _is_report(mail: ParsedMail) -> bool:
    if mail.report_type in ("delivery-status", "feedback-report"):
        return True
    if any(
        one.declared_type in ("message/delivery-status", "message/feedback-report")
        for one in mail.attachments
    ):
        return True
    if mail.header("x-failed-recipients"):
        return True
    by_system = _by_mail_system(mail)
    if by_system and _SUBJECT.search(mail.subject):
        return True
    # An empty envelope sender is the mark of a report; alone it is not enough, vacation answers have it too.
    if mail.header("return-path").strip() in ("<>", "") and "return-path" in mail.headers:
        return bool(_SUBJECT.search(mail.subject)) and bool(delivery_reports(mail))
    return by_system and bool(delivery_reports(mail))


def _by_mail_system(mail: ParsedMail) -> bool:
    author = mail.author
    return bool(_POSTMASTER.match(author.address) or _SYSTEM_NAME.search(author.name))
