"""What a report of a mail server says: which address, which status, for good or for now.

First by the standard form (RFC 3464: a part message/delivery-status), else out of the words, as many servers
have their own. The codes are the enhanced status codes of RFC 3463 and the reply codes of RFC 5321.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .charsets import one_line, text_from
from .headers import ids_in, words_decoded
from .parsed import ParsedMail

_ADDRESS = r"[^\s@<>\"(),:;\[\]']{1,120}@[A-Za-z0-9][A-Za-z0-9.-]{1,250}[A-Za-z0-9]"
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_SMTP = re.compile(r"(?<![\d.-])([45][0-5]\d)(?![\d.])(?=[ -]|$)")
_MOST = 200
_LONGEST = 60_000


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """One address that was not reached, or not yet."""

    recipient: str
    status: str
    smtp_code: str
    text: str
    reason: str
    hard: bool


# The words by which servers tell why, from particular to general; the first that fits names the reason.
_REASONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "mailboxfull",
            r"quota|mailbox (?:is )?full|mailbox size|over ?quota|storage|insufficient disk|too much mail data|inbox is full|mailfolder is full",
        ),
        ("mesgtoobig", r"too (?:large|big)|message size|size limit|exceeds (?:the )?(?:max|size|fixed)"),
        (
            "spamdetected",
            r"\bspam\b|junk ?mail|content (?:rejected|filter)|looks like spam|blocked using spam|unsolicited",
        ),
        ("virusdetected", r"\bvirus|malware|infected"),
        (
            "suspend",
            r"account (?:is |has been )?(?:disabled|inactive|suspended|locked|expired|closed)|mailbox (?:is )?(?:disabled|inactive|unavailable or access|frozen)|disabled or discontinued|not active|temporarily disabled|inactive user",
        ),
        ("hasmoved", r"has (?:been )?(?:moved|changed)|no longer (?:at|with|works)|new address"),
        ("authfailure", r"dmarc|\bspf\b|dkim|unauthenticated|authentication (?:failed|required|checks)"),
        ("requireptr", r"reverse dns|ptr record|no ptr|cannot find your (?:reverse )?hostname"),
        ("badreputation", r"reputation"),
        (
            "blocked",
            r"block(?:ed|list)|black ?list|dnsbl|rbl\b|spamhaus|banned|not allowed to connect|client host rejected|access denied.{0,30}ip|connection refused by.{0,40}policy",
        ),
        (
            "ratelimited",
            r"rate limit|too many (?:messages|mails|connections|recipients)|throttl|try again later.{0,40}rate",
        ),
        (
            "norelaying",
            r"relay(?:ing)? (?:access )?(?:is )?(?:denied|not (?:permitted|allowed|authorized))|unable to relay|relaying denied|not permitted to relay|not a local",
        ),
        (
            "userunknown",
            r"user (?:is )?(?:unknown|not found|doesn'?t exist|does not exist)|unknown (?:user|recipient|local|address|account)|no such (?:user|mailbox|recipient|person|address|account|id)|(?:mailbox|account|address|recipient|user|email).{0,40}(?:does ?n[o']t exist|not (?:found|exist|known|available here|listed)|unknown|invalid|rejected: undeliverable)|invalid (?:recipient|mailbox|address|user)|recipient (?:address )?rejected|not our customer|unrouteable mail|this user does|no mailbox (?:here )?by that name|bad destination mailbox|undeliverable address|not a valid (?:mailbox|recipient|user)|user.{0,20}not.{0,10}(?:known|listed)|recipientnotfound|undisclosed_recipient",
        ),
        (
            "hostunknown",
            r"host (?:or domain name )?(?:unknown|not found)|unknown host|domain (?:name )?(?:not found|does not exist|doesn'?t exist)|nxdomain|name or service not known|no such (?:host|domain)|unrouteable address|cannot find (?:a )?mail (?:exchanger|server)|bad destination (?:system|host)|illegal host",
        ),
        ("notaccept", r"does not accept (?:e?mail|smtp)|null mx|5\.1\.10|host/domain does not accept"),
        (
            "expired",
            r"expired|delivery time|retry time|too long (?:in|on) (?:the )?queue|could not be delivered for|timed? ?out.{0,40}giv|delayed|retry timeout|not yet been delivered|gave up|message age",
        ),
        (
            "networkerror",
            r"connection (?:timed out|refused|reset|lost|dropped)|network (?:error|is unreachable)|no route|routing loop|too many hops|dns (?:error|lookup)|could not connect|mail loop|conversation with .{0,60} timed out",
        ),
        (
            "mailererror",
            r"mailer error|command (?:died|output)|pipe|local delivery failed|service unavailable",
        ),
        (
            "filtered",
            r"filter(?:ed)?|due to (?:extended inactivity|policy)|not accepting (?:mail|messages)|refused by recipient|address is restricted|user.{0,20}reject",
        ),
        ("policyviolation", r"policy|violat|not rfc|header|bad sequence|prohibit"),
        (
            "rejected",
            r"sender (?:address )?(?:rejected|verify|denied)|mail from|access denied|not (?:permitted|allowed|authori[sz]ed)|denied",
        ),
        ("systemfull", r"system (?:storage|full)|no space"),
        (
            "systemerror",
            r"system (?:error|problem|config)|internal (?:server )?error|server (?:configuration|error)|local error",
        ),
        ("contenterror", r"mime|8-?bit|line length"),
    )
)
_BY_STATUS = {
    "1.1": "userunknown", "1.2": "hostunknown", "1.3": "userunknown", "1.4": "filtered", "1.6": "hasmoved", "1.8": "rejected",
    "1.9": "systemerror", "1.10": "notaccept", "2.0": "filtered", "2.1": "filtered", "2.2": "mailboxfull", "2.3": "mesgtoobig",
    "2.4": "filtered", "3.0": "systemerror", "3.1": "systemfull", "3.2": "suspend", "3.4": "mesgtoobig", "3.5": "systemerror",
    "4.1": "expired", "4.2": "networkerror", "4.3": "systemerror", "4.4": "hostunknown", "4.5": "systemerror", "4.6": "networkerror",
    "4.7": "expired", "5.0": "mailererror", "5.2": "systemerror", "5.3": "systemerror", "5.4": "systemerror", "5.5": "systemerror",
    "6.0": "contenterror", "7.0": "rejected", "7.1": "filtered", "7.25": "requireptr", "7.26": "authfailure",
}  # fmt: skip
_HARD = frozenset(["userunknown", "hostunknown", "hasmoved", "notaccept"])


def delivery_reports(mail: ParsedMail) -> tuple[DeliveryReport, ...]:
    """The addresses a report is about; empty when none can be found in it."""
    for one in mail.attachments:
        if one.declared_type == "message/feedback-report":
            return _complaint(text_from(one.content[:_LONGEST]))
    for one in mail.attachments:
        if one.declared_type in ("message/delivery-status", "message/global-delivery-status"):
            found = _by_form(text_from(one.content[:_LONGEST]), mail.text)
            if found:
                return found
    return _by_words(mail)


def original_message_ids(mail: ParsedMail) -> tuple[str, ...]:
    """The ids of the letter that came back: from the copy that servers send along, else from the references."""
    found: list[str] = []
    for one in mail.attachments:
        if one.declared_type in ("message/rfc822", "text/rfc822-headers", "message/global"):
            found += _message_ids(text_from(one.content[:_LONGEST]))
    found += _message_ids(mail.text[:_LONGEST])
    return tuple(dict.fromkeys([*found, *mail.in_reply_to, *mail.references]))


_MESSAGE_ID = re.compile(
    r"^[> \t]{0,8}message-id:[ \t]*\n?[ \t]*(<[^<>\s]{1,900}>)", re.IGNORECASE | re.MULTILINE
)


def _message_ids(text: str) -> list[str]:
    return [each for value in _MESSAGE_ID.findall(text) for each in ids_in(value)]


def _fields(block: str) -> dict[str, str]:
    unfolded = re.sub(r"\r?\n[ \t]+", " ", block)
    pairs = (line.partition(":") for line in unfolded.split("\n") if ":" in line)
    return {name.strip().lower(): one_line(words_decoded(value)) for name, _, value in pairs}


def _address_in(value: str) -> str:
    found = re.search(_ADDRESS, value.rpartition(";")[2] or value)
    return found[0] if found else ""


def _by_form(text: str, words: str) -> tuple[DeliveryReport, ...]:
    out: list[DeliveryReport] = []
    for block in re.split(r"\n[ \t]*\r?\n", text.replace("\r\n", "\n"))[:_MOST]:
        given = _fields(block)
        recipient = _address_in(given.get("final-recipient", "")) or _address_in(
            given.get("original-recipient", "")
        )
        action = given.get("action", "").lower()
        if not recipient or action.startswith(("delivered", "relayed", "expanded")):
            continue
        said = given.get("diagnostic-code", "").partition(";")[2].strip() or given.get("diagnostic-code", "")
        status = _STATUS.search(given.get("status", ""))
        around = _near(words, recipient)
        out.append(
            _report(
                recipient,
                status[0] if status else "",
                said or around,
                around,
                delayed=action.startswith("delayed"),
            )
        )
    return tuple(out)


def _complaint(text: str) -> tuple[DeliveryReport, ...]:
    given = _fields(text)
    recipient = _address_in(given.get("original-rcpt-to", "")) or _address_in(
        given.get("removal-recipient", "")
    )
    return (DeliveryReport(recipient, "", "", "", "feedback", False),)


_COPY = re.compile(
    r"^.{0,10}(?:-{2,}|_{2,}|={2,}).{0,60}(?:original message|copy of (?:the|your) message|message (?:header|text|follows)|returned message"
    r"|message below|unsent message).{0,60}$|^(?:received|return-path):",
    re.IGNORECASE | re.MULTILINE,
)
_LISTED = re.compile(rf"^[ \t>*]{{0,12}}<?({_ADDRESS})>?[ \t]*(?::|\.{{3}}|\(|,|;|$|[ \t])", re.MULTILINE)
_NAMED = re.compile(
    rf"(?:recipient|to|address|user|rcpt|failed|deliver(?:ed|y)?|account|mailbox)\b[^\n@<]{{0,40}}[ <:'\"(]({_ADDRESS})",
    re.IGNORECASE,
)


def _by_words(mail: ParsedMail) -> tuple[DeliveryReport, ...]:
    text = mail.text[:_LONGEST]
    copy = _COPY.search(text, 40)
    told = text[: copy.start()] if copy else text
    named: list[str] = list(re.findall(_ADDRESS, mail.header("x-failed-recipients")))
    listed = [found[1] for found in _LISTED.finditer(told)] or [found[1] for found in _NAMED.finditer(told)]
    own = {one.key for one in (*mail.to, mail.author)}
    addresses = [one for one in dict.fromkeys(named or listed) if one.casefold() not in own or named]
    out: list[DeliveryReport] = []
    for recipient in addresses[:_MOST]:
        around = _near(told, recipient)
        if named or _STATUS.search(told) or _SMTP.search(told) or _reason(told, ""):
            out.append(_report(recipient, "", around, told))
    return tuple(out)


def _near(text: str, recipient: str) -> str:
    """The words after the address, where servers explain themselves."""
    at = text.lower().find(recipient.lower())
    if at == -1:
        return ""
    return one_line(text[at + len(recipient) : at + len(recipient) + 700].split("\n\n")[0])


def _report(recipient: str, status: str, said: str, around: str, delayed: bool = False) -> DeliveryReport:
    inside = _STATUS.search(said) or _STATUS.search(around)
    if inside and (not status or status.endswith(".0.0") or status[2:] in ("0.0", "1.0")):
        status = inside[0]
    code = _SMTP.search(said) or _SMTP.search(around)
    reason = _reason(said, status) or _reason(around, "") or "undefined"
    if delayed and reason not in _HARD:
        reason = "expired"
    hard = reason in _HARD and not status.startswith("4") and not delayed
    return DeliveryReport(recipient, status, code[1] if code else "", one_line(said)[:500], reason, hard)


def _reason(said: str, status: str) -> str:
    for name, pattern in _REASONS:
        if pattern.search(said[:2_000]):
            return name
    return _BY_STATUS.get(status[2:], "") if status else ""
