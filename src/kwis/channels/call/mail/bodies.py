"""Walking the tree of parts: which are the words to read, which are files, which is an invitation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .charsets import sound, text_from
from .flowed import unflowed
from .headers import ids_in, text_value, unfolded
from .html_text import crude_text_of, tangled, text_of
from .names import file_name_in, parameters_in, safe_name
from .parsed import Attachment, CalendarPart, Limits
from .parts import Part
from .transfer import bytes_of, without_uuencoded
from .winmail import looks_like_winmail, unpacked

_TYPE = re.compile(r"^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+*-]{0,126}$")
# Texts that are files by nature; any other text/* without a name is words.
_FILE_TEXTS = frozenset(
    [
        "text/calendar",
        "text/x-vcard",
        "text/vcard",
        "text/directory",
        "text/csv",
        "text/xml",
        "text/rfc822-headers",
    ]
)


@dataclass(slots=True)
class _Piece:
    """One stretch of the body: as text, as HTML, or as both (alternatives of each other)."""

    text: str = ""
    html: str = ""


@dataclass(slots=True)
class Body:
    """What the walk gathers."""

    limits: Limits
    pieces: list[_Piece] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    calendar: list[CalendarPart] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The readable words; from the HTML where no plain text came along or where it is only a stub."""
        shown = [piece.text if piece.text.strip() else text_of(piece.html) for piece in self.pieces]
        whole = "\n\n".join(one.strip("\n") for one in shown if one.strip())
        return self._cut(sound(whole), self.limits.text, "text cut")

    def html(self) -> str:
        """The HTML as sent, to be cleaned before it is shown; empty when there was only plain text."""
        return "\n".join(piece.html for piece in self.pieces if piece.html)

    def _cut(self, value: str, most: int, note: str) -> str:
        if len(value) <= most:
            return value
        self.notes.append(note)
        return value[:most]


def body_of(root: Part, limits: Limits) -> Body:
    """Read the whole tree below `root`."""
    body = Body(limits)
    _walk(root, body, within="")
    if len(body.pieces) > 1 and any(piece.html for piece in body.pieces):
        # Apple Mail cuts a mail in pieces around its pictures: all of it must show when the HTML is shown.
        for piece in body.pieces:
            if not piece.html and piece.text.strip():
                piece.html = "<pre>" + _escaped(piece.text) + "</pre>"
    return body


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def type_of(part: Part) -> str:
    """The declared type in lower case; text/plain where it is missing or no type at all."""
    raw = unfolded(part.get("content-type", "")).split(";")[0].strip().lower()
    raw = re.sub(r"\s*/\s*", "/", raw).split(" ")[0]
    if raw in ("text", "plain", ""):
        return "text/plain"
    if raw == "html":
        return "text/html"
    return raw if _TYPE.match(raw) else "application/octet-stream" if "/" in raw else "text/plain"


def _walk(part: Part, body: Body, within: str) -> None:
    children = part.children()
    if not children:
        _leaf(part, body, within)
        return
    kind = type_of(part)
    if kind == "multipart/alternative":
        _alternative(children, body)
    else:
        for child in children:
            _walk(child, body, within=kind)


def _alternative(children: list[Part], body: Body) -> None:
    """Of each kind the last is the best (RFC 2046); files and invitations among them are kept as well."""
    outer, body.pieces = body.pieces, []
    for child in children:
        _walk(child, body, within="multipart/alternative")
    texts = [piece.text for piece in body.pieces if piece.text.strip()]
    htmls = [piece.html for piece in body.pieces if piece.html]
    # Pictures between two HTML parts make more than one belong to the same alternative.
    merged = _Piece(
        "\n\n".join(texts) if len(texts) > 1 and not htmls else "".join(texts[-1:]), "\n".join(htmls)
    )
    body.pieces = [*outer, merged] if texts or htmls else outer


def _leaf(part: Part, body: Body, within: str) -> None:
    kind = type_of(part)
    if kind.startswith("multipart/"):
        # Announced as many parts, but none found: what is there is read as text.
        kind = "text/plain"
    raw_disposition = part.get("content-disposition", "")
    disposition = unfolded(raw_disposition).split(";")[0].strip().lower()
    # A web page saved as the body has the place of the page as Content-Location: that is no file name.
    location = "" if kind.startswith("text/") else part.get("content-location", "")
    name = file_name_in(part.get("content-type", ""), raw_disposition, location)
    content = bytes_of(part.payload(), unfolded(part.get("content-transfer-encoding", "")))
    if kind == "text/calendar":
        _invitation(part, content, body)
    if kind.startswith("text/") and kind not in _FILE_TEXTS and disposition != "attachment" and not name:
        _words(part, kind, content, body)
    elif content or name:
        _file(part, kind, disposition, name, content, body, within)


