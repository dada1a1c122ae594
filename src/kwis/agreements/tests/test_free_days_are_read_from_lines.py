from datetime import date

import pytest

from kwis.agreements.free_days import DUTCH_TABLE, FreeDaysError, Holidays, dutch_holidays
from kwis.agreements.writing_free_days import lines


def test_lines_hold_dates_of_one_year_and_of_every_year_with_comments_between():
    free = Holidays.parse(["# closed", "", "12-25  # Christmas", " 2026-08-03 ", "02-29"])
    assert date(2026, 12, 25) in free
    assert date(2031, 12, 25) in free
    assert date(2026, 8, 3) in free
    assert date(2027, 8, 3) not in free
    assert date(2028, 2, 29) in free
    assert date(2027, 2, 28) not in free


@pytest.mark.parametrize("line", ["1-1", "25-12", "2026-02-29", "christmas", "2026/12/25", "12-25 12-26"])
def test_a_line_that_is_not_a_date_is_refused_by_its_number(line: str):
    with pytest.raises(FreeDaysError, match=r"line 2: '.*' is not a date"):
        Holidays.parse(["01-01", line])


def test_dutch_holidays_follow_easter_and_the_kings_birthday():
    free = Holidays("nl")
    for day in [
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2025, 4, 26),
        date(2026, 5, 14),
        date(2026, 12, 26),
    ]:
        assert day in free
    assert date(2026, 5, 5) not in free, "Liberation Day is a free day once in five years"
    assert date(2025, 5, 5) in free
    assert date(2026, 12, 31) not in free


def test_without_a_country_no_day_is_free():
    assert date(2026, 12, 25) not in Holidays()


def test_the_table_of_dutch_holidays_is_what_the_library_says():
    written = DUTCH_TABLE.read_text(encoding="utf-8").splitlines()
    assert written == list(lines()), "run: python -m kwis.agreements.writing_free_days"


def test_a_dutch_holiday_has_its_name():
    assert dutch_holidays(2026)[date(2026, 4, 27)] == "Koningsdag"
    assert dutch_holidays(2500) == {}
