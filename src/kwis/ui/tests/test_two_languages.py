"""Content in two languages in one form field."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from kwis.ui.forms import TwoLanguagesField


def test_both_languages_come_out_without_spaces_around_them() -> None:
    assert TwoLanguagesField().clean([" Stoel ", "Chair"]) == {"nl": "Stoel", "en": "Chair"}


def test_english_may_wait() -> None:
    assert TwoLanguagesField().clean(["Stoel", ""]) == {"nl": "Stoel"}


@pytest.mark.parametrize("given", [["", "Chair"], ["", ""], None])
def test_dutch_is_asked(given: Any) -> None:
    with pytest.raises(ValidationError):
        TwoLanguagesField().clean(given)


def test_a_field_that_is_not_needed_may_stay_empty() -> None:
    assert TwoLanguagesField(required=False).clean(["", ""]) == {}


def test_the_same_words_are_no_change() -> None:
    field = TwoLanguagesField()

    assert not field.has_changed({"nl": "Stoel", "en": ""}, ["Stoel", ""])
    assert field.has_changed({"nl": "Stoel"}, ["Stoel", "Chair"])


def test_each_control_says_its_language() -> None:
    html = TwoLanguagesField().widget.render("name", {"nl": "Stoel"}, {"id": "id_name"})

    assert 'lang="nl"' in html
    assert 'lang="en"' in html
    assert 'value="Stoel"' in html