def _words(part: Part, kind: str, content: bytes, body: Body) -> None:
    given = parameters_in(part.get("content-type", ""))
    charset = given.get("charset", "")
    if kind == "text/html":
        _html_words(content, charset, body)
        return
    # Files stand in the text itself in mail of old programs.
    rest, files = without_uuencoded(content) if b"begin " in content else (content, [])
    for one in files:
        name = text_from(one.name)
        found = Attachment(
            safe_name(name, "", len(body.attachments) + 1), "application/octet-stream", one.content
        )
        _keep(found, name, body)
    text = text_from(rest, charset).replace("\r\n", "\n").replace("\r", "\n")
    if given.get("format", "").lower() == "flowed":
        text = unflowed(text, given.get("delsp", "").lower() == "yes")
    body.pieces.append(_Piece(text=text))


_META_CHARSET = re.compile(rb"<meta[^>]{0,300}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)


def _html_words(content: bytes, charset: str, body: Body) -> None:
    if not charset and (meta := _META_CHARSET.search(content[:4000])):
        charset = meta[1].decode("ascii")
    source = text_from(content, charset).replace("\r\n", "\n").replace("\r", "\n")
    if len(source) > body.limits.html or tangled(source):
        # Kept as a file, read crudely: showing it could stop a server or a browser.
        body.notes.append("html not shown: too large or too tangled")
        number = len(body.attachments) + 1
        body.attachments.append(
            Attachment(f"message-{number}.html", "text/html", content, disposition="attachment")
        )
        body.pieces.append(_Piece(text=crude_text_of(source[: body.limits.html])))
        return
    body.pieces.append(_Piece(html=source))


def _invitation(part: Part, content: bytes, body: Body) -> None:
    given = parameters_in(part.get("content-type", ""))
    text = text_from(content, given.get("charset", "utf-8"))
    method = given.get("method", "") or "".join(
        re.findall(r"^METHOD:([A-Za-z]{1,20})\s*$", text, re.MULTILINE)[:1]
    )
    body.calendar.append(CalendarPart(method.upper(), text[: body.limits.text]))


def _file(
    part: Part, kind: str, disposition: str, name: str, content: bytes, body: Body, within: str
) -> None:
    number = len(body.attachments) + 1
    if not name.strip():
        name = (
            _subject_as_name(content)
            if kind in ("message/rfc822", "message/global")
            else _USUAL_NAMES.get(kind, "")
        )
    cid = "".join(one.strip("<>") for one in ids_in(part.get("content-id", ""))[:1])
    if not cid:
        cid = unfolded(part.get("content-id", "")).strip("<> ")[:300]
    picture = kind.startswith("image/")
    inline = picture and (disposition == "inline" or (bool(cid) and disposition != "attachment"))
    inline = inline or (bool(cid) and within == "multipart/related" and disposition != "attachment")
    found = Attachment(safe_name(name, kind, number), kind, content, sound(cid), disposition, inline)
    _keep(found, name, body)


def _keep(found: Attachment, name: str, body: Body) -> None:
    """Put a file with the others; winmail.dat is opened and replaced by what is in it."""
    if looks_like_winmail(name, found.declared_type, found.content) and (inside := unpacked(found.content)):
        for each, content in inside.files:
            number = len(body.attachments) + 1
            body.attachments.append(
                Attachment(
                    safe_name(each, "", number), "application/octet-stream", content, disposition="attachment"
                )
            )
        if not any(piece.text.strip() or piece.html for piece in body.pieces):
            html = inside.html if not tangled(inside.html) else ""
            body.pieces.append(_Piece(text=sound(inside.text), html=sound(html)))
        body.notes.append("winmail.dat opened")
        return
    body.attachments.append(found)


_USUAL_NAMES = {
    "message/delivery-status": "delivery-status.txt",
    "message/feedback-report": "feedback-report.txt",
    "text/rfc822-headers": "headers.txt",
    "application/pgp-signature": "signature.asc",
    "application/pkcs7-signature": "smime.p7s",
    "application/x-pkcs7-signature": "smime.p7s",
}
_SUBJECT = re.compile(
    rb"^subject:[ \t]*([^\r\n]{0,300}(?:\r?\n[ \t][^\r\n]{0,300}){0,5})", re.IGNORECASE | re.MULTILINE
)


def _subject_as_name(content: bytes) -> str:
    """A mail inside the mail is named after its subject."""
    head = content[:20_000].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    found = _SUBJECT.search(head)
    subject = text_value(found[1].decode("ascii", "surrogateescape")) if found else ""
    return f"{subject[:80] or 'message'}.eml"
