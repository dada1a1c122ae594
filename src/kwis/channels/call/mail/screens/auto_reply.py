"""Answers that nobody wrote: out of office, confirmations of other systems (RFC 3834 and what came before it)."""

from __future__ import annotations

import re

from kwis.channels.call.mail.parsed import ParsedMail

from .verdict import Effect, ScreenSettings, Verdict

NAME = "auto_reply"

_ANSWER_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponse", "x-auto-reply", "x-mail-autoreply")
_SUBJECT = re.compile(
    r"^\s*(?:(?:re|aw|antw|fw|wg)\s*:\s*)*(?:"
    r"automatisch(?:e|es)?\s+(?:antwoord|bericht|reactie|beantwoording|antwort)|afwezigheids?(?:bericht|assistent)?\b"
    r"|(?:ik ben )?(?:niet aanwezig|afwezig|met vakantie)\b\s*(?::|$)|automatic reply|auto(?:matic)?[- ]?(?:reply|response|answer)"
    r"|out of (?:the )?office|on vacation\b|vacation (?:reply|response|notice)|abwesenheits(?:notiz|benachrichtigung|nachricht)"
    r"|automatische antwort|nicht im (?:büro|haus)|réponse automatique|absence du bureau|notification d['’]absence|message d['’]absence"
    r"|risposta automatica|respuesta automática|fuera de (?:la )?oficina)",
    re.IGNORECASE,
)


def look(mail: ParsedMail, settings: ScreenSettings) -> Verdict | None:
    """Aside for answers; mail that a system sends of its own accord (a scanner, a monitor) is a call, unanswered."""
    said = mail.header("auto-submitted").split(";")[0].strip().lower()
    if said.startswith("auto-replied") or said == "auto-notified":
        return Verdict(NAME, f"Auto-Submitted: {said}", Effect.ASIDE)
    for name in _ANSWER_HEADERS:
        value = mail.header(name).lower()
        if value and value not in ("no", "false", "0"):
            return Verdict(NAME, f"{name}: {value[:60]}", Effect.ASIDE)
    if mail.header("precedence").lower() in ("auto_reply", "auto-reply"):
        return Verdict(NAME, "Precedence: auto_reply", Effect.ASIDE)
    if _SUBJECT.match(mail.subject):
        return Verdict(NAME, f"subject: {mail.subject[:80]}", Effect.ASIDE)
    if "oof" in mail.header("x-auto-response-suppress").lower() and said.startswith("auto-"):
        return Verdict(NAME, "out of office", Effect.ASIDE)
    if said and said != "no":
        return Verdict(NAME, f"Auto-Submitted: {said[:60]}", Effect.SILENT)
    if mail.header("x-auto-response-suppress"):
        return Verdict(NAME, "asks for no automatic answer", Effect.SILENT)
    return None
