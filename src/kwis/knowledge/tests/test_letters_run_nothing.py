"""Letters are filled in without any logic; nothing that a customer writes becomes code, markup or a header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwis.knowledge.default_letters import DEFAULTS
from kwis.knowledge.letters import PLACEHOLDERS, fill, one_line, render
from kwis.knowledge.models import Letter
from kwis.people.models import Desk

VALUES = {
    "customer_name": "Les <b>Wolters</b>",
    "number": "26-1001",
    "subject": "Printer",
    "promise": "vandaag",
    "link": "https://kwis.example/c/1",
    "desk_name": "Servicepunt",
    "desk_phone": "4400",
    "text": "Regel een\n<script>alert(1)</script>",
}


@pytest.mark.django_db
@pytest.mark.parametrize("code", sorted(DEFAULTS))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_built_in_letter_can_be_sent_by_a_new_installation(code: str, language: str) -> None:
    letter = render(code, None, language, VALUES)
    assert letter.subject
    assert "{" not in letter.subject + letter.text
    assert "26-1001" in letter.subject
    assert "!" not in letter.subject + letter.text.replace("<script>alert(1)</script>", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "trick",
    [
        "{{7*7}}",
        "{% include 'x' %}",
        "{settings.SECRET_KEY}",
        "{{settings.SECRET_KEY}}",
        "{user.password}",
        "{0}",
        "{}",
        "{unknown}",
        "%(number)s",
        "${number}"[:1] + "x",
        "{number!r}",
        "{number:>99999999}",
        "{__class__}",
    ],
)
def test_what_is_no_known_name_stays_text_wherever_it_stands(trick: str) -> None:
    Letter.objects.create(code="confirmation", subject={"nl": f"Over {trick}"}, body={"nl": f"Kijk: {trick}"})
    written_by_us = render("confirmation", None, "nl", VALUES)
    assert trick in written_by_us.text
    assert trick in written_by_us.subject
    assert "49" not in written_by_us.text
    sent_by_them = fill("{text}", {"text": trick, "number": "26-1001"})
    assert sent_by_them == trick


def test_a_value_is_not_filled_in_again() -> None:
    assert fill("{text}", {"text": "{number}", "number": "26-1001"}) == "{number}"


@pytest.mark.django_db
def test_values_are_escaped_in_html_and_plain_in_text() -> None:
    letter = render("answer", None, "nl", VALUES)
    assert "<script>" in letter.text
    assert "<script>" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert "<b>Wolters" not in letter.html


@pytest.mark.django_db
@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,<script>", 'https://kwis.example/"onclick="x']
)
def test_no_link_can_carry_code(link: str) -> None:
    html = render("confirmation", None, "nl", {**VALUES, "link": link, "text": link}).html
    assert 'href="javascript' not in html
    assert 'href="data:' not in html
    assert '"onclick="' not in html


@given(st.text(max_size=200))
def test_a_subject_is_always_one_line(text: str) -> None:
    line = one_line(fill("Over {subject}", {"subject": text}))
    assert len(line.splitlines()) == 1
    assert not any(sign in line for sign in "\r\n\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


@pytest.mark.django_db
@pytest.mark.parametrize("sign", ["\r\n", "\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x00"])
def test_no_header_can_be_slipped_into_a_subject(sign: str) -> None:
    letter = render("confirmation", None, "nl", {**VALUES, "subject": f"Printer{sign}Bcc: all@example.org"})
    assert letter.subject == "Uw melding 26-1001: Printer Bcc: all@example.org"


@pytest.mark.django_db
def test_the_letter_of_the_desk_goes_before_the_general_one_and_that_before_the_built_in_one() -> None:
    desk, other = (Desk.objects.create(code=code, name=code) for code in ("one", "two"))
    assert render("closed", desk, "nl", VALUES).subject == "Melding 26-1001 is afgesloten: Printer"
    Letter.objects.create(code="closed", subject={"nl": "Algemeen"}, body={"nl": "x"})
    Letter.objects.create(code="closed", desk=desk, subject={"nl": "Van ons"}, body={"nl": "x"})
    assert render("closed", desk, "nl", VALUES).subject == "Van ons"
    assert render("closed", other, "nl", VALUES).subject == "Algemeen"
    assert render("closed", None, "nl", VALUES).subject == "Algemeen"
    Letter.objects.update(active=False)
    assert render("closed", desk, "nl", VALUES).subject == "Melding 26-1001 is afgesloten: Printer"


@pytest.mark.django_db
def test_a_letter_without_the_language_of_the_reader_goes_out_in_dutch() -> None:
    Letter.objects.create(code="closed", subject={"nl": "Dicht", "en": ""}, body={"nl": "Klaar"})
    letter = render("closed", None, "en", VALUES)
    assert (letter.subject, letter.text) == ("Dicht", "Klaar")
    assert render("closed", None, "fr", VALUES).subject == "Dicht"


def test_the_built_in_letters_ask_for_known_names_only() -> None:
    known = dict.fromkeys(PLACEHOLDERS, "x")
    for per_language in DEFAULTS.values():
        for subject, body in per_language.values():
            assert "{" not in fill(subject + body, known)
