"""Each type of question takes what people write, gives it a type, and says in plain words what is wrong."""

from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from kwis.catalogue.answer_types import READERS
from kwis.catalogue.answering import NO_QUESTION, AnswersRefused, read_answers
from kwis.catalogue.models import FormField
from kwis.catalogue.tests import making
from kwis.core.actors import KWIS
from kwis.core.files import keep

pytestmark = pytest.mark.django_db

OPTIONS = [
    {"key": "a", "label": {"nl": "Appel", "en": "Apple"}},
    {"key": "b", "label": {"nl": "Banaan", "en": "Banana"}},
]


def read_one(type_: str, sent: Any, **more: Any) -> tuple[Any, str]:
    [answer] = read_answers(making.form({"key": "q", "type": type_, "options": OPTIONS, **more}), {"q": sent})
    return answer.value, answer.text


def error_of(type_: str, sent: Any, **more: Any) -> str:
    with pytest.raises(AnswersRefused) as refused:
        read_one(type_, sent, **more)
    assert set(refused.value.errors) == {"q"}
    return refused.value.errors["q"]


@pytest.mark.parametrize(
    ("type_", "sent", "value", "text"),
    [
        ("text", "  two\n lines\x00 ", "two lines", "two lines"),
        ("long_text", "one\r\ntwo", "one\ntwo", "one\ntwo"),
        ("number", "12", 12, "12"),
        ("number", "-2,5", -2.5, "-2,5"),
        ("number", "1.250,5", 1250.5, "1250,5"),
        ("number", "1,250.5", 1250.5, "1250,5"),
        ("number", "1.250.000", 1250000, "1250000"),
        ("number", 7, 7, "7"),
        ("number", 7.25, 7.25, "7,25"),
        ("money", "€ 12,5", "12.50", "€ 12,50"),
        ("money", "1.250", "1250.00", "€ 1.250,00"),
        ("money", "12,-", "12.00", "€ 12,00"),
        ("date", "2026-03-24", "2026-03-24", "24 maart 2026"),
        ("date", "24-3-2026", "2026-03-24", "24 maart 2026"),
        ("date", "29/02/2028", "2028-02-29", "29 februari 2028"),
        ("time", "9:30", "09:30", "09:30"),
        ("time", "09.30", "09:30", "09:30"),
        ("time", "09:30:00", "09:30", "09:30"),
        ("choice", "a", "a", "Appel"),
        ("several", ["b", "a", "b"], ["a", "b"], "Appel, Banaan"),
        ("several", "b", ["b"], "Banaan"),
        ("email", "jan@example.org", "jan@example.org", "jan@example.org"),
        ("phone", "06 - 1234 5678", "06 - 1234 5678", "06 - 1234 5678"),
        ("phone", "4400", "4400", "4400"),
    ],
)
def test_what_people_write_is_understood(type_: str, sent: Any, value: Any, text: str) -> None:
    with translation.override("nl"):
        assert read_one(type_, sent) == (value, text)


@pytest.mark.parametrize(
    ("type_", "sent"),
    [
        ("text", "x" * 501),
        ("text", ["one", "two"]),
        ("long_text", "x" * 20_001),
        ("number", "twelve"),
        ("number", "1,2,3"),
        ("number", "NaN"),
        ("number", "1e9"),
        ("number", "٣"),
        ("number", "9" * 13),
        ("number", True),
        ("number", {"$gt": 0}),
        ("money", "-5"),
        ("money", "1.2345"),
        ("date", "2026-02-30"),
        ("date", "24 maart"),
        ("date", "0001-01-01"),
        ("time", "24:00"),
        ("time", "half tien"),
        ("choice", "c"),
        ("choice", ["a", "b"]),
        ("several", ["a", "c"]),
        ("person", "0"),
        ("person", "9" * 40),
        ("person", "1 OR 1=1"),
        ("place", "-1"),
        ("file", "unknown-token"),
        ("email", "jan@"),
        ("email", "jan@example.org\nBcc: all@example.org"),
        ("phone", "bel mij"),
        ("phone", "12"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(type_: str, sent: Any) -> None:
    assert error_of(type_, sent).endswith(".")


def test_a_person_or_place_in_use_is_taken_by_id_and_one_out_of_use_is_not() -> None:
    here, gone = making.person("Here"), making.person("Gone", active=False)
    room = making.place("hall")
    fields = making.form({"key": "who", "type": "person"}, {"key": "where", "type": "place"})
    who, where = read_answers(fields, {"who": str(here.pk), "where": room.pk})
    assert (who.value, who.text) == (here.pk, "Test Here")
    assert (where.value, where.text) == (room.pk, "hall")
    with pytest.raises(AnswersRefused):
        read_answers(fields, {"who": str(gone.pk)})


def test_files_are_named_by_their_tokens(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    first, second = keep("photo.txt", b"one", by=KWIS), keep("plan.txt", b"two", by=KWIS)
    fields = making.form({"key": "q", "type": "file"})
    [answer] = read_answers(fields, {"q": [first.token, second.token, first.token]})
    assert answer.value == [first.token, second.token]
    assert answer.text == "photo.txt, plan.txt"


def test_every_type_of_question_can_be_read() -> None:
    """A type that is added without a reader fails here."""
    assert set(READERS) | {FormField.Type.SEVERAL, FormField.Type.FILE} | NO_QUESTION == set(FormField.Type)


def test_what_a_browser_sends_is_read_like_what_a_program_sends() -> None:
    fields = making.form({"key": "q", "type": "several", "options": OPTIONS})
    [answer] = read_answers(fields, QueryDict("q=a&q=b&csrfmiddlewaretoken=x"))
    assert answer.value == ["a", "b"]


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_form() -> None:
    fields = making.form(
        {"key": "first", "type": "number"},
        {"key": "second", "type": "text", "required": True},
        {"key": "third", "type": "text"},
    )
    with pytest.raises(AnswersRefused) as refused:
        read_answers(fields, {"first": "x", "third": "fine"})
    assert list(refused.value.errors) == ["first", "second"]


def test_a_required_question_is_not_answered_by_blanks() -> None:
    assert error_of("text", "  \n ", required=True)
    assert error_of("several", [], required=True)
    assert error_of("text", None, required=True)


def test_an_empty_question_that_is_not_required_gives_no_answer() -> None:
    assert read_answers(making.form({"key": "q", "type": "text"}), {"q": ""}) == []


def test_a_heading_takes_no_answer() -> None:
    fields = making.form(
        {"key": "h", "type": "section"}, {"key": "e", "type": "explanation", "required": True}
    )
    assert read_answers(fields, {}) == []
    with pytest.raises(AnswersRefused):
        read_answers(fields, {"h": "something"})
