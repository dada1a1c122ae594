"""Moments and numbers in the words of the house."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from kwis.core import clock
from kwis.ui import moments

NOW = datetime(2026, 6, 9, 7, 42, tzinfo=UTC)  # Tuesday 9 June, 9:42 in Amsterdam


def at(**later: int) -> datetime:
    return NOW + timedelta(**later)


@pytest.mark.parametrize(
    ("language", "moment", "said"),
    [
        ("nl", at(hours=5, minutes=18), "vandaag 15:00 uur"),
        ("en", at(hours=5, minutes=18), "today at 15:00"),
        ("nl", at(days=1), "morgen 9:42 uur"),
        ("nl", at(days=-1), "gisteren 9:42 uur"),
        ("nl", at(days=2), "do 11 juni 9:42 uur"),
        ("en", at(days=2), "Thu 11 June at 9:42"),
    ],
)
def test_a_moment_names_the_day_and_the_time(language: str, moment: datetime, said: str) -> None:
    with clock.at(NOW), translation.override(language):
        assert moments.when(moment) == said


def test_what_is_read_again_later_names_the_day_itself() -> None:
    with clock.at(NOW), translation.override("nl"):
        assert moments.dated(at(hours=5, minutes=18)) == "di 9 juni 15:00 uur"


def test_a_promise_is_said_as_before() -> None:
    with clock.at(NOW), translation.override("nl"):
        assert moments.before(at(hours=5, minutes=18)) == "vandaag voor 15:00 uur"


def test_another_year_is_named() -> None:
    with clock.at(NOW), translation.override("nl"):
        assert moments.day_of(datetime(2025, 12, 3, 12, tzinfo=UTC)) == "3 december 2025"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(hours=5, minutes=18), "5 uur en 18 minuten"),
        (timedelta(minutes=1), "1 minuut"),
        (timedelta(hours=2), "2 uur"),
        (timedelta(days=3, hours=4), "3 dagen"),
    ],
)
def test_a_span_is_said_in_two_steps_at_most(length: timedelta, said: str) -> None:
    with translation.override("nl"):
        assert moments.span(length) == said


def test_the_clock_column_says_what_is_left_or_over() -> None:
    assert moments.hours_and_minutes(timedelta(hours=5, minutes=18)) == "5:18"
    assert moments.hours_and_minutes(timedelta(minutes=-12)) == "−0:12"


@pytest.mark.parametrize(("language", "said"), [("nl", "1.284"), ("en", "1,284")])
def test_a_number_is_grouped_the_way_of_the_language(language: str, said: str) -> None:
    with translation.override(language):
        assert moments.number(1284) == said
