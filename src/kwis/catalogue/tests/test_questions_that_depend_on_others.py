"""A question that is only shown on a condition is asked then, and refused otherwise."""

import pytest

from kwis.catalogue.answering import AnswersRefused, read_answers, read_so_far, read_what_fits, unanswered
from kwis.catalogue.models import IntakeForm
from kwis.catalogue.tests import making

pytestmark = pytest.mark.django_db

KINDS = [{"key": "new", "label": {"nl": "Nieuw"}}, {"key": "more", "label": {"nl": "Meer"}}]


def conditional(**condition: object) -> IntakeForm:
    return making.form(
        {"key": "what", "type": "choice", "options": KINDS},
        {
            "key": "doors",
            "type": "text",
            "required": True,
            "shown_if": {"field": "what", "equals": "more", **condition},
        },
        {"key": "why", "type": "text", "shown_if": {"field": "doors", "equals": "archive"}},
    )


def keys(form: IntakeForm, raw: dict[str, object]) -> list[str]:
    return [answer.field.key for answer in read_answers(form, raw)]


def refused(form: IntakeForm, raw: dict[str, object]) -> set[str]:
    with pytest.raises(AnswersRefused) as error:
        read_answers(form, raw)
    return set(error.value.errors)


def test_a_question_is_required_when_its_condition_holds() -> None:
    form = conditional()
    assert refused(form, {"what": "more"}) == {"doors"}
    assert keys(form, {"what": "more", "doors": "archive", "why": "work"}) == ["what", "doors", "why"]


def test_a_hidden_question_need_not_be_answered() -> None:
    assert keys(conditional(), {"what": "new", "doors": "", "why": ""}) == ["what"]


def test_a_hidden_question_that_is_answered_all_the_same_is_refused() -> None:
    assert refused(conditional(), {"what": "new", "doors": "archive"}) == {"doors"}


def test_what_hangs_on_a_hidden_question_is_hidden_too() -> None:
    assert refused(conditional(), {"what": "new", "why": "work"}) == {"why"}


def test_one_error_is_enough_when_the_condition_itself_was_refused() -> None:
    assert refused(conditional(), {"what": "nonsense", "doors": "archive"}) == {"what"}


def test_one_of_several_choices_is_enough_for_a_condition() -> None:
    form = making.form(
        {"key": "what", "type": "several", "options": KINDS},
        {"key": "doors", "type": "text", "shown_if": {"field": "what", "equals": "more"}},
    )
    assert keys(form, {"what": ["new", "more"], "doors": "archive"}) == ["what", "doors"]


def test_a_condition_may_name_several_answers() -> None:
    assert keys(conditional(equals=["new", "more"]), {"what": "new", "doors": "x"}) == ["what", "doors"]


def test_a_condition_on_a_later_question_or_on_a_question_that_is_gone_does_not_break() -> None:
    form = making.form(
        {"key": "early", "type": "text", "shown_if": {"field": "late", "equals": "yes"}},
        {"key": "late", "type": "text"},
        {"key": "orphan", "type": "text", "shown_if": {"field": "gone", "equals": "yes"}},
        {"key": "circle", "type": "text", "shown_if": {"field": "circle", "equals": "yes"}},
    )
    assert keys(form, {"late": "yes", "early": "here", "orphan": "x"}) == ["early", "late", "orphan"]


def test_in_a_conversation_what_is_missing_is_still_open_and_no_error() -> None:
    form = conditional()
    answers, still_open = read_so_far(form, {"what": "more"})
    assert [answer.field.key for answer in answers] == ["what"]
    assert [question.key for question in still_open] == ["doors"]
    assert read_so_far(form, {"what": "new"})[1] == []


def test_in_a_conversation_what_is_wrong_is_refused_all_the_same() -> None:
    with pytest.raises(AnswersRefused) as error:
        read_so_far(conditional(), {"what": "nonsense"})
    assert set(error.value.errors) == {"what"}


@pytest.mark.parametrize(
    ("values", "open_now"),
    [
        ({}, ["what"]),
        ({"what": "new"}, []),
        ({"what": "more"}, ["doors"]),
        ({"what": "more", "doors": "cellar"}, []),
        ({"what": "more", "doors": "archive"}, ["why"]),
        # behind a question that is hidden itself
        ({"what": "new", "doors": "archive"}, []),
    ],
)
def test_of_what_is_asked_it_is_known_what_has_no_answer(
    values: dict[str, object], open_now: list[str]
) -> None:
    assert [one.key for one in unanswered(conditional().fields.all(), values)] == open_now


def test_a_condition_that_comes_back_to_itself_hides_nothing_that_is_open() -> None:
    form = making.form(
        {"key": "a", "type": "text", "shown_if": {"field": "b", "equals": "x"}},
        {"key": "b", "type": "text", "shown_if": {"field": "a", "equals": "x"}},
    )
    assert [one.key for one in unanswered(form.fields.all(), {"a": "x"})] == ["b"]


def test_what_fits_is_read_and_the_rest_is_told_but_for_what_is_missing() -> None:
    answers, wrong = read_what_fits(conditional(), {"what": "new", "doors": "archive"})
    assert [answer.field.key for answer in answers] == ["what"]
    assert set(wrong) == {"doors"}
    assert read_what_fits(conditional(), {"what": "more"})[1] == {}
