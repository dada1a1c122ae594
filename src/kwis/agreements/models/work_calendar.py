"""When a desk or a team works: hours of the week, public holidays, and single days that are different."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.agreements import worktime
from kwis.agreements.checking import check_day, check_week, check_zone, week_in_words
from kwis.agreements.free_days import Country, Holidays
from kwis.agreements.hours import WorkHours, parse_spans, written_spans
from kwis.agreements.permissions import AgreementsRight


def own_zone() -> str:
    return settings.TIME_ZONE


class WorkCalendarQuerySet(models.QuerySet["WorkCalendar"]):
    def visible_to(self, user: Any) -> "WorkCalendarQuerySet":
        return self if user.is_authenticated and user.has_right(AgreementsRight.SEE) else self.none()

    def in_use(self) -> "WorkCalendarQuerySet":
        return self.filter(active=True)


class WorkCalendar(models.Model):
    """Opening hours and holidays. A desk or a team has one calendar, or else the one that `is_default`."""

    class PublicHolidays(models.TextChoices):
        NONE = "", _("No public holidays")
        NL = "nl", _("Dutch public holidays")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    hours = models.CharField(
        _("opening hours"),
        max_length=500,
        validators=[check_week],
        help_text=_("For example: mon-fri 08:00-12:00,13:00-17:00; sat 09:00-12:00"),
    )
    zone = models.CharField(_("time zone"), max_length=60, default=own_zone, validators=[check_zone])
    country = models.CharField(
        _("closed on"), max_length=2, choices=PublicHolidays.choices, default=PublicHolidays.NL, blank=True
    )
    desks: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "people.Desk",
        through="agreements.DeskHours",
        related_name="calendars",
        blank=True,
        verbose_name=_("service desks"),
    )
    teams: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "people.Team",
        through="agreements.TeamHours",
        related_name="calendars",
        blank=True,
        verbose_name=_("teams"),
    )
    is_default = models.BooleanField(_("for all that has no calendar of its own"), default=False)
    active = models.BooleanField(_("in use"), default=True)

    objects = WorkCalendarQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("working calendar")
        verbose_name_plural = _("working calendars")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="one_default_calendar",
                violation_error_message=_("Another calendar already is for all that has none of its own."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.hours = str(WorkHours.parse(self.hours))
        super().save(*args, **kwargs)

    @property
    def hours_in_words(self) -> str:
        """`ma-vr 08:00-17:00` for a Dutch reader."""
        return week_in_words(self.hours)

    def rules(self) -> worktime.Calendar:
        """The calendar as worktime.py counts with it. One query for the deviating days."""
        days = self.days.all() if self.pk else ()
        return rules_of(self.hours, self.zone, self.country, {day.date: day.hours for day in days})


def rules_of(hours: str, zone: str, country: str, days: Mapping[date, str]) -> worktime.Calendar:
    """The same of what stands in the columns; `days` are the deviating ones with their hours."""
    closed_on: Country = "nl" if country == WorkCalendar.PublicHolidays.NL else ""
    spans = {day: parse_spans(open_at) for day, open_at in days.items()}
    return worktime.Calendar(WorkHours.parse(hours), ZoneInfo(zone), Holidays(closed_on), spans)


class CalendarDay(models.Model):
    """A day on which a calendar is different: closed, or open at other hours, also on a public holiday."""

    calendar = models.ForeignKey(
        WorkCalendar, on_delete=models.CASCADE, related_name="days", verbose_name=_("working calendar")
    )
    date = models.DateField(_("date"))
    hours = models.CharField(
        _("opening hours"),
        max_length=120,
        blank=True,
        validators=[check_day],
        help_text=_("For example: 09:00-12:00. Leave empty when closed all day."),
    )
    reason = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["date"]
        verbose_name = _("deviating day")
        verbose_name_plural = _("deviating days")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["calendar", "date"],
                name="calendar_day_once",
                violation_error_message=_("This day is in the calendar already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.hours}".rstrip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.hours = written_spans(parse_spans(self.hours))
        super().save(*args, **kwargs)


class DeskHours(models.Model):
    """The calendar of a desk: one at most."""

    calendar = models.ForeignKey(WorkCalendar, on_delete=models.CASCADE, related_name="+")
    desk = models.OneToOneField("people.Desk", on_delete=models.CASCADE, related_name="hours")

    def __str__(self) -> str:
        return f"{self.desk} · {self.calendar}"


class TeamHours(models.Model):
    """The calendar of a team: one at most."""

    calendar = models.ForeignKey(WorkCalendar, on_delete=models.CASCADE, related_name="+")
    team = models.OneToOneField("people.Team", on_delete=models.CASCADE, related_name="hours")

    def __str__(self) -> str:
        return f"{self.team} · {self.calendar}"
