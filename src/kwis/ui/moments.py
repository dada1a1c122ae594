"""Moments and numbers in words, the way Kwis writes them: 9:42, di 9 juni, vandaag voor 15:00 uur, 1.284.

Everything is in the organisation's time zone; "today" is the clock's today, so the demo can set it.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

from kwis.core import clock


def local(moment: datetime) -> datetime:
    return clock.local(moment) if moment.tzinfo else moment


def time_of(moment: datetime) -> str:
    """9:42"""
    here = local(moment)
    return f"{here.hour}:{here.minute:02}"


def day_of(moment: date) -> str:
    """di 9 juni; with the year when it is not this year"""
    day = local(moment).date() if isinstance(moment, datetime) else moment
    return _written(day, day.year != clock.today().year, get_language())


@lru_cache(maxsize=4096)
def _written(day: date, with_year: bool, language: str | None) -> str:
    """A list says the same few days over and over."""
    return date_format(
        day, pgettext("date with year", "j F Y") if with_year else pgettext("day and date", "D j F")
    )


def short_day(moment: date) -> str:
    """wo 11 nov: for a narrow column; vandaag, morgen and gisteren as they are"""
    day = local(moment).date() if isinstance(moment, datetime) else moment
    if abs((day - clock.today()).days) <= 1:
        return near_day(day)
    return _written_short(day, get_language())


@lru_cache(maxsize=4096)
def _written_short(day: date, language: str | None) -> str:
    return date_format(day, pgettext("short day and date", "D j M"))


def near_day(moment: date) -> str:
    """vandaag, morgen, gisteren, else di 9 juni"""
    day = local(moment).date() if isinstance(moment, datetime) else moment
    distance = (day - clock.today()).days
    if distance == 0:
        return gettext("today")
    if distance == 1:
        return gettext("tomorrow")
    if distance == -1:
        return gettext("yesterday")
    return day_of(day)


def when(moment: datetime) -> str:
    """vandaag 9:42 uur, di 9 juni 15:00 uur"""
    return gettext("%(day)s at %(time)s") % {"day": near_day(moment), "time": time_of(moment)}


def dated(moment: datetime) -> str:
    """di 9 juni 15:00 uur, also today: for what is read again later"""
    return gettext("%(day)s at %(time)s") % {"day": day_of(moment), "time": time_of(moment)}


def before(moment: datetime) -> str:
    """vandaag voor 15:00 uur: how a promise is said"""
    return gettext("%(day)s before %(time)s") % {"day": near_day(moment), "time": time_of(moment)}


def ago(moment: datetime) -> str:
    """zojuist, 5 minuten geleden, 3 uur geleden, 2 dagen geleden"""
    passed = clock.now() - moment
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return gettext("just now")
    if minutes < 60:
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    if minutes < 24 * 60:
        return ngettext("%(n)s hour ago", "%(n)s hours ago", minutes // 60) % {"n": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}


def span(length: timedelta) -> str:
    """5 uur en 18 minuten; 42 minuten; 3 dagen"""
    minutes = max(0, int(length.total_seconds() // 60))
    days, hours, rest = minutes // 1440, minutes // 60, minutes % 60
    if days >= 2:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    in_minutes = ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest}
    if not hours:
        return in_minutes
    in_hours = ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return (
        gettext("%(hours)s and %(minutes)s") % {"hours": in_hours, "minutes": in_minutes}
        if rest
        else in_hours
    )


def hours_and_minutes(length: timedelta) -> str:
    """5:18, or −0:12 when it is over: how the clock column says it"""
    minutes = int(abs(length.total_seconds()) // 60)
    return f"{'−' if length < timedelta() else ''}{minutes // 60}:{minutes % 60:02}"


def number(value: int | float, decimals: int | None = None) -> str:
    """1.284 and 8,1"""
    return number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)
