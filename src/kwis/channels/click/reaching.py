"""How a service desk can be reached, and whether somebody is there now."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kwis.agreements import worktime
from kwis.agreements.opening import calendar_of
from kwis.core.clock import now
from kwis.people.models import Desk
from kwis.ui.moments import local, near_day, time_of


@dataclass(frozen=True)
class Reach:
    """A desk with its opening in words: "Open today until 17:30", "Open again tomorrow from 8:00"."""

    desk: Desk
    is_open: bool
    hours: str


def main_desk() -> Desk | None:
    """The desk that takes everything, else the first one in use."""
    return Desk.objects.filter(active=True).select_related("place").order_by("-is_default", "id").first()


def reach_of(desk: Desk) -> Reach:
    moment, calendar = now(), calendar_of(desk)
    if worktime.is_open(moment, calendar):
        until = worktime.open_until(moment, calendar)
        return Reach(
            desk, True, _("Open now until %(time)s") % {"time": time_of(until)} if until else _("Always open")
        )
    try:
        opens = worktime.next_open(moment, calendar)
    except worktime.NeverOpen:
        return Reach(desk, False, _("Not open"))
    words = {"day": near_day(local(opens)), "time": time_of(opens)}
    return Reach(desk, False, _("Closed now, open %(day)s from %(time)s") % words)
