"""Suggestions: the right things, with their reason, and never what the reader may not see."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast

from kwis.catalogue.matching import CLOSED, teach
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from kwis.desk.suggesting import suggest
from kwis.knowledge.models import Article

WORDS = "De printer op de tweede verdieping print niets meer"


def a_call(cast: Cast, text: str = WORDS, **given: object) -> Ticket:
    contact: dict[str, object] = {
        "channel": "phone",
        "text": text,
        "customer": cast.carla,
        "by": cast.carla.actor,
    }
    return take_in(Contact(**{**contact, **given}))  # type: ignore[arg-type]


def solved(cast: Cast, text: str, solution: str, **given: object) -> Ticket:
    call = a_call(cast, text, **given)
    call.answer_at_once(solution, author=cast.anna)
    teach(text, call.service, call.kind, weight=CLOSED, source_key=call.number)
    return call


def test_words_lead_to_a_service_with_the_words_that_led_there(cast: Cast) -> None:
    found = suggest(cast.anna.user, WORDS)
    assert found.services[0].service == cast.printing
    assert "printer" in found.services[0].words
    assert found.kind == "fault"


def test_no_words_give_nothing_but_what_runs(cast: Cast) -> None:
    call = a_call(cast)
    found = suggest(cast.anna.user, "  ", customer=cast.carla)
    assert not found.services
    assert list(found.of_customer) == [call]


def test_a_call_solved_before_comes_with_what_the_customer_was_told(cast: Cast) -> None:
    solved(cast, WORDS, "Wij hebben de toner vervangen.", service=cast.printing)
    found = suggest(cast.anna.user, "De printer op de tweede print niets")
    assert [one.solution for one in found.solved] == ["Wij hebben de toner vervangen."]


def test_articles_of_the_service_come_first_and_drafts_never(cast: Cast) -> None:
    ready = Article.objects.create(
        code="toner", title={"nl": "Toner vervangen"}, words={"nl": ["toner"]}, state="published"
    )
    draft = Article.objects.create(
        code="later", title={"nl": "Printer vernieuwen"}, words={"nl": ["printer"]}, state="draft"
    )
    for article in (ready, draft):
        article.services.add(cast.printing)
    assert list(suggest(cast.admin.user, WORDS).articles) == [ready]


def test_what_others_reported_at_this_place_is_shown_and_not_twice(cast: Cast) -> None:
    mine = a_call(cast, place=cast.room)
    other = a_call(cast, customer=cast.dirk, place=cast.room)
    found = suggest(cast.anna.user, WORDS, customer=cast.carla, place=cast.room)
    assert list(found.of_customer) == [mine]
    assert list(found.at_place) == [other]


def test_a_confidential_call_is_no_suggestion_for_who_may_not_see_it(cast: Cast) -> None:
    words = "Gesprek over mijn ziekteverzuim met de bedrijfsarts"
    solved(cast, words, "Er is een afspraak gemaakt.", service=cast.hr_talk)
    running = a_call(cast, words, service=cast.hr_talk, place=cast.room)
    for person in (cast.bo, cast.wim):
        found = suggest(person.user, words, customer=cast.carla, place=cast.room)
        assert not found.solved
        assert not found.of_customer
        assert not found.at_place
    assert running in suggest(cast.ineke.user, words, customer=cast.carla).of_customer


def test_a_customer_gets_no_calls_and_no_internal_articles(cast: Cast) -> None:
    solved(cast, WORDS, "Wij hebben de toner vervangen.", service=cast.printing)
    a_call(cast, place=cast.room)
    article = Article.objects.create(
        code="toner", title={"nl": "Toner vervangen"}, state="published", internal=True
    )
    article.services.add(cast.printing)
    found = suggest(cast.dirk.user, WORDS, customer=cast.carla, place=cast.room)
    assert not (found.solved or found.articles or found.of_customer or found.at_place)


def test_the_page_of_a_call_gets_its_suggestions_afterwards(cast: Cast, client: Client) -> None:
    solved(cast, WORDS, "Wij hebben de toner vervangen.", service=cast.printing)
    call = a_call(cast, service=cast.printing)
    client.force_login(cast.anna.user)
    page = client.get(f"/desk/tickets/{call.number}/").content.decode()
    assert f"/desk/tickets/{call.number}/suggestions/" in page
    assert "toner vervangen" not in page
    assert (
        "Wij hebben de toner vervangen."
        in client.get(f"/desk/tickets/{call.number}/suggestions/").content.decode()
    )


def test_suggestions_of_a_call_that_is_hidden_do_not_exist(cast: Cast, client: Client) -> None:
    call = a_call(cast, service=cast.hr_talk)
    for person in (cast.bo, cast.wim, cast.carla):
        client.force_login(person.user)
        assert client.get(f"/desk/tickets/{call.number}/suggestions/").status_code == 404


@pytest.mark.parametrize("hostile", ["%", "'", "\x00", "🙂" * 50, "a " * 5000, "' OR 1=1 --", "& | ! :*"])
def test_any_words_are_looked_at_calmly(cast: Cast, hostile: str) -> None:
    suggest(cast.anna.user, hostile, customer=cast.carla, place=cast.room)


def test_it_takes_as_many_queries_with_many_calls_as_with_few(cast: Cast) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            suggest(cast.anna.user, WORDS, customer=cast.carla, place=cast.room)
        return len(queries)

    solved(cast, WORDS, "Wij hebben de toner vervangen.", service=cast.printing)
    a_call(cast, customer=cast.dirk, place=cast.room)
    few = count()
    for _time in range(12):
        solved(cast, WORDS, "Wij hebben de toner vervangen.", service=cast.printing)
        a_call(cast, customer=cast.dirk, place=cast.room)
    assert count() <= few <= 22
