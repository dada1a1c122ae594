"""The first page: for a customer, for a stranger, and for a log-in that belongs to nobody."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast

from kwis.accounts.models import User
from kwis.catalogue.models import Audience, Service
from kwis.channels.tests.portal import a_call, a_part, browser
from kwis.core.clock import at
from kwis.desk.models import Promise
from kwis.dispatch.completing import report_ready
from kwis.knowledge.models import Article

MONDAY = datetime(2026, 6, 8, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
MARKER = "GEHEIM-7731"


def test_a_customer_sees_the_own_running_calls_with_their_promise(cast: Cast) -> None:
    with at(MONDAY):
        call = a_call(cast, own_promise=("call", MONDAY.replace(hour=15)))
        call.take(cast.anna)
        page = browser(cast.carla).get("/").content.decode()
    assert "De lamp in mijn kamer knippert." in page
    assert "Anna belt u <strong>vandaag voor 15:00 uur</strong>" in page
    assert "Goedemorgen, Carla Çelik" in page


def test_a_customer_sees_no_calls_of_others(cast: Cast) -> None:
    a_call(cast, text=MARKER)
    assert MARKER not in browser(cast.dirk).get("/").content.decode()


def test_a_promise_that_passed_is_said_to_be_our_fault(cast: Cast) -> None:
    with at(MONDAY):
        a_call(cast, own_promise=(Promise.How.ANSWER, MONDAY.replace(hour=11)))
    with at(MONDAY.replace(hour=12)):
        page = browser(cast.carla).get("/").content.decode()
    assert "promise-late" in page
    assert "De fout ligt bij ons" in page


def test_a_solved_call_is_asked_about_on_the_first_page(cast: Cast) -> None:
    call = a_call(cast)
    call.take(cast.anna)
    call.solve("De lamp is vervangen.", author=cast.anna)
    page = browser(cast.carla).get("/").content.decode()
    assert "Wij denken dat het klaar is. Klopt dat?" in page
    assert f"/calls/{call.number}/answer/" in page


def test_a_call_with_parts_says_how_many_are_ready(cast: Cast) -> None:
    call = a_call(cast)
    part = a_part(cast, call)
    a_part(cast, call, "Pas")
    assert "0 van de 2 onderdelen zijn klaar" in browser(cast.carla).get("/").content.decode()
    report_ready(part, text="Ligt klaar.", by=cast.wim.actor)
    assert "Laptop is klaar. Klopt dat?" in browser(cast.carla).get("/").content.decode()


def test_a_stranger_sees_the_desk_and_how_to_log_in_and_nothing_of_inside(cast: Cast) -> None:
    a_call(cast, text=MARKER)
    Service.objects.filter(pk=cast.printing.pk).update(popular=True)
    page = browser().get("/").content.decode()
    assert "4400" in page
    assert "/account/login/" in page
    assert "Printen" not in page
    assert MARKER not in page


def test_a_stranger_sees_the_services_that_are_for_people_from_outside(cast: Cast) -> None:
    outside = Audience.objects.create(code="everybody", name={"nl": "Iedereen"}, externals=True)
    Service.objects.filter(pk=cast.printing.pk).update(popular=True, audience=outside)
    stranger = browser()
    assert "Printen" in stranger.get("/").content.decode()
    assert stranger.get("/services/printen/").status_code == 200
    assert stranger.get("/services/gesprek-hr/").status_code == 404


def test_without_calls_there_is_one_fact_and_one_way_on(cast: Cast) -> None:
    assert "U heeft geen lopende meldingen" in browser(cast.dirk).get("/").content.decode()


def test_the_desk_says_whether_it_is_open(cast: Cast) -> None:
    with at(MONDAY):
        assert "Nu open tot 17:00 uur" in browser(cast.carla).get("/").content.decode()
    with at(MONDAY.replace(hour=20)):
        assert "Nu gesloten, morgen open vanaf 8:00 uur" in browser(cast.carla).get("/").content.decode()


@pytest.mark.django_db
def test_the_first_page_works_on_an_empty_installation() -> None:
    assert browser().get("/").status_code == 200
    assert browser().get("/contact/").status_code == 200
    assert browser().get("/services/").status_code == 200
    assert browser().get("/articles/").status_code == 200


def test_a_log_in_that_is_nobody_gets_an_explanation(cast: Cast) -> None:
    nobody = User.objects.create_user("niemand", "kwis-test-1")
    client = browser()
    client.force_login(nobody)
    assert "hoort niet bij een persoon" in client.get("/").content.decode()
    assert client.get("/calls/").status_code == 403
    assert client.get("/me/").status_code == 200


def test_the_first_page_asks_at_most_twenty_questions_however_many_calls_there_are(cast: Cast) -> None:
    Service.objects.filter(pk=cast.printing.pk).update(popular=True)
    client = browser(cast.carla)
    counts = []
    for _round in range(2):
        for _call in range(4):
            a_part(cast, a_call(cast))
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20


def test_answers_come_while_typing_from_two_letters_on(cast: Cast) -> None:
    Article.objects.create(
        code="papier-vast",
        title={"nl": "Het papier zit vast in de printer"},
        internal=False,
        state="published",
    )
    Article.objects.create(
        code="intern", title={"nl": f"Printer openen {MARKER}"}, internal=True, state="published"
    )
    a_call(cast, subject="Printer doet niets")
    client = browser(cast.carla)
    assert client.get("/find/while-typing/", {"q": "p"}).content.decode().strip() == ""
    page = client.get("/find/while-typing/", {"q": "prin"}).content.decode()
    assert "Het papier zit vast" in page
    assert "/services/printen/" in page
    assert "doet niets" in page
    assert MARKER not in page


def test_a_whole_sentence_is_answered_by_what_it_is_about(cast: Cast) -> None:
    """Not by every article that has "de" or "niet" in its title."""
    for code, title in (
        ("lift", "Vast in de lift"),
        ("laptop", "Uw laptop start niet"),
        ("toner", "De printer is leeg"),
    ):
        Article.objects.create(code=code, title={"nl": title}, internal=False, state="published")
    page = browser(cast.carla).get("/find/", {"q": "De printer doet het niet meer!"}).content.decode()
    assert "/articles/toner/" in page
    assert "De <mark>printer</mark> is leeg" in page
    assert "/articles/lift/" not in page
    assert "/articles/laptop/" not in page


def test_answers_while_typing_show_no_calls_of_others_and_no_inside_services_to_a_stranger(
    cast: Cast,
) -> None:
    a_call(cast, subject=f"Printer {MARKER}")
    for client in (browser(), browser(cast.dirk)):
        assert MARKER not in client.get("/find/while-typing/", {"q": "printer"}).content.decode()
    assert MARKER in browser(cast.carla).get("/find/while-typing/", {"q": "printer"}).content.decode()
    assert "/services/printen/" not in browser().get("/find/while-typing/", {"q": "printen"}).content.decode()


def test_what_is_not_found_can_be_sent_with_the_words_filled_in(cast: Cast) -> None:
    client = browser(cast.carla)
    page = client.get("/find/", {"q": "xylofoon <b>"}).content.decode()
    assert "xylofoon &lt;b&gt;" in page
    assert "/calls/new/?text=xylofoon%20%3Cb%3E" in page
    assert (
        "xylofoon &lt;b&gt;</textarea>" in client.get("/calls/new/?text=xylofoon%20%3Cb%3E").content.decode()
    )


def test_a_way_in_that_is_typed_with_strange_signs_breaks_nothing(cast: Cast) -> None:
    client = browser(cast.carla)
    for words in ("%%", "__", "a" * 2000, "'\"<script>", "🖨️🖨️"):
        assert client.get("/find/while-typing/", {"q": words}).status_code == 200
        assert client.get("/articles/", {"q": words}).status_code == 200
