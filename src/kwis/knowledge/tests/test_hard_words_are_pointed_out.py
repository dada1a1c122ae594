"""A text is checked for hard words, so that everybody can read what we write."""

import pytest

from kwis.knowledge.models import PlainWord
from kwis.knowledge.plain import Hard, check

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def words() -> None:
    for language, word, plain in [
        ("nl", "applicatie", "programma"),
        ("nl", "in het kader van", "voor"),
        ("nl", "kader", "lijst"),
        ("nl", "z.s.m.", "zo snel als het kan"),
        ("en", "terminate", "end"),
    ]:
        PlainWord.objects.create(language=language, word=word, plain=plain)


def found(text: str, language: str = "nl") -> list[tuple[str, str]]:
    return [(hard.word, hard.plain) for hard in check(text, language)]


def test_a_hard_word_is_told_with_its_place_and_its_plain_word() -> None:
    text = "De Applicatie werkt niet."
    assert check(text, "nl") == [Hard("Applicatie", "programma", 3, 13)]
    assert text[3:13] == "Applicatie"


def test_a_plural_is_the_same_hard_word_and_another_word_is_not() -> None:
    assert found("Twee applicaties") == [("applicaties", "programma")]
    assert found("webapplicatie, applicatiebeheer, kaders") == [("kaders", "lijst")]


def test_the_longest_expression_wins_also_over_a_line_end() -> None:
    assert found("in  het\nkader van de verhuizing") == [("in  het\nkader van", "voor")]


def test_signs_in_a_word_are_only_signs() -> None:
    assert found("Graag z.s.m. antwoord") == [("z.s.m.", "zo snel als het kan")]
    assert found("Graag zxsxm. antwoord") == []


def test_only_words_of_the_language_and_in_use_count() -> None:
    assert found("terminate the applicatie", "en") == [("terminate", "end")]
    PlainWord.objects.update(active=False)
    assert found("applicatie") == []


def test_addresses_and_placeholders_are_left_alone() -> None:
    assert found("https://example.org/applicatie applicatie@example.org {applicatie}") == []


def test_an_empty_text_and_an_unknown_language_give_nothing() -> None:
    assert found("") == []
    assert found("applicatie", "fr") == []
