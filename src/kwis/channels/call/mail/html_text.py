"""HTML to readable text, and the check that an HTML body is not tangled on purpose.

nh3 (html5ever) makes a well-formed tree first, so that Python's html.parser, which is slow on malformed
input, only ever sees sound HTML. html5ever in turn takes quadratic time on very deep or unclosed nesting,
as every HTML5 parser must; `tangled` refuses those bodies before.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import nh3


def _set_of(names: str) -> frozenset[str]:
    """Names parted by spaces, as a set: a list of them would fill the page."""
    return frozenset(names.split())


_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
# Elements without content, and those whose end tag HTML lets people leave out: they do not nest by themselves.
_FLAT = _set_of(
    "area base br col embed hr img input link meta param source track wbr"
    " p li dt dd td th tr thead tbody tfoot option optgroup colgroup html head body"
)
_MOST_STEPS = 10_000_000
_DEEPEST = 1_500
# Measured: html5ever takes quadratic time over many character references in one text, 15 s for a megabyte of "&".
_MOST_REFERENCES = 150_000
_MOST_TAGS = 100_000


def tangled(source: str) -> bool:
    """True when building the tree would take more than a second or so. Linear itself."""
    if source.count("&") > _MOST_REFERENCES or source.count("<") > _MOST_TAGS:
        return True
    depth = 0
    steps = 0
    for found in _TAG.finditer(source):
        if found[2].lower() not in _FLAT:
            depth = max(0, depth - 1) if found[1] else depth + 1
        steps += depth
        if depth > _DEEPEST or steps > _MOST_STEPS:
            return True
    return False


_TEXT_TAGS = _set_of(
    "a b blockquote body br center dd div dl dt em fieldset font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s section"
    " article header footer main nav span strong table tbody td tfoot th thead tr u ul"
)
_TEXT_ATTRIBUTES = {"a": {"href"}, "img": {"alt"}, "div": {"class", "id"}, "blockquote": {"type"}}
_HIDDEN_CONTENT = {
    "script",
    "style",
    "title",
    "head",
    "noscript",
    "template",
    "svg",
    "math",
    "object",
    "iframe",
}
_BLOCKS = _set_of(
    "blockquote body center dd div dl dt fieldset h1 h2 h3 h4 h5 h6 hr li ol p pre section article header footer"
    " main nav table tr ul"
)
_SPACED = _set_of("p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote")
_CRUDE = re.compile(r"<[^<>]{0,5000}>")
_MANY_BLANKS = re.compile(r"\n{3,}")


def text_of(source: str) -> str:
    """The readable text of an HTML body: paragraphs, lists, table rows; quoted blocks marked with "> "."""
    if tangled(source):
        return crude_text_of(source)
    sound = nh3.clean(
        source,
        tags=set(_TEXT_TAGS),
        attributes={tag: set(names) for tag, names in _TEXT_ATTRIBUTES.items()},
        clean_content_tags=_HIDDEN_CONTENT - _TEXT_TAGS,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    reader = _Reader()
    reader.feed(sound)
    reader.close()
    return reader.text()


def crude_text_of(source: str) -> str:
    """For bodies that no parser should touch: tags out, entities decoded, nothing more."""
    return html.unescape(_CRUDE.sub(" ", source)).strip()


class _Reader(HTMLParser):
    """Collects text line by line; only ever fed with what nh3 wrote."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._preformatted = 0
        self._links: list[tuple[str, int]] = []
        self._cell_begun = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS:
            self._end_line(blank=tag in _SPACED)
        if tag == "br":
            self._end_line(always=True)
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "li":
            self._line.append("- ")
        elif tag == "hr":
            self._line.append("---")
            self._end_line()
        elif tag in ("td", "th"):
            if self._cell_begun and self._has_text():
                self._line.append("  ")
            self._cell_begun = True
        elif tag == "tr":
            self._cell_begun = False
        elif tag == "img" and (alt := " ".join((given.get("alt") or "").split())):
            self._line.append(f"[{alt[:200]}]")
        elif tag == "a":
            self._links.append((given.get("href") or "", len(self._line)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            self._end_link()
        if tag == "blockquote":
            self._end_line()
            while self._lines and self._lines[-1] and not self._lines[-1].strip("> "):
                self._lines.pop()
            self._quotes = max(0, self._quotes - 1)
        if tag in _BLOCKS:
            self._end_line(blank=tag in _SPACED)
        if tag == "pre":
            self._preformatted = max(0, self._preformatted - 1)

    def handle_data(self, data: str) -> None:
        if self._preformatted:
            first, *others = data.split("\n")
            self._line.append(first)
            for line in others:
                self._end_line(always=True)
                self._line.append(line)
            return
        data = re.sub(r"[ \t\r\n\f\xa0]+", " ", data)
        if data == " " and not self._line:
            return
        self._line.append(data if self._line else data.lstrip(" "))

    def _end_link(self) -> None:
        """A link whose text does not show where it leads gets its address behind it."""
        href, start = self._links.pop()
        shown = "".join(self._line[start:]).strip()
        target = href.removeprefix("mailto:").removeprefix("tel:").strip()
        bare = re.sub(r"^https?://(www\.)?", "", target).rstrip("/")
        if shown and bare and bare.lower() not in shown.lower() and len(target) <= 500:
            self._line.append(f" <{target}>")

    def _has_text(self) -> bool:
        return any(piece.strip() for piece in self._line)

    def _end_line(self, *, always: bool = False, blank: bool = False) -> None:
        line = "".join(self._line).rstrip()
        self._line = []
        marks = ">" * min(self._quotes, 50)
        if line or always:
            self._lines.append(f"{marks} {line}".rstrip() if marks else line)
        if blank and self._lines and self._lines[-1].strip(">"):
            self._lines.append(marks)

    def text(self) -> str:
        self._end_line()
        return _MANY_BLANKS.sub("\n\n", "\n".join(self._lines)).strip("\n ")
