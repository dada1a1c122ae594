import argparse
from pathlib import Path

import pytest

from kwis.agreements import worktime_command

OFFICE = "mon-fri 08:00-12:00,13:00-17:00"


def worktime(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    parser = argparse.ArgumentParser("kwis worktime")
    worktime_command.configure(parser)
    code = worktime_command.run(parser.parse_args(words))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def add(capsys: pytest.CaptureFixture[str], *words: str, **other: str) -> tuple[int, str, str]:
    given = {"hours": OFFICE, "start": "2026-03-27T16:00", "seconds": "7200"} | other
    options = [word for name, value in given.items() for word in (f"--{name}", value)]
    return worktime(capsys, "add", *options, *words)


def test_add_prints_one_moment_in_utc(capsys):
    assert add(capsys) == (0, "2026-03-30T07:00:00Z\n", "")


def test_between_prints_whole_seconds(capsys):
    words = ["--hours", OFFICE, "--start", "2026-03-27T16:00", "--end", "2026-03-30T09:00"]
    assert worktime(capsys, "between", *words) == (0, "7200\n", "")
    assert worktime(capsys, "between", *words[:-1], "2026-03-01") == (0, "0\n", "")


def test_a_start_without_offset_is_in_the_zone_and_one_with_offset_is_not(capsys):
    always = {"hours": "mon-sun 00:00-24:00", "seconds": "0", "tz": "America/New_York"}
    assert add(capsys, **always, start="2026-07-01 12:00:00")[1] == "2026-07-01T16:00:00Z\n"
    assert add(capsys, **always, start="2026-07-01T12:00:00+02:00")[1] == "2026-07-01T10:00:00Z\n"
    assert add(capsys, **always, start="2026-07-01T12:00:00Z")[1] == "2026-07-01T12:00:00Z\n"


def test_a_start_in_the_hour_that_the_clock_skips_is_read_with_the_offset_before_it(capsys):
    assert (
        add(capsys, hours="mon-sun 00:00-24:00", start="2026-03-29T02:30", seconds="0")[1]
        == "2026-03-29T01:30:00Z\n"
    )


def test_closed_days_come_from_the_dutch_calendar_or_a_file(capsys, tmp_path: Path):
    free = tmp_path / "free.txt"
    free.write_text("﻿# closed\r\n\r\n03-30 # stocktaking\r\n2026-03-31\r\n", encoding="utf-8")
    assert add(capsys, holidays=str(free))[1] == "2026-04-01T07:00:00Z\n"
    assert add(capsys, holidays="nl", start="2026-04-24T16:00")[1] == "2026-04-28T07:00:00Z\n"
    assert add(capsys, holidays="none", start="2026-04-24T16:00")[1] == "2026-04-27T07:00:00Z\n"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"seconds": "-1"}, "negative"),
        ({"seconds": "1.5"}, "whole number"),
        ({"seconds": "many"}, "whole number"),
        ({"seconds": "9" * 5000}, "too large"),
        ({"seconds": "999999999999999"}, "does not fit"),
        ({"hours": ""}, "no opening hours"),
        ({"hours": "mon 17:00-08:00"}, "ends before it begins"),
        ({"tz": "Europe/Rijnoever"}, "not a time zone"),
        ({"tz": ""}, "not a time zone"),
        ({"tz": "../../etc/passwd"}, "not a time zone"),
        ({"tz": "Europe"}, "not a time zone"),
        ({"start": "tomorrow"}, "not a moment"),
        ({"start": ""}, "not a moment"),
        ({"start": "2026-02-30T10:00"}, "not a moment"),
        ({"start": "0001-01-01"}, "too far away"),
        ({"start": "9999-12-31T23:59"}, "covers the years"),
        ({"holidays": "be"}, "not nl, none or a file"),
        ({"holidays": "/"}, "not nl, none or a file"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_code_two(capsys, wrong: dict[str, str], reason: str):
    code, out, err = add(capsys, **wrong)
    assert (code, out) == (2, "")
    assert reason in err
    assert err.count("\n") == 1


def test_what_is_left_out_is_named(capsys):
    for missing in ("--hours", "--start", "--seconds"):
        words = ["--hours", OFFICE, "--start", "2026-03-27T16:00", "--seconds", "1"]
        at = words.index(missing)
        code, _out, err = worktime(capsys, "add", *words[:at], *words[at + 2 :])
        assert (code, err) == (2, f"kwis worktime: {missing} is missing.\n")


@pytest.mark.parametrize("content", [b"25 december\n", b"\xff\xfe\x00", b"13-01\n"])
def test_a_file_that_is_not_a_list_of_dates_is_refused(capsys, tmp_path: Path, content: bytes):
    free = tmp_path / "free.txt"
    free.write_bytes(content)
    code, out, err = add(capsys, holidays=str(free))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(free) in err
