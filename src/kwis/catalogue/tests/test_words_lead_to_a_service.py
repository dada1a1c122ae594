"""A customer's own words lead to a service, a kind and a team, with the reason."""

import json
import subprocess
import sys

import pytest

from kwis.catalogue.match_command import as_json
from kwis.catalogue.matching import CLOSED, CORRECTED, forget, match, teach
from kwis.catalogue.models import MatchExample, MatchWord, Service
from kwis.catalogue.tests import making
from kwis.people.models import Team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue() -> None:
    team = Team.objects.create(code="print", name="Printbeheer")
    making.service(
        "printing",
        "Printen en kopiëren",
        "printer, toner, papierstoring, afdrukken",
        "Als printen niet lukt",
        team=team,
    )
    making.service("coffee", "Koffieautomaat", "koffie, thee, warme chocolade", "Storing aan de automaat")
    making.service(
        "pass", "Toegangspas", "pas, pasje, badge, pas werkt niet", "Nieuwe pas of andere foto", kind="wish"
    )
    making.service("doors", "Deuren en sloten", "deur, slot, scharnier", "Een deur die klemt of niet sluit")
    english = making.service("wifi", "Draadloos netwerk", "wifi", "Internet zonder kabel")
    english.synonyms = {"nl": ["wifi"], "en": ["wireless network", "hotspot"]}
    english.save()


def codes(text: str, **more: object) -> list[str]:
    return [proposal.service.code for proposal in match(text, **more).services]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("De printer op de tweede verdieping geeft strepen", "printing"),
        ("printers doen het niet", "printing"),
        ("de toner is op", "printing"),
        ("kopieren lukt me niet", "printing"),
        ("KOFFIE!!!", "coffee"),
        ("koffieapparaat maalt niet", "coffee"),
        ("De prniter is stuk", "printing"),
        ("kan mijn toegangspsa niet vinden", "pass"),
        ("kleurenprinter hapert", "printing"),
        ("the hotspots are gone", "wifi"),
        ("The door is stuck, the wireless network is fine", "wifi"),
        ("Wi-Fi valt weg", "wifi"),
        ("kelderdeuren klemmen", "doors"),
    ],
)
def test_words_inflections_compounds_typing_errors_and_english_find_the_service(text: str, code: str) -> None:
    assert codes(text)[0] == code


@pytest.mark.parametrize(
    "text", ["", "   ", "???", "😀", "\x00", "de het een", "% _ ' \\ & | ! : ( ) <->", "a" * 50_000, "12345"]
)
def test_a_text_without_telling_words_gives_no_service_and_no_error(text: str) -> None:
    found = match(text)
    assert found.services == []
    assert not found.confident


def test_only_published_services_are_proposed() -> None:
    Service.objects.filter(code="coffee").update(state="retired")
    assert "coffee" not in codes("koffie")


def test_a_person_is_only_proposed_services_that_are_for_them() -> None:
    outsider = making.person("Outsider", external=True)
    assert codes("printer kapot") == ["printing"]
    assert codes("printer kapot", person=outsider) == []


def test_a_changed_service_is_found_by_its_new_words_however_it_was_written() -> None:
    Service.objects.filter(code="coffee").update(synonyms={"nl": ["soepautomaat"]})
    assert codes("soepautomaat leeg") == ["coffee"]


def test_the_reason_names_the_words_that_led_there() -> None:
    [first, *_rest] = match("De toner van de printer is leeg").services
    assert set(first.reason.words) >= {"toner", "printer"}
    assert first.reason.calls == []
    assert 0 < first.score <= 1


def test_after_one_correction_the_same_text_ranks_the_corrected_service_first() -> None:
    text = "De pas hapert bij de printer en ik krijg mijn koffie niet"
    assert codes(text)[0] != "doors"
    teach(text, Service.objects.get(code="doors"), "fault", weight=CORRECTED, source_key="26-1001")
    found = match(text)
    assert found.services[0].service.code == "doors"
    assert found.services[0].reason.calls == ["26-1001"]
    assert found.confident
    assert codes("de koffie krijg ik niet en de pas hapert bij de printer")[0] == "doors"


def test_a_later_correction_of_the_same_text_wins() -> None:
    for number, code in enumerate(["coffee", "doors", "pass"]):
        teach(
            "het ding piept",
            Service.objects.get(code=code),
            "fault",
            weight=CORRECTED,
            source_key=f"26-{number}",
        )
        assert codes("Het ding piept.")[0] == code


