"""Who may look, what nonsense gets, how many queries it takes, and what happens when a question is slow."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast

from kwis.accounts.models import Role
from kwis.insight import patience
from kwis.insight.figures import FIGURES
from kwis.insight.panes import PANES
from kwis.insight.tests.year import with_workplace

ADDRESSES = ["/desk/insight/"]
ADDRESSES += [f"/desk/insight/panes/{pane.code}/" for pane in PANES]
ADDRESSES += [f"/desk/insight/{figure.code}/" for figure in FIGURES]


def test_a_customer_finds_no_insight_and_a_stranger_is_asked_to_log_in(cast: Cast, client: Client) -> None:
    for url in ADDRESSES:
        assert client.get(url).status_code == 302
    client.force_login(cast.carla.user)
    for url in [*ADDRESSES, "/desk/insight/nothing/", "/desk/insight/panes/nothing/"]:
        assert client.get(url).status_code == 404


def test_without_the_right_the_page_is_gone(cast: Cast, client: Client) -> None:
    role = Role.objects.get(code="agent")
    role.rights = [right for right in role.rights if right != "insight.see"]
    role.save(update_fields=["rights"])
    client.force_login(cast.anna.user)
    for url in ADDRESSES:
        assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["weeks=7", "weeks=x", "desk=-1", "team=1%27", "week=2026-11-25", "week=x", "channel=smoke", "kind=x", "on_to=x-1",
     "supplier=99999999999999999999", "on_to=team-", "category=\u0661"],
)  # fmt: skip
def test_an_address_that_asks_for_nonsense_gives_no_wider_list(
    query: str, cast: Cast, client: Client
) -> None:
    client.force_login(cast.ineke.user)
    for url in ("/desk/insight/", "/desk/insight/finished/", "/desk/insight/panes/pair/"):
        assert client.get(f"{url}?{query}").status_code == 404


def test_who_sees_no_calls_is_told_so_instead_of_noughts(cast: Cast, client: Client) -> None:
    role = Role.objects.get(code="manager")
    role.rights = ["insight.see"]
    role.save(update_fields=["rights"])
    client.force_login(cast.ineke.user)
    page = client.get("/desk/insight/").content.decode()
    assert "U kunt geen meldingen zien" in page
    assert "panes/pair" not in page


def test_more_calls_take_no_more_queries(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "DEAR", 600)  # nothing is kept, also on a busy machine
    client.force_login(cast.ineke.user)

    def queries() -> dict[str, int]:
        counts = {}
        for url in ADDRESSES:
            with CaptureQueriesContext(connection) as seen:
                client.get(url)
            counts[url] = len(seen)
        return counts

    with_workplace(cast, trips=1)
    queries()  # the first look fills what is kept for every page
    few = queries()
    for _more in range(4):
        with_workplace(cast, trips=1)
    assert queries() == few
    assert max(few.values()) <= 30, few


def test_a_slow_question_is_cut_off_and_said_so(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is set to next to nothing, and the database is asked to sleep."""
    monkeypatch.setattr(patience, "SECONDS", 0.05)

    def slow(*_given: Any) -> dict[str, Any]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(3)")
        return {}

    client.force_login(cast.ineke.user)
    monkeypatch.setitem(PANES[0].__dict__, "reckon", slow)
    answer = client.get("/desk/insight/panes/pair/")
    assert answer.status_code == 200
    assert "duurt nu te lang" in answer.content.decode()
    # and the next question has all the time again
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


def test_a_dear_answer_is_kept_and_says_when_it_was_counted(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "DEAR", 0)
    cache.clear()
    client.force_login(cast.ineke.user)
    first = client.get("/desk/insight/panes/pair/").content.decode()
    with_workplace(cast)
    second = client.get("/desk/insight/panes/pair/").content.decode()
    assert second.startswith(first)
    assert "Geteld om" in second
    # another reader never gets it
    client.force_login(cast.anna.user)
    assert client.get("/desk/insight/panes/pair/").content.decode() != first
    cache.clear()
