"""Weeks as rows of a chart's table."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext

from kwis.insight.counting import Counted, Share


def week_name(monday: date) -> str:
    return gettext("wk %(number)s") % {"number": monday.isocalendar().week}


def share_rows(weeks: Mapping[date, Share]) -> list[list[object]]:
    return [[week_name(monday), share.linked] for monday, share in weeks.items()]


def count_rows(weeks: Mapping[date, Counted]) -> list[list[object]]:
    return [[week_name(monday), counted.linked] for monday, counted in weeks.items()]


def lowest(rows: list[list[object]], usual: int) -> int:
    """Where the axis begins: at `usual`, lower when a value is lower."""
    values = [value for _week, value in rows if isinstance(value, int)]
    return min([usual, *((value // 10) * 10 for value in values)])