def test_a_correction_outweighs_many_closed_calls_with_the_same_words() -> None:
    for number in range(20):
        teach(
            "het ding piept",
            Service.objects.get(code="coffee"),
            "fault",
            weight=CLOSED,
            source_key=f"c{number}",
        )
    teach(
        "het ding piept", Service.objects.get(code="doors"), "fault", weight=CORRECTED, source_key="26-1001"
    )
    assert codes("het ding piept")[0] == "doors"


def test_words_of_closed_calls_lead_to_their_service() -> None:
    for number, text in enumerate(
        ["het scherm flikkert blauw", "flikkert bij het scannen", "scannen flikkert en ruist"]
    ):
        teach(text, Service.objects.get(code="printing"), "fault", source_key=f"26-{number}")
    [first, *_rest] = match("er flikkert iets").services
    assert first.service.code == "printing"
    assert first.reason.words == ["flikkert"]


def test_teaching_the_same_source_again_replaces_what_it_taught() -> None:
    coffee, doors = Service.objects.get(code="coffee"), Service.objects.get(code="doors")
    teach("zoemer zoemt", coffee, "fault", source_key="26-1")
    teach("zoemer zoemt", doors, "fault", weight=CORRECTED, source_key="26-1")
    teach("zoemer zoemt", doors, "fault", weight=CLOSED, source_key="26-1")
    assert MatchExample.objects.get().weight == CORRECTED
    assert not MatchWord.objects.filter(service=coffee).exists()
    assert set(MatchWord.objects.filter(service=doors).values_list("weight", flat=True)) == {CORRECTED}


def test_what_is_forgotten_leaves_nothing_behind() -> None:
    teach("gesprek met de bedrijfsarts", Service.objects.get(code="pass"), "wish", source_key="26-9")
    forget("26-9")
    forget("26-9")
    assert not MatchExample.objects.exists()
    assert not MatchWord.objects.exists()


def test_a_text_without_telling_words_teaches_nothing() -> None:
    teach("Goedemorgen, groet", Service.objects.get(code="pass"), "wish", source_key="26-9")
    assert not MatchExample.objects.exists()


def test_no_sentence_of_a_customer_is_kept() -> None:
    teach("Mijn collega Jansen heeft ruzie", Service.objects.get(code="pass"), "complaint", source_key="26-9")
    assert not any(
        "heeft ruzie" in str(value) for row in MatchExample.objects.values() for value in row.values()
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ik heb een klacht over de koffie, dit is echt belachelijk", "complaint"),
        ("I want to complain about the coffee", "complaint"),
        ("De deur klemt en gaat niet meer open", "fault"),
        ("The door does not open", "fault"),
        ("Ik wil graag een nieuwe pas aanvragen", "wish"),
        ("Could you order a new badge for me, I need one", "wish"),
        ("Hoe kan ik dubbelzijdig printen?", "information"),
        ("Where is the printer?", "information"),
    ],
)
def test_the_words_tell_the_kind_of_call(text: str, kind: str) -> None:
    found = match(text)
    assert found.kind == kind
    assert 0 < found.kind_confidence <= 1


def test_nothing_known_gives_no_kind() -> None:
    found = match("lorem ipsum")
    assert (found.kind, found.kind_confidence) == ("", 0.0)


def test_the_number_of_queries_is_small_and_does_not_grow_with_what_was_learned(
    django_assert_max_num_queries,
) -> None:
    coffee = Service.objects.get(code="coffee")
    for number in range(30):
        teach(f"automaat {number} rammelt onbekendwoord{number}", coffee, "fault", source_key=f"26-{number}")
    # the best ones are read by themselves, once it is known which may be proposed
    with django_assert_max_num_queries(12):
        assert match("de autmaat rammelt onbekendwoord3 en ook nieuwwoord").services


def test_the_answer_of_the_command_is_json_with_team_and_reason() -> None:
    found = json.loads(json.dumps(as_json(match("printer kapot"), "nl")))
    assert found["services"][0] == {
        "service": "printing",
        "name": "Printen en kopiëren",
        "score": found["services"][0]["score"],
        "team": "print",
        "because_of_words": ["printer"],
        "like": [],
    }
    assert found["kind"] == "fault"


def test_the_command_explains_itself() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "kwis.config.command", "match", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "what the customer says" in shown.stdout
