"""Walking through the house as somebody: every page that can be reached by links and by what pages fetch themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client

STARTS = ("/", "/desk/", "/calls/", "/manage/", "/me/", "/desk/intake/", "/desk/counter/", "/account/login/")
FETCHED = ("href", "hx-get", "src")
# alike: pages that differ only in these
NUMBERS = re.compile(r"\d+")
ALIKE = 2  # so many of pages that are alike
MOST = 600
NOT_FOLLOWED = ("/static/", "/account/logout/", "/api/")


class Links(HTMLParser):
    """Addresses on a page that are fetched without changing anything."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in FETCHED and value]


@dataclass
class Walk:
    """Address -> status, and what each page said."""

    status: dict[str, int] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    came_from: dict[str, str] = field(default_factory=dict)

    def broken(self) -> list[str]:
        return [
            f"{status} {address} (from {self.came_from[address]})"
            for address, status in self.status.items()
            if status >= 400
        ]


def walk(client: Client, headers: dict[str, str] | None = None) -> Walk:
    found = Walk(came_from=dict.fromkeys(STARTS, "the start"))
    todo, alike = list(STARTS), dict[str, int]()
    while todo and len(found.status) < MOST:
        address = todo.pop(0)
        answer = client.get(address, headers=headers)
        found.status[address] = answer.status_code
        if answer.status_code in (301, 302):
            following = [answer.headers["Location"]]
        elif not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html"):
            found.pages[address] = answer.content.decode()
            following = list(_links(found.pages[address], address))
        else:
            # a file that was read to its end is closed
            b"".join(answer if answer.streaming else ())
            following = []
        for one in following:
            kind = NUMBERS.sub("0", one)
            if _ours(one) and one not in found.came_from and alike.get(kind, 0) < ALIKE:
                alike[kind] = alike.get(kind, 0) + 1
                found.came_from[one] = address
                todo.append(one)
    # where nobody is let in, the start is no page of theirs
    for start in STARTS:
        if found.status.get(start, 200) in (403, 404):
            del found.status[start]
    return found


def _links(page: str, address: str) -> Iterator[str]:
    parser = Links()
    parser.feed(page)
    for link in parser.found:
        yield urljoin(address, link).partition("#")[0]


def _ours(address: str) -> bool:
    parts = urlsplit(address)
    return (
        not parts.scheme
        and not parts.netloc
        and parts.path.startswith("/")
        and not address.startswith(NOT_FOLLOWED)
    )
