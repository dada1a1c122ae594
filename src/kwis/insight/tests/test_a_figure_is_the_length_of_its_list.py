"""What stands on the page and what the list behind it holds is one and the same, for every reader."""

import re
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
LINK = re.compile(r'<a href="(/desk/insight/[a-z-]+/\?[^"]*)"(?: data-figure="[a-z-]+")?>([\d.]+)(%?)')
CALL = re.compile(r'href="/desk/tickets/([\d-]+)/"')
NEXT = re.compile(r'href="(\?[^"]*)" rel="next"')


@pytest.fixture
def book(cast: Cast) -> Cast:
    a_book(cast)
    return cast


def listed(client: Client, url: str) -> list[str]:
    """The numbers of the calls in a list, one per row, over all its pages."""
    found, page = [], url
    while True:
        text = client.get(page).content.decode()
        found += CALL.findall(text)
        more = NEXT.search(text)
        if more is None:
            return found
        page = url.split("?")[0] + unescape(more[1])


def told_on_list(client: Client, url: str) -> int:
    text = client.get(url).content.decode()
    return int(re.search(r"data-length>([\d.]+)<", text)[1].replace(".", ""))  # type: ignore[index]


def of_how_many(client: Client, url: str) -> int:
    """The whole of which the list is a part: told at its head, or, for the mix of kinds, its way in."""
    whole = re.search(r"data-whole>([\d.]+)<", client.get(url).content.decode())
    if whole is not None:
        return int(whole[1].replace(".", ""))
    return told_on_list(client, re.sub(r"&kind=\w+", "", url))


def panes(client: Client, query: str = "") -> str:
    answers = [client.get(f"/desk/insight/panes/{pane.code}/?{query}") for pane in PANES]
    assert {answer.status_code for answer in answers} == {200}
    return "\n".join(answer.content.decode() for answer in answers)


def test_every_figure_counts_what_its_list_holds(book: Cast, client: Client) -> None:
    for name in READERS:
        person = getattr(book, name)
        client.force_login(person.user)
        for figure in FIGURES:
            number = figure.rows(person.user, Choice()).count()
            rows = listed(client, f"/desk/insight/{figure.code}/")
            assert (name, figure.code, number) == (name, figure.code, len(rows))
            # the lead sees the whole book, and the book of these tests has something for every figure
            assert number > 0 or name != "ineke", figure.code


@pytest.mark.parametrize("name", READERS)
def test_every_number_on_the_page_is_the_length_of_the_list_it_opens(name: str, book: Cast, client: Client) -> None:
    client.force_login(getattr(book, name).user)
    for query in ("weeks=8", f"weeks=4&team={book.workplace.pk}", f"weeks=26&desk={book.desk.pk}"):
        text = panes(client, query)
        links = {(unescape(url), number.replace(".", ""), sign) for url, number, sign in LINK.findall(text)}
        assert links or name == "hanna"
        for url, number, sign in links:
            rows = listed(client, url)
            assert len(rows) == told_on_list(client, url), url
            if not sign:
                assert (url, len(rows)) == (url, int(number))
            else:
                assert (url, percentage(len(rows), of_how_many(client, url))) == (url, int(number))


def test_no_list_holds_a_call_that_the_reader_may_not_see(book: Cast, client: Client) -> None:
    for name in READERS:
        user = getattr(book, name).user
        client.force_login(user)
        seen = set(Ticket.objects.visible_to(user).values_list("number", flat=True))
        for figure in FIGURES:
            assert set(listed(client, f"/desk/insight/{figure.code}/")) <= seen


def test_a_confidential_call_counts_for_the_lead_and_for_hr_only(book: Cast, client: Client) -> None:
    secret = Ticket.objects.get(confidential=True)
    for name, counts in {"anna": False, "wim": False, "ineke": True, "hanna": True}.items():
        client.force_login(getattr(book, name).user)
        assert (name, secret.number in listed(client, "/desk/insight/finished/")) == (name, counts)
        assert (name, secret.number in listed(client, "/desk/insight/answered/?week=&kind=wish")) == (name, counts)


def test_figures_move_with_the_work(book: Cast, client: Client) -> None:
    client.force_login(book.ineke.user)
    before = len(listed(client, "/desk/insight/at-once/"))
    a_call(book).answer_at_once("Opgelost.", author=book.bo)
    assert len(listed(client, "/desk/insight/at-once/")) == before + 1
    assert f'data-figure="at-once">{before + 1}<' in panes(client)
