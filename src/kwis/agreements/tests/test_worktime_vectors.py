"""Sums over changes of the clock in several zones that others worked out, read from the folder with real material."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kwis.agreements.free_days import Holidays
from kwis.agreements.hours import WorkHours
from kwis.agreements.worktime import Calendar, WorktimeError, add, between

VECTORS = Path(__file__).resolve().parents[5] / "shared" / "data" / "worktime" / "vectors.json"
FOUND: dict[str, Any] = json.loads(VECTORS.read_text()) if VECTORS.exists() else {}
CALENDARS = {9: ("Europe/Berlin", "MonToFri/8To12_14To17")}

pytestmark = pytest.mark.skipif(not FOUND, reason=f"the working-time sums are not here: {VECTORS}")


def calendar(vector: dict[str, Any]) -> Calendar:
    """Their hours are whole hours with the last one included: 8To17 is 08:00-18:00."""
    zone, hours = CALENDARS.get(vector.get("calendar"), (vector["tz"], vector["hours"]))
    days, spans = hours.split("/")
    text = ",".join(
        f"{int(first):02}:00-{int(last) + 1:02}:00"
        for first, last in (span.split("To") for span in spans.split("_"))
    )
    free = Holidays()
    if vector["vacation_days"]:
        split = [day.split("-") for day in FOUND["vacation_days"]]
        free = Holidays.parse(f"{int(month):02}-{int(day):02}" for month, day in split)
    return Calendar(WorkHours.parse(f"{days.replace('To', '-')} {text}"), ZoneInfo(zone), free)


def moment(vector: dict[str, Any], key: str) -> datetime:
    return datetime.fromisoformat(vector[key]).replace(tzinfo=ZoneInfo(vector["tz"]))


@pytest.mark.parametrize("vector", FOUND.get("add", []), ids=lambda vector: vector["name"])
def test_adding_gives_the_end_that_others_found(vector: dict[str, Any]):
    seconds = int(timedelta(**vector["add"]).total_seconds())
    if "must fail" in vector["name"]:
        with pytest.raises(WorktimeError):
            add(moment(vector, "start"), seconds, calendar(vector))
    else:
        assert add(moment(vector, "start"), seconds, calendar(vector)) == moment(vector, "expected_end")


@pytest.mark.parametrize("vector", FOUND.get("delta", []), ids=lambda vector: vector["name"])
def test_counting_gives_the_seconds_that_others_found(vector: dict[str, Any]):
    seconds = between(moment(vector, "start"), moment(vector, "end"), calendar(vector))
    assert seconds == vector["expected"]["AbsoluteSeconds"]
