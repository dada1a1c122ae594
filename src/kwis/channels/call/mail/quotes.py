"""New words, folded history, signature: a body is cut into stretches that together are the whole body.

Nothing is deleted. When in doubt a line counts as new: history shown twice is a nuisance, words of a customer
hidden is a loss. The library mail-parser-reply was measured beside this; see docs/decisions on reading quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a stretch of a body is."""

    NEW = "new"
    QUOTED = "quoted"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive lines of one kind, line ends included."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Split:
    """A body in stretches; `"".join(s.text for s in stretches)` is the body."""

    stretches: tuple[Stretch, ...]

    def of(self, kind: Kind) -> str:
        """All text of one kind, stretches parted by an empty line."""
        return "\n\n".join(
            one.text.strip("\n") for one in self.stretches if one.kind is kind and one.text.strip()
        )

    @property
    def new(self) -> str:
        """What this mail adds."""
        return self.of(Kind.NEW).strip()


# "On Friday Jan wrote:" by its verb, and by how such a line can begin. nl en de fr first, then their neighbours.
_VERB = re.compile(
    r"\b(?:schreef|geschreven|wrote|writes|schrieb|geschrieben|(?:a|à) écrit|ha scritto|escribió|escreveu"
    r"|skrev|skrifaði|kirjoitti|napisał(?:\(a\))?|napsal|írta|yazdı|написав|написал|пишет)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"^\s*(?:-\s)?(?:Op|On|Am|Le|Il|El|Em|Den|Dne|Dnia|W dniu|Van|From|Mon|Tue|Wed|Thu|Fri|Sat|Sun|ma|di|wo|do|vr|za|zo"
    r"|man|tir|ons|tor|fre|lør|søn|Mo|Mi|Do|Fr|Sa|So|\d{1,4}[./-]|\d{1,2} \w+ \d{4})\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r":\s*\*?\s*$")
_MOST_ATTRIBUTION_LINES = 4

_LABEL_FROM = "van|from|von|de|da|od|fra|från|от|发件人|寄件者|差出人|afzender|expéditeur|absender"
_LABEL_OTHER = (
    "verzonden|datum|sent|date|gesendet|envoyé(?: le)?|inviato|data|enviado(?: el)?|sendt|skickat|отправлено|дата|发送时间"
    "|aan|to|an|à|a|para|til|till|кому|收件人|cc|kopie|copie(?: à)?|bcc|onderwerp|subject|betreff|objet|sujet"
    "|oggetto|asunto|assunto|emne|ämne|тема|主题|reply-to|antwoord aan|prioriteit|urgentie|importance|message du"
)
_FROM = re.compile(rf"^[\s>*_]{{0,12}}(?:{_LABEL_FROM})[\s*_]{{0,4}}[:：]", re.IGNORECASE)
_OTHER = re.compile(rf"^[\s>*_]{{0,12}}(?:{_LABEL_OTHER})[\s*_]{{0,4}}[:：]", re.IGNORECASE)
_RULE = re.compile(r"^\s*[-_=*\u2500\u2014]{3,}\s*$")

_ORIGINAL = re.compile(
    r"^\s*[-_=*]{2,}\s*(?:original message|oorspronkelijke? (?:e-?mail)?bericht|oorspronkelijke e-?mail|ursprüngliche nachricht"
    r"|originalnachricht|message d['’]origine|message original|messaggio originale|mensaje original|original appointment"
    r"|oorspronkelijke afspraak|antwort|reply message)\s*[-_=*]{2,}\s*$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^\s*(?:[-_=*]{2,}\s*)?(?:(?:begin )?forwarded message|(?:begin )?doorgestuurd bericht|begin van doorgestuurd bericht"
    r"|(?:anfang der )?weitergeleitete[nr]?\s+(?:nachricht|e-?mail)|message (?:transféré|réexpédié)|début du message réexpédié"
    r"|doorgestuurde e-?mail)\s*:?\s*(?:[-_=*]{2,})?\s*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^--\s*$|^\u2014\s*$")
_SENT_FROM = re.compile(
    r"^\s*(?:sent (?:from|via|with|using)|verzonden (?:vanaf|vanuit|met|via)|verstuurd (?:vanaf|vanuit|met|via)"
    r"|gesendet (?:von|mit|aus)|von meinem \w+(?: \w+)? gesendet|diese nachricht wurde von mein|envoyé (?:de|depuis|à partir)"
    r"|(?:download|get) outlook|outlook voor \w+ downloaden|télécharger outlook|holen sie sich outlook"
    r"|(?:bekijk|haal) outlook)\b[^,?]{0,70}$",
    re.IGNORECASE,
)
_LIST_FOOTER = re.compile(r"^_{20,}\s*$")
_LONGEST_LINE = 1_000
_MOST_SIGNATURE_LINES = 25
# Nobody types more lines than this above their history; beyond it only ">" is looked at.
_MOST_LINES = 6_000


def split(text: str, forwarded: bool = False) -> Split:
    """Cut a plain text body. `forwarded` says that the history *is* the message (subject "Fwd:")."""
    lines = text.splitlines(keepends=True) if "\n" in text else [text]
    kinds = _Cutter(lines, forwarded).kinds()
    if not any(
        kind is Kind.NEW and any(map(str.isalnum, line)) for kind, line in zip(kinds, lines, strict=True)
    ):
        # A mail that is history from its first line to its last has something to say with that.
        kinds = [Kind.NEW] * len(lines)
    stretches: list[Stretch] = []
    begin = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or kinds[at] is not kinds[begin]:
            stretches.append(Stretch(kinds[begin], "".join(lines[begin:at])))
            begin = at
    return Split(tuple(stretches))


class _Cutter:
    """Goes through the lines once, deciding at each where a stretch begins."""

    def __init__(self, lines: list[str], forwarded: bool) -> None:
        self._full = lines
        self._lines = [line[:_LONGEST_LINE].rstrip("\r\n") for line in lines]
        self._kinds = [Kind.NEW] * len(lines)
        self._keeps_history = forwarded

    def kinds(self) -> list[Kind]:
        at = 0
        end = len(self._lines)
        while at < end:
            line = self._lines[at]
            if not line.strip():
                at += 1
            elif self._quotes(at):
                at = self._quoted_run(at)
            elif self._keeps_history or at > _MOST_LINES:
                at += 1
            elif _FORWARDED.match(line):
                self._keeps_history = True
                at += 1
            elif self._history_begins(at):
                return self._rest(at, Kind.QUOTED)
            elif length := self._attribution(at):
                following = self._next_words(at + length)
                if following == end or not self._quotes(following):
                    return self._rest(at, Kind.QUOTED)
                self._mark(at, following, Kind.QUOTED)
                at = following
            elif stop := self._signature_end(at) or self._list_footer_end(at):
                self._mark(at, stop, Kind.SIGNATURE)
                at = stop
            elif self._is_sent_from(at):
                self._mark(at, at + 1, Kind.SIGNATURE)
                at += 1
            else:
                at += 1
        return self._kinds

    def _mark(self, begin: int, end: int, kind: Kind) -> None:
        self._kinds[begin:end] = [kind] * (end - begin)

    def _rest(self, begin: int, kind: Kind) -> list[Kind]:
        self._mark(begin, len(self._lines), kind)
        return self._kinds

    def _quotes(self, at: int) -> bool:
        return self._lines[at].lstrip(" ").startswith(">")

    def _next_words(self, at: int) -> int:
        while at < len(self._lines) and not self._lines[at].strip():
            at += 1
        return at

    def _quoted_run(self, begin: int) -> int:
        """Lines with ">", the empty lines between them, and a single line that a mail program wrapped badly."""
        at = begin
        end = len(self._lines)
        while at < end:
            following = self._next_words(at)
            if following < end and self._quotes(following):
                at = following + 1
            elif at + 1 < end and following == at and self._quotes(at + 1) and len(self._lines[at]) < 80:
                at += 2
            else:
                break
        self._mark(self._loose_attribution(begin), at, Kind.QUOTED)
        return at

    def _loose_attribution(self, begin: int) -> int:
        """Where quoting really begins: a line with a date and an address that ends in ":", in any language."""
        above = begin
        while above and not self._lines[above - 1].strip() and begin - above < 3:
            above -= 1
        if not above or not _ENDS.search(self._lines[above - 1]):
            return begin
        joined = ""
        for start in range(above - 1, max(-1, above - 1 - _MOST_ATTRIBUTION_LINES), -1):
            if not self._lines[start].strip() or self._kinds[start] is not Kind.NEW:
                break
            joined = self._lines[start].strip() + " " + joined
            dated = any(map(str.isdigit, joined))
            if dated and (_VERB.search(joined) or ("@" in joined and _has_clock(joined))):
                return start
        return begin

    def _attribution(self, at: int) -> int:
        """How many lines "On … wrote:" takes when it begins here, else 0."""
        if not _BEGINS.match(self._lines[at]):
            return 0
        joined = ""
        for length in range(1, _MOST_ATTRIBUTION_LINES + 1):
            if at + length > len(self._lines) or not self._lines[at + length - 1].strip():
                return 0
            joined += " " + self._lines[at + length - 1].strip()
            if _ENDS.search(joined) and _VERB.search(joined) and any(map(str.isdigit, joined)):
                return length if len(joined) < 400 else 0
        return 0

    def _history_begins(self, at: int) -> bool:
        """A header block of the earlier mail, perhaps under a rule, or "-----Original Message-----"."""
        if _ORIGINAL.match(self._lines[at]):
            return True
        if _RULE.match(self._lines[at]):
            following = self._next_words(at + 1)
            return following - at <= 3 and self._header_block(following)
        return self._header_block(at)

    def _header_block(self, at: int) -> bool:
        if at >= len(self._lines) or not (_FROM.match(self._lines[at]) or _OTHER.match(self._lines[at])):
            return False
        window = [line for line in self._lines[at : at + 9] if line.strip()][:6]
        froms = sum(bool(_FROM.match(line)) for line in window)
        others = sum(bool(_OTHER.match(line)) and not _FROM.match(line) for line in window)
        return froms >= 1 and others >= 2

    def _signature_end(self, at: int) -> int:
        """Where the signature under "-- " ends: at the history or the end. 0 when none begins here or too much follows."""
        if not _SIGNATURE.match(self._lines[at]):
            return 0
        stop = at + 1
        while stop < len(self._lines):
            line = self._lines[stop]
            begins = line.strip() and (
                self._quotes(stop)
                or _SIGNATURE.match(line)
                or self._history_begins(stop)
                or self._attribution(stop)
                or _FORWARDED.match(line)
            )
            if begins:
                break
            stop += 1
            if stop - at > _MOST_SIGNATURE_LINES:
                return 0
        return stop

    def _list_footer_end(self, at: int) -> int:
        """A rule with the name and address of a mailing list under it, as list programs add to every mail."""
        if not _LIST_FOOTER.match(self._lines[at]):
            return 0
        stop = at + 1
        while stop < len(self._lines) and stop - at <= 8 and self._lines[stop].strip():
            stop += 1
        below = " ".join(self._lines[at + 1 : stop]).lower()
        return stop if "mailing list" in below or "mailinglijst" in below else 0

    def _is_sent_from(self, at: int) -> bool:
        line = self._lines[at].strip().strip("[]<>")
        return bool(_SENT_FROM.match(line)) and len(line.split()) <= 10 and not line.endswith((".", "?", ":"))


def _has_clock(text: str) -> bool:
    return re.search(r"\d{1,2}[:.]\d{2}", text) is not None
