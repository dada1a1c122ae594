"""What a first visit costs on the line: the page and all that it brings along, as the server sends it compressed."""

import gzip
import re
from urllib.parse import urljoin, urlsplit

from bench.asking import Line
from bench.browsing import Browser, request_of

_LINKED = re.compile(r"""<link\b[^>]*\brel="(?:stylesheet|icon|preload|modulepreload|manifest)"[^>]*>""")
_ADDRESS = re.compile(r"""\b(?:href|src)="([^"]+)\"""")
_SOURCES = re.compile(r"""<(?:script|img)\b[^>]*\bsrc="([^"]+)\"""")
_USES = re.compile(r"""<use\b[^>]*\bhref="([^"#]+)#""")
_FONT = re.compile(r"@font-face\s*{([^}]*)}")
_RANGE = re.compile(r"U\+([0-9A-Fa-f?]+)(?:-([0-9A-Fa-f]+))?")
_IN_STYLE = re.compile(r"""(?:@import\s+|url\()\s*["']?([^"')\s;]+)""")
_IN_SCRIPT = re.compile(r"""(?:from|import)\s*\(?\s*["']([^"']+\.js)["']""")


def weigh(browser: Browser, path: str) -> tuple[int, dict[str, int]]:
    """Bytes in all, and of each part. The page itself counts as a proxy would send it (gzip)."""
    page = browser.read(path)
    parts = {path: len(gzip.compress(page, 6))}
    todo = _named_in_page(page.decode())
    while todo:
        address = urlsplit(todo.pop()).path
        if address in parts or not address.startswith("/"):
            continue
        sent, body = _fetch(browser, address)
        parts[address] = sent
        if address.endswith(".css"):
            needed = _FONT.sub(lambda font: font[0] if _is_needed(font[1], page.decode()) else "", body)
            todo |= {
                urljoin(address, found)
                for found in _IN_STYLE.findall(needed)
                if not found.startswith("data:")
            }
        elif address.endswith(".js"):
            todo |= {urljoin(address, found) for found in _IN_SCRIPT.findall(body)}
    return sum(parts.values()), parts


def _is_needed(font: str, page: str) -> bool:
    """A browser fetches a font only for letters that stand on the page."""
    ranges = [
        (int(low.replace("?", "0"), 16), int(high or low.replace("?", "F"), 16))
        for low, high in _RANGE.findall(font)
    ]
    return not ranges or any(low <= ord(letter) <= high for letter in set(page) for low, high in ranges)


def _named_in_page(page: str) -> set[str]:
    linked = {found for tag in _LINKED.findall(page) for found in _ADDRESS.findall(tag)}
    return linked | set(_SOURCES.findall(page)) | set(_USES.findall(page))


def _fetch(browser: Browser, address: str) -> tuple[int, str]:
    """Bytes on the line, and the text."""
    status, _head, sent = Line(*browser.where).ask(request_of("GET", address, {}))
    plain = request_of("GET", address, {}).replace(b"Accept-Encoding: br, gzip\r\n", b"")
    body = Line(*browser.where).ask(plain)[2] if address.endswith((".css", ".js")) else b""
    return (len(sent) if status == 200 else 0), body.decode("utf-8", "replace")
