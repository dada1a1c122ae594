"""A list of people is taken in row by row: a row whole or not at all, each refusal with its line and reason."""

import pytest
from django.utils import translation

from kwis.core.actors import KWIS
from kwis.core.models import Event
from kwis.people.importing import FileRefused, Report, import_people
from kwis.people.models import Organisation, Person, PersonAddress, Place

pytestmark = pytest.mark.django_db

HEAD = "Personeelsnummer;Voornaam;Tussenvoegsel;Achternaam;E-mail;Telefoon;Afdeling;Kamer;Leidinggevende"


@pytest.fixture(autouse=True)
def house() -> None:
    Organisation.objects.create(code="fin", name="Financiën")
    Organisation.objects.create(code="team-a", name="Team")
    Organisation.objects.create(code="team-b", name="Team")
    site = Place.objects.create(kind="site", path="stadhuis", name="Stadhuis")
    Place.objects.create(kind="room", path="stadhuis/2.08", name="2.08", parent=site)


def take_in(*lines: str, head: str = HEAD, trial: bool = False, encoding: str = "utf-8") -> Report:
    return import_people("\r\n".join([head, *lines]).encode(encoding), by=KWIS, trial=trial)


def reasons(report: Report) -> dict[int, str]:
    return {refusal.line: refusal.reason for refusal in report.refused}


def test_a_new_person_gets_all_that_the_row_says() -> None:
    report = take_in("1001;Zoë;van der;Bergh;zoe@example.org;06 12345678;Financiën;stadhuis/2.08;")
    assert (report.added, report.changed, report.same, report.refused) == (1, 0, 0, [])
    zoe = Person.objects.get()
    assert zoe.name == "Zoë van der Bergh"
    assert zoe.email == "zoe@example.org"
    assert zoe.numbers.get().dialled == "+31612345678"
    assert zoe.organisation.code == "fin"
    assert zoe.place.label == "Stadhuis, 2.08"
    assert not zoe.addresses.get().verified_at


@pytest.mark.parametrize("text", ["fin", "FIN", "financien", "Financiën"])
def test_a_department_is_known_by_code_or_name_with_or_without_accents(text: str) -> None:
    assert take_in(f"1;A;;B;;;{text};;").added == 1


@pytest.mark.parametrize("text", ["stadhuis/2.08", "Stadhuis, 2.08", "2.08"])
def test_a_room_is_known_by_code_label_or_number(text: str) -> None:
    take_in(f'1;A;;B;;;;"{text}";')
    assert Person.objects.get().place.path == "stadhuis/2.08"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separators_and_encodings_are_found_out(separator: str, encoding: str) -> None:
    lines = "Employee number;First name;Last name\n7;Zoë;Müller".replace(";", separator)
    assert import_people(lines.encode(encoding), by=KWIS, trial=False).added == 1
    assert Person.objects.get().name == "Zoë Müller"


def test_a_first_line_of_excel_says_the_separator() -> None:
    assert import_people(b"sep=|\nPersoneelsnummer|Achternaam\n1|Jansen", by=KWIS, trial=False).added == 1


def test_a_full_name_is_divided() -> None:
    take_in("1;Anna de Vries", '2;"Boer, Bas de"', head="Personeelsnummer;Naam")
    assert list(Person.objects.order_by("employee_number").values_list("given_name", "family_name")) == [
        ("Anna de", "Vries"),
        ("Bas de", "Boer"),
    ]


def test_a_known_person_is_brought_up_to_date_by_number_and_empty_cells_change_nothing() -> None:
    take_in("1001;Anna;;Jansen;anna@example.org;4400;fin;2.08;")
    report = take_in("1001;Anna;;Jansen-Smit;;;;;")
    assert (report.added, report.changed) == (0, 1)
    anna = Person.objects.get()
    assert (anna.name, anna.email, anna.organisation.code) == ("Anna Jansen-Smit", "anna@example.org", "fin")


def test_a_known_person_is_found_by_address_whatever_its_capitals() -> None:
    take_in(";Anna;;Jansen;anna@example.org;;;;")
    report = take_in("1001;Anna;;Jansen;ANNA@example.org;;;;")
    assert report.changed == 1
    assert Person.objects.get().employee_number == "1001"
    assert PersonAddress.objects.count() == 1


def test_the_same_list_again_changes_nothing_and_tells_nothing() -> None:
    lines = ["1001;Anna;;Jansen;anna@example.org;4400;fin;2.08;", "1002;Bo;;Smit;;;;;1001"]
    take_in(*lines)
    told = Event.objects.count()
    report = take_in(*lines)
    assert (report.added, report.changed, report.same) == (0, 0, 2)
    assert Event.objects.count() == told


def test_a_second_address_is_added_and_the_first_stays_the_one_for_letters() -> None:
    take_in("1001;Anna;;Jansen;anna@example.org;;;;")
    take_in("1001;Anna;;Jansen;a.jansen@example.org;;;;")
    assert Person.objects.get().email == "anna@example.org"
    assert PersonAddress.objects.count() == 2


