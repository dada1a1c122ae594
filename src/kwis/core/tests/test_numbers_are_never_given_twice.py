"""Numbers run per series and year, gaps are allowed, doubles are not."""

import threading
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from kwis.core.clock import at
from kwis.core.numbers import Deal, dealt, go_on_after, next_number, sequence_name

pytestmark = pytest.mark.django_db


def number_of(series: str) -> int:
    return int(next_number(series).rpartition("-")[2])


def test_numbers_go_up_by_one_from_1001() -> None:
    with at(datetime(2031, 5, 1, tzinfo=UTC)):
        assert [next_number("lamp") for _turn in range(3)] == ["31-1001", "31-1002", "31-1003"]
        assert next_number("order", "W-") == "W-31-1001"


def test_a_new_year_begins_anew_at_midnight_in_the_organisation() -> None:
    with at(datetime(2031, 12, 31, 22, 59, tzinfo=UTC)):
        assert next_number("lamp") == "31-1001"
    with at(datetime(2031, 12, 31, 23, 1, tzinfo=UTC)):  # one minute past midnight in Amsterdam
        assert next_number("lamp") == "32-1001"


def test_a_number_that_was_rolled_back_is_not_given_again() -> None:
    first = number_of("lamp")
    with suppress(RuntimeError), transaction.atomic():
        number_of("lamp")
        raise RuntimeError
    assert number_of("lamp") == first + 2


@pytest.mark.parametrize("series", ["", "Lamp", "lamp; DROP TABLE x", "lamp_1", "x" * 21])
def test_a_series_has_a_plain_name(series: str) -> None:
    with pytest.raises(ValueError, match="series"):
        sequence_name(series, 2031)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers_also_the_first_of_a_year() -> None:
    given: list[str] = []
    together = threading.Barrier(4)

    def draw() -> None:
        try:
            with at(datetime(2033, 1, 1, 12, tzinfo=UTC)):
                together.wait(10)
                given.extend(next_number("race") for _turn in range(5))
        finally:
            connection.close()

    threads = [threading.Thread(target=draw) for _turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(given) == len(set(given)) == 20
    with connection.cursor() as cursor:
        cursor.execute("DROP SEQUENCE number_race_2033")


def test_numbers_dealt_to_several_processes_are_never_the_same_and_the_sequence_goes_on_after_them() -> None:
    with at(datetime(2033, 3, 1, tzinfo=UTC)):
        deals = [Deal(share, 2) for share in range(2)]
        with dealt(deals[0]):
            first = [next_number("lamp") for _turn in range(3)]
        with dealt(deals[1]):
            second = [next_number("lamp") for _turn in range(2)]
        go_on_after(deals[0].highest())

        assert first == ["33-1001", "33-1003", "33-1005"]
        assert second == ["33-1002", "33-1004"]
        assert next_number("lamp") == "33-1006"
