import pytest

from kwis.agreements.hours import HoursError, WorkHours, parse_spans, written_spans

HOUR = 3600


def test_groups_days_and_breaks_become_spans_per_weekday():
    hours = WorkHours.parse("mon-fri 08:00-12:00,13:00-17:00; sat 09:00-12:00")
    assert hours.week[0] == ((8 * HOUR, 12 * HOUR), (13 * HOUR, 17 * HOUR))
    assert hours.week[4] == hours.week[0]
    assert hours.week[5] == ((9 * HOUR, 12 * HOUR),)
    assert hours.week[6] == ()


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("MON - FRI  8:00 - 17:00 ;", "mon-fri 08:00-17:00"),
        ("ma-vr 08:00–17:00; za 09:00-12:00", "mon-fri 08:00-17:00; sat 09:00-12:00"),
        ("Maandag 08:00-12:00; tuesday 08:00-12:00", "mon-tue 08:00-12:00"),
        ("mon,wed, fri 09:00-12:00", "mon 09:00-12:00; wed 09:00-12:00; fri 09:00-12:00"),
        ("sat-mon 10:00-11:00", "mon 10:00-11:00; sat-sun 10:00-11:00"),
        ("mon-sun 00:00-24:00", "mon-sun 00:00-24:00"),
        ("mon 13:00-17:00,08:00-12:00", "mon 08:00-12:00,13:00-17:00"),
    ],
)
def test_days_and_times_may_be_written_in_more_than_one_way(text: str, usual: str):
    assert str(WorkHours.parse(text)) == usual


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("mon 08:00-12:00,12:00-17:00", "mon 08:00-17:00"),
        ("mon 08:00-12:00,11:00-17:00", "mon 08:00-17:00"),
        ("mon-fri 08:00-17:00; mon 10:00-11:00", "mon-fri 08:00-17:00"),
        ("mon 08:00-09:00; mon 12:00-13:00", "mon 08:00-09:00,12:00-13:00"),
    ],
)
def test_hours_that_overlap_or_touch_are_taken_together(text: str, joined: str):
    assert str(WorkHours.parse(text)) == joined


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no opening hours"),
        (" ; ;", "no opening hours"),
        ("mon", "says no times"),
        ("08:00-17:00", "says no days"),
        ("funday 08:00-17:00", "“funday” is not a day"),
        ("mon-wed-fri 08:00-17:00", "not a row of days"),
        ("mon- 08:00-17:00", "is not a day"),
        ("mon 8-17", "“8” is not a time"),
        ("mon 08:00", "not a begin and an end"),
        ("mon 08:00-12:00-17:00", "not a begin and an end"),
        ("mon 08:00-12:00,", "not a begin and an end"),
        ("mon 08:00-12:00 13:00-17:00", "is not a"),
        ("mon 08:60-12:00", "between 00:00 and 24:00"),
        ("mon 08:00-24:01", "between 00:00 and 24:00"),
        ("mon 24:00-24:00", "same time"),
        ("mon 08:00-08:00", "same time"),
        ("mon 22:00-06:00", "Write a night as two days"),
        ("mon ٠٨:00-17:00", "is not a time"),
    ],
)
def test_text_that_is_not_opening_hours_is_refused_with_the_reason(text: str, reason: str):
    with pytest.raises(HoursError) as refused:
        WorkHours.parse(text)
    assert reason in str(refused.value)


def test_the_hours_of_one_day_may_be_empty_which_is_closed():
    assert parse_spans("  ") == ()
    assert written_spans(parse_spans("13:00-15:00, 9:00-12:00")) == "09:00-12:00,13:00-15:00"
    with pytest.raises(HoursError):
        parse_spans("mon 09:00-12:00")
