"""The groups of the work list: what was promised before noon stands under that name, the evening under later today."""

from datetime import datetime
from typing import cast as typed

import pytest
from django.utils import timezone, translation

from kwis.core import clock
from kwis.desk.listing import ListedCall
from kwis.desk.worklist import grouped


class Listed:
    def __init__(self, due: datetime | None) -> None:
        self.next_promise_at = due


def at(hour: int, minute: int = 0, day: int = 4) -> datetime:
    return timezone.make_aware(datetime(2026, 3, day, hour, minute))


@pytest.mark.parametrize(
    ("due", "title"),
    [
        (at(8, 59), "Te laat"),
        (at(11), "Voor 12:00 uur"),
        (at(12), "Voor 12:00 uur"),
        (at(12, 1), "Later vandaag"),
        (at(19), "Later vandaag"),
        (at(9, day=5), "Later"),
        (None, "Niets beloofd"),
    ],
)
def test_a_call_stands_under_the_moment_it_was_promised_for(due: datetime | None, title: str) -> None:
    with clock.at(at(9)), translation.override("nl"):
        assert [group.title for group in grouped([typed(ListedCall, Listed(due))])] == [title]