def test_a_manager_may_stand_further_on_in_the_list() -> None:
    take_in("1;Anna;;Jansen;;;;;2", "2;Bo;;Smit;;;;;Cas Kuiper", "3;Cas;;Kuiper;;;;;")
    assert [str(person.manager) for person in Person.objects.order_by("employee_number")] == [
        "Bo Smit",
        "Cas Kuiper",
        "None",
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";Anna;;Jansen;;;;;", "needed"),
        ("1;Anna;;;;;;;", "last name"),
        ("1;Anna;;Jansen;anna@;;;;", "anna@"),
        ("1;Anna;;Jansen;;bel mij;;;", "bel mij"),
        ("1;Anna;;Jansen;;;Onbekend;;", "Onbekend"),
        ("1;Anna;;Jansen;;;Team;;", "code"),
        ("1;Anna;;Jansen;;;;9.99;", "9.99"),
        ("1;Anna;;Jansen;;;;;Niemand", "Niemand"),
        ("1;Anna;;Jansen;;;;;1", "own manager"),
        (f"1;{'A' * 81};;Jansen;;;;;", "80"),
        ("1;Anna;;Jansen;;;;;;;extra", "more cells"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_line_and_reason_and_leaves_nothing(
    line: str, reason: str
) -> None:
    with translation.override("en"):
        report = take_in(line, "2;Bo;;Smit;;;;;")
    assert list(reasons(report)) == [2]
    assert reason in reasons(report)[2]
    assert list(Person.objects.values_list("name", flat=True)) == ["Bo Smit"]


def test_a_refused_row_leaves_a_known_person_as_they_were() -> None:
    take_in("1;Anna;;Jansen;;;fin;;")
    take_in("1;Anders;;Naam;;;Onbekend;;", "2;Bo;;Smit;;;;;1")
    anna = Person.objects.get(employee_number="1")
    assert (anna.name, anna.organisation.code) == ("Anna Jansen", "fin")
    assert Person.objects.get(employee_number="2").manager == anna


def test_who_hangs_on_a_refused_manager_is_refused_too() -> None:
    report = take_in("1;Anna;;Jansen;;;;;2", "2;Bo;;Smit;;;Onbekend;;")
    assert sorted(reasons(report)) == [2, 3]
    assert not Person.objects.exists()


def test_the_same_person_twice_is_refused_the_second_time() -> None:
    report = take_in("1;Anna;;Jansen;;;;;", "1;Anna;;Jansen;;;;;")
    assert list(reasons(report)) == [3]
    assert "2" in reasons(report)[3]


def test_an_address_of_somebody_else_is_refused() -> None:
    take_in("1;Anna;;Jansen;anna@example.org;;;;", "2;Bo;;Smit;;;;;")
    report = take_in("2;Bo;;Smit;anna@example.org;;;;", "3;Cas;;Kuiper;anna@example.org;;;;")
    assert sorted(reasons(report)) == [2, 3]
    assert Person.objects.get(addresses__value="anna@example.org").name == "Anna Jansen"


def test_a_cell_of_several_lines_does_not_shift_the_line_numbers() -> None:
    report = take_in('1;"An\nna";;Jansen;;;;;', ";;;Zonder;;;;;")
    assert list(reasons(report)) == [4]


def test_a_trial_changes_nothing_and_says_what_the_real_run_will_say() -> None:
    lines = ["1;Anna;;Jansen;a@example.org;4400;fin;2.08;2", "2;Bo;;Smit;;;;;", "3;Cas;;;;;;;"]
    trial = take_in(*lines, trial=True)
    assert not Person.objects.exists()
    assert not Event.objects.exists()
    real = take_in(*lines)
    assert (
        (trial.added, trial.changed, trial.refused)
        == (real.added, real.changed, real.refused)
        == (2, 0, real.refused)
    )
    assert len(real.refused) == 1


def test_the_history_of_a_person_tells_what_the_list_changed() -> None:
    take_in("1;Anna;;Jansen;;;;;")
    take_in("1;Anna;;Smit;;;fin;;")
    added, changed = Event.objects.order_by("id")
    assert (added.data["action"], changed.data["action"]) == ("added", "changed")
    assert sorted(map(tuple, changed.data["changes"].values())) == [("", "Financiën"), ("Jansen", "Smit")]
    assert changed.actor_name == "Kwis"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"Personeelsnummer;Achternaam\n",
        b"Naam\nAnna",
        b"Personeelsnummer;Voornaam\n1;Anna",
        b"Achternaam;Surname;Personeelsnummer\nA;B;1",
        b"PK\x03\x04whatever",
        b"\xd0\xcf\x11\xe0whatever",
        b"Achternaam;Personeelsnummer\nJan\x00sen;1",
        b"\x81\x8d\x8f",
        b"x" * (10 * 1024 * 1024 + 1),
    ],
)
def test_a_file_that_is_no_list_is_refused_as_a_whole(data: bytes) -> None:
    with pytest.raises(FileRefused):
        import_people(data, by=KWIS, trial=False)
    assert not Person.objects.exists()


def test_headings_that_mean_nothing_are_left_alone_and_said() -> None:
    report = take_in("1;Jansen;blauw", head="Personeelsnummer;Achternaam;Lievelingskleur")
    assert report.left_alone == ["Lievelingskleur"]
    assert report.columns == {"Personeelsnummer": "employee_number", "Achternaam": "family_name"}


def test_the_number_of_queries_per_known_person_is_small(django_assert_max_num_queries) -> None:
    lines = [
        f"{number};Anna;;Jansen{number};a{number}@example.org;44{number:02d};fin;2.08;"
        for number in range(50)
    ]
    take_in(*lines)
    with django_assert_max_num_queries(20):
        assert take_in(*lines).same == 50
