"""The lists of this room in Beheer: working calendars, agreements, targets."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kwis.agreements.forms import AgreementForm, CalendarDayForm, TargetForm, WorkCalendarForm, in_hours
from kwis.agreements.models import Agreement, CalendarDay, Target, WorkCalendar
from kwis.agreements.permissions import AgreementsRight
from kwis.core.actors import Actor
from kwis.people.models import Desk, Team
from kwis.ui.managing import Children, Column, Filter, Link, Managed, links_from, register
from kwis.ui.rights import may

ROOM = _("Agreements")


@register
class WorkCalendars(Managed):
    slug = "calendars"
    title, singular, room = _("Working calendars"), _("Working calendar"), ROOM
    icon = "calendar-time"
    intro = _("When desks and teams work. Due times and promises count these hours only.")
    right = AgreementsRight.MANAGE
    model = WorkCalendar
    form = WorkCalendarForm
    columns = (
        Column("name", _("name")),
        Column("hours_in_words", _("opening hours")),
        Column("country", _("closed on")),
        Column("is_default", _("for all without their own")),
    )
    search = ("name", "code", "hours")
    sort = ("name", "pk")
    retire = "active"
    children = (
        Children("days", _("Deviating days"), CalendarDay, CalendarDayForm, "calendar", ("date",), most=400),
    )
    order = 40

    def set_retired(self, row: Any, retired: bool, by: Actor) -> None:
        """A calendar out of use is not the default either, so that another can be."""
        super().set_retired(row, retired, by)
        if retired and row.is_default:
            row.is_default = False
            row.save(update_fields=["is_default"])


@register
class Agreements(Managed):
    slug = "agreements"
    title, singular, room = _("Agreements"), _("Agreement"), ROOM
    icon = "file-certificate"
    intro = _("What was agreed with customers, back offices and suppliers, and until when.")
    right = AgreementsRight.MANAGE
    model = Agreement
    form = AgreementForm
    columns = (
        Column("name", _("name")),
        Column("kind", _("kind")),
        Column("number", _("number")),
        Column("with", _("with"), show=lambda row: str(row.organisation or row.team or "")),
        Column("end", _("until and including")),
        Column("notice_on", _("give notice by")),
    )
    search = ("name", "number", "organisation__name", "team__name")
    filters = (Filter("kind", _("kind"), lambda user: Agreement.Kind.choices),)
    sort = ("name", "pk")
    related = ("organisation", "team")
    retire = "active"
    order = 41


def _agreements(user: Any) -> Sequence[tuple[Any, str]]:
    return [(row.pk, str(row)) for row in Agreement.objects.visible_to(user).filter(active=True)]


@register
class Targets(Managed):
    slug = "targets"
    title, singular, room = _("Targets"), _("Target"), ROOM
    icon = "target"
    intro = _(
        "By when calls are answered and solved. The most specific target holds; what is left empty holds for all."
    )
    right = AgreementsRight.MANAGE
    model = Target
    form = TargetForm
    columns = (
        Column("agreement", _("agreement"), show=lambda row: str(row.agreement or _("our own standard"))),
        Column("service", _("service"), show=lambda row: str(row.service or _("all"))),
        Column("call_kind", _("kind of call"), show=lambda row: row.get_call_kind_display() or str(_("all"))),
        Column("priority", _("priority"), show=lambda row: str(row.priority or _("all"))),
        Column("respond", _("answered within"), show=lambda row: in_hours(row.respond_seconds), end=True),
        Column("solve", _("solved within"), show=lambda row: in_hours(row.solve_seconds), end=True),
        Column("valid_from", _("from")),
    )
    search = ("agreement__name", "service__name__nl", "service__name__en", "service__code")
    filters = (
        Filter("agreement", _("agreement"), _agreements),
        Filter("priority", _("priority"), lambda user: Target.Priority.choices),
    )
    sort = ("agreement__name", "service__code", "priority", "pk")
    related = ("agreement", "service", "calendar")
    retire = "active"
    order = 42


@links_from("desks")
@links_from("teams")
def opening_hours(user: Any, row: Desk | Team) -> Iterable[Link]:
    """The calendar of a desk or team; without one of its own, all calendars, to choose from."""
    if not may(user, AgreementsRight.MANAGE):
        return
    calendar = row.calendars.filter(active=True).first()
    if calendar is None:
        yield Link(_("Opening hours"), reverse("ui:managed", args=["calendars"]), "calendar-time")
    else:
        url = reverse("ui:managed_row", args=["calendars", calendar.pk])
        yield Link(_("Opening hours"), url, "calendar-time", calendar.hours_in_words)
