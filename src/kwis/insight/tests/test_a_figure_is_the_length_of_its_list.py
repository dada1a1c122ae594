"""What stands on the page and what the list behind it holds is one and the same, for every reader."""

import re
from dataclasses import dataclass
from html import unescape

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.desk.models import Ticket
from kwis.insight.choice import Choice
from kwis.insight.counting import percentage
from kwis.insight.figures import FIGURES
from kwis.insight.panes import PANES
from kwis.insight.tests.year import a_book, a_call

READERS = ("anna", "ineke", "wim", "hanna")
LINK = re.compile(r'<a href="(/desk/insight/[a-z-]+/\?[^"]*)"(?: data-figure="[a-z-]+")?>(\d+)(%?)')
CALL = re.compile(r'href="/desk/tickets/([\d-]+)/"')
LENGTH = re.compile(r"data-length>(\d+)<")
WHOLE = re.compile(r"data-whole>(\d+)<")
NEXT = re.compile(r'href="(\?[^"]*)" rel="next"')


@pytest.fixture
def book(cast: Cast) -> Cast:
    a_book(cast)
    return cast


@dataclass(frozen=True)
class Listed:
    """A list as it reads: the number of the call in each row, over all pages, and what its head tells."""

    rows: list[str]
    length: int
    whole: int | None


def listed(client: Client, url: str) -> Listed:
    text = client.get(url).content.decode()
    length, whole = LENGTH.search(text), WHOLE.search(text)
    rows = CALL.findall(text)
    while more := NEXT.search(text):
        text = client.get(url.split("?")[0] + unescape(more[1])).content.decode()
        rows += CALL.findall(text)
    assert length is not None
    return Listed(rows, int(length[1]), int(whole[1]) if whole else None)


def panes(client: Client, query: str = "") -> str:
    answers = [client.get(f"/desk/insight/panes/{pane.code}/?{query}") for pane in PANES]
    assert {answer.status_code for answer in answers} == {200}
    return "\n".join(answer.content.decode() for answer in answers)


def test_every_figure_counts_what_its_list_holds(book: Cast, client: Client) -> None:
    for name in READERS:
        user = getattr(book, name).user
        client.force_login(user)
        seen = set(Ticket.objects.visible_to(user).values_list("number", flat=True))
        for figure in FIGURES:
            number = figure.rows(user, Choice()).count()
            found = listed(client, f"/desk/insight/{figure.code}/")
            assert (name, figure.code, number, number) == (name, figure.code, len(found.rows), found.length)
            assert set(found.rows) <= seen
            # the lead sees the whole book, and the book of these tests has something for every figure
            assert number > 0 or name != "ineke", figure.code


@pytest.mark.parametrize("name", READERS)
def test_every_number_on_the_page_is_the_length_of_the_list_it_opens(
    name: str, book: Cast, client: Client
) -> None:
    client.force_login(getattr(book, name).user)
    queries = ["weeks=8"]
    if name == "ineke":
        queries += [f"weeks=4&team={book.workplace.pk}", f"weeks=26&desk={book.desk.pk}"]
    for query in queries:
        text = panes(client, query)
        links = {(unescape(url), int(number), sign) for url, number, sign in LINK.findall(text)}
        assert links
        for url, number, sign in links:
            found = listed(client, url)
            assert len(found.rows) == found.length, url
            if sign:
                # of the mix of kinds the whole is all that came that way
                whole = found.whole or listed(client, re.sub(r"&kind=\w+", "", url)).length
                assert (url, percentage(found.length, whole)) == (url, number)
            else:
                assert (url, found.length) == (url, number)


def test_a_confidential_call_counts_for_the_lead_and_for_hr_only(book: Cast, client: Client) -> None:
    secret = Ticket.objects.get(confidential=True)
    for name, counts in {"anna": False, "wim": False, "ineke": True, "hanna": True}.items():
        client.force_login(getattr(book, name).user)
        for url in (
            "/desk/insight/finished/",
            "/desk/insight/answered/?kind=wish",
            "/desk/insight/orders-ready/",
        ):
            assert (name, url, secret.number in listed(client, url).rows) == (name, url, counts)


def test_figures_move_with_the_work(cast: Cast, client: Client) -> None:
    client.force_login(cast.ineke.user)
    assert listed(client, "/desk/insight/at-once/").length == 0
    a_call(cast).answer_at_once("Opgelost.", author=cast.bo)
    assert listed(client, "/desk/insight/at-once/").length == 1
    text = client.get("/desk/insight/panes/at-once/").content.decode()
    assert 'data-figure="at-once">1<' in text
