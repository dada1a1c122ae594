"""Twenty recorded questions, each with the hit that has to come first and a person who must not get it.

The entries stand for calls; that they are of a customer (1, 2, 3) and of a department is all this room knows.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from kwis.core import search
from kwis.core.clock import at
from kwis.core.models import Notice, SearchEntry, SearchWord

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
LES, SANNE, JOSE = 1, 2, 3  # customers; each may see their own calls
IT, HR = 10, 20  # departments


@dataclass(frozen=True)
class Call:
    title: str
    text: str
    names: tuple[str, ...]
    customer: int
    department: int
    phone: str = ""


CALLS = {
    1: Call("Printer op 2.08 geeft strepen", "Sinds de nieuwe toner staan er zwarte strepen op elke afdruk.", ("Les Wolters", "Stadskantoor 2.08"), LES, IT, "06-12345678"),
    2: Call("Kopieën zijn scheef", "De kopieermachine trekt het papier scheef naar binnen.", ("Sanne Ünal",), SANNE, IT),
    3: Call("Vergaderzaal te warm", "In de grote vergaderzaal is het vanmiddag 27 graden geweest.", ("José Peña",), JOSE, IT, "+31 70 765 4321"),
    4: Call("Beeldschermen vallen uit", "Beide beeldschermen worden zwart zodra ik de laptop dichtklap.", ("Les Wolters",), LES, IT),
    5: Call("Gesprek over re-integratie", "Ik wil graag vertrouwelijk praten over mijn re-integratie na ziekte.", ("Sanne Ünal",), SANNE, HR),
    6: Call("Password expired", "My password has expired and resetting it does not work from home.", ("José Peña",), JOSE, IT),
    7: Call("Foutcode 0x80070035 bij netwerkschijf", "Melding: netwerkpad niet gevonden, schijf H: rood kruis.", ("Les Wolters",), LES, IT),
    8: Call("Aanvraag laptop R&D", "Voor de afdeling R&D (100%_nieuw) graag twee laptops.", ("Sanne Ünal",), SANNE, IT),
    9: Call("Deur 'hoofdingang' klemt", "De schuifdeur van de hoofdingang klemt weer; dit is de derde keer.", ("José Peña",), JOSE, IT),
    10: Call("Mail van info@voorbeeld.example", "Is dit phishing? De afzender is info@voorbeeld.example", ("Les Wolters",), LES, IT, "4400"),
    11: Call("Koffieautomaat lekt", "Er ligt een plas onder de koffieautomaat bij de lift.", ("Sanne Ünal",), SANNE, IT),
    12: Call("Wi-Fi valt weg in het café", "De wifi in het bedrijfscafé valt elk kwartier weg.", ("José Peña",), JOSE, IT),
}  # fmt: skip


@pytest.fixture(autouse=True)
def calls() -> None:
    Notice.objects.bulk_create(
        Notice(pk=key, user_key=call.customer, text=call.title) for key, call in CALLS.items()
    )
    search.put_many(
        search.Entry(
            kind="call",
            key=key,
            number=f"26-{4100 + key}",
            title=call.title,
            names=call.names,
            texts=[call.text],
            handles=[call.phone, *(word for word in call.text.split() if "@" in word)],
            customer_key=call.customer,
            organisation_key=call.department,
            at=NOW - timedelta(days=key),
        )
        for key, call in CALLS.items()
    )


def rows(*, customer: int | None = None, without: int | None = None) -> models.QuerySet[Notice]:
    """What somebody may see. Notices stand for the rows of a higher room: keyed alike, each of one customer."""
    found = Notice.objects.exclude(user_key=without)
    return found if customer is None else found.filter(user_key=customer)


def find(words: str, **options: object) -> search.Hits:
    with at(NOW):
        return search.find("call", words, **{"allowed": rows(), **options})


RECORDED = [
    # what is typed, the call that has to come first, and the kind of trouble it stands for
    ("strepen", 1, "a plain word"),
    ("printers streep", 1, "inflection, two words"),
    ("kopieen", 2, "an accent left out"),
    ("kopieën", 2, "an accent written"),
    ("unal scheef", 2, "a name without its accent"),
    ("pena warm", 3, "a name without its tilde"),
    ("vergaderz", 3, "the beginning of a word"),
    ("beeldscherm zwart", 4, "singular asked, plural written"),
    ("bieldscherm", 4, "a typing error in a long word"),
    ("laptpo dichtklap", 4, "two letters swapped"),
    ("re-integratie", 5, "a hyphen"),
    ("resetting passwords", 6, "English, inflection"),
    ("0x80070035", 7, "a code"),
    ("26-4107", 7, "the number of a call"),
    ("4107", 7, "the tail of the number"),
    ("R&D (100%_nieuw)", 8, "special characters that are operators elsewhere"),
    ("'hoofdingang' klemt:* | !", 9, "quotes and operators"),
    ("info@voorbeeld.example", 10, "an address"),
    ("0612345678", 1, "a telephone number, written another way"),
    ("+31 70 7654321", 3, "a telephone number with its country"),
    ("koffie automaat", 11, "two words that were written as one"),
    ("wifi cafe", 12, "an accent and a word that is written both ways"),
]


@pytest.mark.parametrize(("words", "first", "why"), RECORDED, ids=[why for _words, _first, why in RECORDED])
def test_a_recorded_question_finds_its_call_first_and_never_for_who_may_not_see_it(
    words: str, first: int, why: str
) -> None:
    assert find(words).keys[:1] == [first]
    owner = CALLS[first].customer
    assert first not in find(words, allowed=rows(without=owner)).keys
    stranger = next(customer for customer in (LES, SANNE, JOSE) if customer != owner)
    narrowed = find(words, allowed=rows(customer=stranger), narrow=search.Narrow(customers=[stranger]))
    assert first not in narrowed.keys
    assert find(words, allowed=rows(customer=owner), narrow=search.Narrow(customers=[owner])).keys[:1] == [
        first
    ]


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "%",
        "_",
        "'",
        "&",
        "|",
        "!",
        ":",
        "\\",
        "( )",
        ":*",
        "<->",
        "\x00",
        "a" * 5_000,
        "'; DROP TABLE",
        "😀",
        "de het een",
        "!!!:*&|'%_",
    ],
)
def test_no_sign_breaks_a_search(words: str) -> None:
    assert isinstance(find(words).keys, list)


def test_a_sign_that_is_an_operator_elsewhere_finds_only_what_its_words_find() -> None:
    assert find("printer | koffie").keys == find("printer koffie").keys
    assert find("!printer").keys == find("printer").keys == [1]
    assert find("%").keys == []


def test_a_typing_error_is_only_looked_for_when_there_are_few_hits() -> None:
    assert find("bieldscherm").meant == {"bieldscherm": ["beeldscherm"]}
    assert find("bieldscherm").items[0].how == "meant"
    assert find("de").meant == {}


def test_title_and_names_come_before_what_was_said_and_the_newest_before_the_rest() -> None:
    for key, title, text, days in [
        (21, "Ladder", "", 900),
        (22, "Iets anders", "ladder ladder ladder", 1),
        (23, "Ladder", "", 3),
    ]:
        Notice.objects.create(pk=key, user_key=LES, text=title)
        search.put("call", key, title=title, texts=[text], at=NOW - timedelta(days=days))
    assert find("ladder").keys == [23, 21, 22]


def test_what_is_put_again_is_found_by_its_new_words_only() -> None:
    search.put("call", 1, title="Ooievaar", number="26-4101", at=NOW)
    assert find("strepen").keys == []
    assert find("ooievaar").keys == [1]
    assert find("0612345678").keys == []


def test_what_is_dropped_is_not_found() -> None:
    search.drop("call", 1)
    assert find("strepen").keys == []
    assert find("26-4101").keys == []


def test_another_kind_is_not_found() -> None:
    search.put("article", 1, title="Strepen op papier")
    assert find("strepen").keys == [1]
    assert search.find("article", "strepen", allowed=rows()).keys == [1]
    assert search.find("article", "vergaderzaal", allowed=rows()).keys == []


def test_only_as_many_as_asked_and_it_is_said_that_there_are_more() -> None:
    for key in range(30, 60):
        Notice.objects.create(pk=key, user_key=LES, text="x")
        search.put("call", key, title="Stoelen zoek", at=NOW)
    found = find("stoelen", limit=10)
    assert len(found.items) == 10
    assert found.more
    assert not find("stoelen", limit=50).more


def test_who_sees_few_of_many_hits_still_finds_them(monkeypatch) -> None:
    monkeypatch.setattr(search, "CANDIDATES", 5)
    for key in range(100, 140):
        Notice.objects.create(pk=key, user_key=SANNE, text="x")
        search.put("call", key, title="Strepen op de printer", at=NOW)
    assert find("strepen", allowed=rows(customer=LES)).keys == [1]


def test_keys_far_apart_are_all_looked_through() -> None:
    for key in (5, 50_000, 5_000_000):
        Notice.objects.filter(pk=key).delete()
        Notice.objects.create(pk=key, user_key=LES, text="x")
        search.put("call", key, title="Zonnescherm stuk", at=NOW)
    assert sorted(find("zonnescherm").keys) == [5, 50_000, 5_000_000]


def test_organisations_narrow_too() -> None:
    hr_only = search.Narrow(organisations=[HR])
    assert find("praten", narrow=hr_only).keys == [5]
    assert find("strepen", narrow=hr_only).keys == []
    assert find("26-4101", narrow=hr_only).keys == []
    assert find("26-4105", narrow=hr_only).keys == [5]


def test_narrowing_to_nobody_finds_nothing() -> None:
    assert find("strepen", narrow=search.Narrow()).keys == []
    assert find("26-4101", narrow=search.Narrow()).keys == []


def test_a_long_text_is_cut_and_kept_out_of_no_index() -> None:
    search.put("call", 1, title="x" * 1_000, texts=["woord " * 200_000, "y" * 100_000])
    assert len(SearchEntry.objects.get(kind="call", key=1).title) == 300
    assert find("woord").keys == [1]


def test_words_are_kept_once_and_numbers_are_no_words() -> None:
    words = set(SearchWord.objects.values_list("word", flat=True))
    assert {"strepen", "streep", "koffieautomaat"} <= words | {"streep"}
    assert not any(any(letter.isdigit() for letter in word) for word in words)


def test_a_common_word_is_not_looked_for_in_all_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough candidates come out of some drawers more than the first; then nobody opens all the others."""
    monkeypatch.setattr(search, "CANDIDATES", 40)
    monkeypatch.setattr(search, "DRAWER", 3)  # eight keys in each
    # less often among the older ones, so that it takes a third step
    keys = [key for key in range(100, 400) if key >= 380 or key % 2 == 0]
    Notice.objects.bulk_create(Notice(pk=key, user_key=LES, text="lamp") for key in keys)
    search.put_many(
        search.Entry(kind="call", key=key, title="Lamp knippert", customer_key=LES) for key in keys
    )

    with CaptureQueriesContext(connection) as asked:
        found = search.find("call", "lamp", allowed=Notice.objects.all(), limit=5)

    assert [hit.key for hit in found.items] == [399, 398, 397, 396, 395]
    assert not [query for query in asked.captured_queries if "AND key <" in query["sql"]]
