"""Searching calls by what people remember of them, and never a call that is not theirs to see."""

import time
from typing import Any

import pytest
from tests.cast import Cast

from kwis.core import events, jobs
from kwis.core.models import SearchEntry
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from kwis.desk.searching import find_tickets, index


def numbers(user: Any, words: str) -> list[str]:
    """The numbers of the calls that are found, best first."""
    return [call.number for call in find_tickets(user, words)]


@pytest.fixture
def book(cast: Cast) -> dict[str, Ticket]:
    def call(text: str, **given: object) -> Ticket:
        return take_in(Contact(channel="phone", text=text, customer=cast.carla, by=cast.anna.actor, **given))  # type: ignore[arg-type]

    made = {
        "printer": call("De printers op de tweede verdieping printen niets meer"),
        "cafe": call("Het koffiezetapparaat in het café lekt"),
        "special": call("Korting van 100% op map_archief & 'privé' | klaar!"),
        "talk": call("Ik wil praten over mijn leidinggevende", service=cast.hr_talk),
    }
    made["printer"].note("Sleutelwoord: kaasschaaf", author=cast.anna)
    return made


def read_all() -> None:
    # within the test's own transaction nothing counts as committed, so the rows are written directly
    index(list(Ticket.objects.values_list("pk", flat=True)))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("printer", "printer"),  # inflection
        ("pritner verdieping", "printer"),  # typing error
        ("kaasschaaf", "printer"),  # said in a note
        ("cafe", "cafe"),  # accent
        ("koffie zetapparaat", "cafe"),
        ("100% map_archief", "special"),
        ("'prive' & klaar! | korting :", "special"),
    ],
)
def test_words_lead_to_the_call(cast: Cast, book: dict[str, Ticket], words: str, expected: str) -> None:
    read_all()
    assert numbers(cast.anna.user, words)[0] == book[expected].number
    assert numbers(cast.wim.user, words) == []


def test_number_and_telephone_lead_to_the_call(cast: Cast, book: dict[str, Ticket]) -> None:
    read_all()
    assert numbers(cast.anna.user, book["cafe"].number) == [book["cafe"].number]
    assert book["printer"].number in numbers(cast.anna.user, "0612345678")


def test_a_number_leads_to_a_call_that_is_not_in_the_search_table_yet(
    cast: Cast, book: dict[str, Ticket]
) -> None:
    assert numbers(cast.anna.user, f" {book['cafe'].number} ") == [book["cafe"].number]
    assert numbers(cast.anna.user, book["talk"].number) == []


def test_a_confidential_call_is_found_only_by_who_may_see_it(cast: Cast, book: dict[str, Ticket]) -> None:
    read_all()
    assert numbers(cast.ineke.user, "leidinggevende") == [book["talk"].number]
    assert numbers(cast.anna.user, "leidinggevende") == []
    assert numbers(cast.anna.user, book["talk"].number) == []


def test_a_new_call_is_findable_after_its_jobs_ran(committed_cast: Cast) -> None:
    cast = committed_cast
    made = take_in(
        Contact(channel="phone", text="De wasbak is verstopt", customer=cast.carla, by=cast.anna.actor)
    )
    jobs.run_waiting()
    wait_for_the_readers()
    assert numbers(cast.anna.user, "wasbak") == [made.number]


def wait_for_the_readers() -> None:
    """Readers never pass a running transaction, and those of other tests beside this one count too."""
    for _attempt in range(240):
        events.read_on(["desk.search"])
        if SearchEntry.objects.filter(kind="ticket").exists():
            return
        time.sleep(0.5)
