"""HTML of a mail made safe to show, and plain text made into HTML. Stored rendered, shown in a sandboxed frame.

Three layers guard a reader: this cleaning (nh3), the frame's own strict CSP, and the sandbox; this is the first.
Pictures from elsewhere are taken out by default: showing one tells its owner who reads what, when and where (S22).
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

import nh3

from .html_text import crude_text_of, tangled


def _set_of(names: str) -> set[str]:
    """Names parted by spaces, as a set: a list of them would fill the page."""
    return set(names.split())


_TAGS = _set_of(
    "a abbr address b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strike"
    " strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr"
)
# Their content goes too: what remained would be code or a form without meaning.
_GONE = _set_of(
    "script style title head noscript template iframe object embed applet svg math textarea frame audio video canvas"
    " base meta link noembed noframes xmp"
)
_ATTRIBUTES = {
    "*": {"title", "lang", "dir", "align", "valign", "style"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "table": {"width", "border", "cellpadding", "cellspacing", "bgcolor", "summary"},
    "td": {"width", "height", "colspan", "rowspan", "bgcolor", "nowrap", "headers", "abbr"},
    "th": {"width", "height", "colspan", "rowspan", "bgcolor", "nowrap", "scope", "abbr"},
    "tr": {"bgcolor", "height"},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
    "font": {"color", "size", "face"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "hr": {"width", "size", "color"},
    "time": {"datetime"},
    "details": {"open"},
}
# Nothing that moves an element out of its place (a fake log-in over the page) or loads anything.
_STYLE = _set_of(
    "color background-color font-family font-size font-style font-weight text-align text-decoration text-indent"
    " line-height white-space vertical-align width height max-width min-width padding padding-left padding-right"
    " padding-top padding-bottom margin margin-left margin-right margin-top margin-bottom border border-left"
    " border-right border-top border-bottom border-color border-style border-width border-collapse border-spacing"
    " list-style-type direction"
)
_BAD_STYLE = re.compile(
    r"url\s*\(|expression|@import|image-set|\\|javascript|behaviou?r|-moz-binding|/\*", re.IGNORECASE
)
_PICTURE = re.compile(r"^data:image/(?:png|jpe?g|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]+$", re.IGNORECASE)
_SCHEMES = {"http", "https", "mailto", "tel", "cid", "data"}


@dataclass(frozen=True, slots=True)
class CleanHtml:
    """What may be shown, and how many pictures from elsewhere were left out."""

    html: str
    remote_pictures: int = 0


def clean_html(
    source: str, pictures: Mapping[str, str] | None = None, *, remote_pictures: bool = False
) -> CleanHtml:
    """Clean a mail's HTML. `pictures` gives the address of each picture that came along, by its Content-ID."""
    if tangled(source):
        return CleanHtml(text_to_html(crude_text_of(source)))
    given = pictures or {}
    left_out = 0

    def attribute(tag: str, name: str, value: str) -> str | None:
        nonlocal left_out
        if name == "style":
            return None if _BAD_STYLE.search(html.unescape(value)) else value
        if tag == "img" and name == "src":
            shown = _picture(value, given, remote_pictures)
            left_out += shown is None and not value.lower().startswith("cid:")
            return shown
        if name == "href":
            return value if _scheme(value) in ("http", "https", "mailto", "tel") else None
        return value

    cleaned = nh3.clean(
        source,
        tags=_TAGS,
        clean_content_tags=_GONE,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        filter_style_properties=_STYLE,
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    return CleanHtml(cleaned, left_out)


def _picture(value: str, given: Mapping[str, str], remote: bool) -> str | None:
    scheme = _scheme(value)
    if scheme == "cid":
        return given.get(value[4:].strip("<> "))
    if scheme == "data":
        return value if _PICTURE.match(value) else None
    return value if remote and scheme in ("http", "https") else None


def _scheme(value: str) -> str:
    return re.sub(r"[\x00-\x20]", "", value).partition(":")[0].lower()


# One pass, each alternative bounded: a megabyte without a space costs no more than a megabyte of text (S11).
_LINK = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"]{2,2000}|\b[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
)
_TRAILING = ".,;:!?'\""
_PAIRS = {")": "(", "]": "[", "}": "{"}


def text_to_html(text: str) -> str:
    """Plain text as HTML: paragraphs, line breaks and links; everything else escaped."""
    paragraphs = re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n").strip("\n"))
    return "\n".join(f"<p>{_linked(one).replace(chr(10), '<br>')}</p>" for one in paragraphs if one.strip())


def _linked(text: str) -> str:
    out: list[str] = []
    end = 0
    for found in _LINK.finditer(text):
        shown = _without_trailing(found[0])
        target = (
            shown
            if "://" in shown[:8]
            else f"https://{shown}"
            if shown.startswith("www.")
            else f"mailto:{shown}"
        )
        out.append(html.escape(text[end : found.start()]))
        out.append(
            f'<a href="{html.escape(target)}" rel="noopener noreferrer nofollow">{html.escape(shown)}</a>'
        )
        end = found.start() + len(shown)
    out.append(html.escape(text[end:]))
    return "".join(out)


def _without_trailing(link: str) -> str:
    """A full stop or a bracket after an address belongs to the sentence."""
    while link:
        last = link[-1]
        if last in _TRAILING or (last in _PAIRS and link.count(last) > link.count(_PAIRS[last])):
            link = link[:-1]
        else:
            break
    return link
