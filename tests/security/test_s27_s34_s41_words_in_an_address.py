"""What somebody writes behind an address is never a path into the database, nor SQL, nor an object: at most nothing is found.

S27: names of columns as filter or order. S34: SQL and search syntax. S41: names of prototypes.
"""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.cast import Cast
from tests.house.test_access_of_every_address import address_of, gate_of, routes, samples

SOURCE = Path(__file__).parents[2] / "src" / "kwis"
READ = re.compile(r"GET\.get(?:list)?\(\s*\"(\w+)\"")
PAYLOADS = (
    "-customer__user__password__startswith",
    "1' OR '1'='1'; DROP TABLE desk_ticket;-- a:* & !b | (c <-> 'd') \\ %s %(x)s {0}",
    "9" * 400,
    "-1",
    "../../[]",
)


def asked_for() -> list[str]:
    """Every name that some page reads from its address, and some that no page should know."""
    names = {name for file in SOURCE.rglob("*.py") for name in READ.findall(file.read_text())}
    assert {"q", "view", "before"} <= names
    return sorted(names | {"order", "sort", "filter", "fields", "__proto__[x]", "constructor[prototype][x]"})


def rounds(names: list[str]) -> list[dict[str, str]]:
    """Each name has another payload in every round, and each of them once."""
    turns = range(len(PAYLOADS))
    return [
        {name: PAYLOADS[(turn + place) % len(PAYLOADS)] for place, name in enumerate(names)} for turn in turns
    ]


@pytest.mark.parametrize("role", ["carla", "admin"])
def test_no_page_falls_over_or_tells_more(role: str, cast: Cast, client: Client) -> None:
    known, asked = samples(cast), rounds(asked_for())
    client.force_login(getattr(cast, role).user)
    client.raise_request_exception = False
    troubles = []
    opened = 0
    for name, pattern in routes(get_resolver().url_patterns):
        address = address_of(name, pattern, known) if gate_of(pattern)[0] != "library" else None
        if address is None:
            continue
        plain = client.get(address).status_code
        opened += plain == 200
        for words in asked if plain == 200 else asked[:1]:
            answer = client.get(address, words)
            if answer.status_code >= 500 or (plain != 200 and answer.status_code == 200):
                troubles.append(f"{answer.status_code} {address} {words}")
            b"".join(answer if answer.streaming else ())
    assert troubles == []
    assert opened > {"carla": 15, "admin": 50}[role]


@pytest.mark.parametrize(
    "address", ["/choose/places/?q=%00", "/desk/search/?q=a%00b", "/desk/tickets/%00/", "/?%00=1"]
)
def test_a_sign_that_no_text_can_hold_is_refused(address: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.admin.user)
    assert client.get(address).status_code == 400
