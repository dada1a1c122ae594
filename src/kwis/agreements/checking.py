"""What a person types for hours, days and zones is checked here, and refused in the reader's language."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from kwis.agreements.hours import HoursError, WorkHours, parse_spans


def check_week(text: str) -> None:
    """Opening hours of a week: `mon-fri 08:00-12:00,13:00-17:00; sat 09:00-12:00`."""
    _check(WorkHours.parse, text)


def check_day(text: str) -> None:
    """The hours of one day: `09:00-12:00,13:00-15:00`; empty is closed."""
    _check(parse_spans, text)


def check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValidationError(
            gettext("“%(name)s” is not a time zone. Write for example Europe/Amsterdam.") % {"name": name}
        ) from None


def week_in_words(hours: str) -> str:
    """Opening hours with the days in the reader's language; `check_week` reads them back."""
    return WorkHours.parse(hours).written(gettext("mon tue wed thu fri sat sun").split())


def _check(read: Callable[[str], object], text: str) -> None:
    try:
        read(text)
    except HoursError as error:
        raise ValidationError(gettext(error.template) % {"part": error.part}) from None
