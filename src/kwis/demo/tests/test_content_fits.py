"""What is written in content/ can be read, and all that it refers to is there."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kwis.demo.checking import NEEDED, faults
from kwis.demo.contents import read_content
from kwis.demo.reading import ContentError, read_as, read_file
from kwis.demo.telling.year import ACTS
from kwis.demo.written import Option, Story


def test_everything_that_the_content_refers_to_is_there() -> None:
    assert list(faults(read_content())) == []


def test_there_is_as_much_as_a_municipality_needs() -> None:
    content = read_content()

    sites = [place for place in content.places if place.kind == "site"]
    amounts = (
        len(sites),
        len(content.organisation.team),
        len(content.organisation.supplier),
        len(content.services),
        len(content.articles),
    )
    assert amounts == (5, 12, 8, 60, 60)
    assert len(content.stories) >= 150
    assert sum(story.times for story in content.stories) >= 1500


def test_no_subject_is_used_more_than_fifteen_times() -> None:
    used: Counter[str] = Counter()
    for story in read_content().stories:
        used.update(story.subjects[number % len(story.subjects)] for number in range(story.times))

    assert max(used.values()) <= 15


def test_somebody_knows_how_to_do_every_step() -> None:
    assert set(ACTS) == set(NEEDED)


def test_an_unknown_word_is_named_with_its_place() -> None:
    with pytest.raises(ContentError, match=r"options 1: nobody knows nll; known are en, nl, value"):
        read_as(Option, {"value": "ja", "nll": "Ja", "en": "Yes"}, "options 1")


def test_a_missing_word_is_named_with_its_place() -> None:
    with pytest.raises(ContentError, match=r"options 1: en is missing"):
        read_as(Option, {"value": "ja", "nl": "Ja"}, "options 1")


def test_a_value_of_another_type_is_told_in_words() -> None:
    with pytest.raises(ContentError, match=r"story, times: a whole number is expected, not a text"):
        read_as(Story, {**_story(), "times": "3"}, "story")


def test_a_file_that_is_no_toml_says_which_line(tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text("code = \n")

    with pytest.raises(ContentError, match=r"wrong.toml: .*line 1"):
        read_file(tmp_path / "wrong.toml")


def _story() -> dict[str, object]:
    texts = ["a", "b", "c"]
    return {
        "code": "x", "service": "", "kind": "fault", "channels": ["phone"], "times": 1, "place": "any",
        "confidential": False, "subjects": texts, "words": texts, "steps": [],
    }  # fmt: skip


def test_people_can_come_by_at_a_counter_of_the_first_desk() -> None:
    organisation = read_content().organisation
    assert [
        (one.name, one.place) for one in organisation.counter if one.desk == organisation.desk[0].code
    ] == [("Balie hal", "stadskantoor/hal")]


def test_a_counter_of_a_desk_that_is_not_there_is_named() -> None:
    content = read_content()
    counter = replace(content.organisation.counter[0], desk="nergens", place="maan")
    wrong = replace(content, organisation=replace(content.organisation, counter=[counter]))
    assert list(faults(wrong)) == [
        "counter Balie hal: there is no desk nergens",
        "counter Balie hal: there is no place maan",
    ]
