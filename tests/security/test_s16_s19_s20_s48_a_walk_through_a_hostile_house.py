"""Every page that can be reached, as everybody, in a house where each word was written by somebody who means harm.

S16, S19: words of people, names of files among them, are never markup. S20: nor are the headers of a request.
S48: what is only looked at changes nothing. And no link leads nowhere.
"""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils.html import escape

from tests.cast import Cast
from tests.security.crawling import walk
from tests.security.poisoned import HURT, poison
from tests.security.populated import populate

# looking may write these: sessions, counted tries
KEPT_BY_LOOKING = {"django_session", "core_cache", "ui_pulse"}
HEADERS = {
    "User-Agent": HURT,
    "Referer": f"http://testserver/{HURT}",
    "X-Forwarded-For": HURT,
    "CF-Connecting-IP": HURT,
    "Accept-Language": HURT,
}
# pages that each gets to see at the least, and on how many of those hostile words stand
FEWEST = {"stranger": (8, 3), "carla": (15, 8), "anna": (60, 40), "wim": (25, 15), "admin": (120, 80)}


def fingerprint() -> dict[str, str]:
    """A hash of all rows of every table."""
    tables = {
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed
    }
    told = {}
    with connection.cursor() as cursor:
        for table in sorted(tables - KEPT_BY_LOOKING):
            rows = f"SELECT md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), '')) FROM {table} row"  # noqa: S608 - our own tables
            cursor.execute(rows)
            told[table] = cursor.fetchone()[0]
    return told


@pytest.mark.parametrize("role", FEWEST)
def test_who_looks_everywhere_runs_nothing_changes_nothing_and_finds_no_dead_end(
    role: str, cast: Cast, client: Client
) -> None:
    populate(cast)
    assert poison() > 50
    if role != "stranger":
        client.force_login(getattr(cast, role).user)
    before = fingerprint()
    walked = walk(client, HEADERS)
    after = fingerprint()

    assert walked.broken() == []
    assert [address for address, page in walked.pages.items() if HURT in page or "<img src=x" in page] == []
    told = [address for address, page in walked.pages.items() if escape(HURT)[:30] in page]
    pages, hostile = FEWEST[role]
    assert (len(walked.pages) >= pages, len(told) >= hostile) == (True, True), (len(walked.pages), len(told))
    assert [table for table in before if before[table] != after[table]] == []
