"""Departments, suppliers, desks, counters and teams."""

from kwis.agreements.models import CalendarDay, DeskHours, WorkCalendar
from kwis.channels.models import Counter
from kwis.core.actors import Actor
from kwis.core.wording import say
from kwis.demo.world import World
from kwis.people.models import Desk, Organisation, Team

PROMISE_MINUTES = 240  # working time within which a customer hears something


def make_organisations(world: World) -> None:
    written = world.content.organisation
    for department in written.department:
        is_top = not department.parent
        world.departments[department.code] = Organisation.objects.create(
            code=department.code,
            name=say(department.name, "nl"),
            parent=world.departments.get(department.parent),
            cost_centre=department.cost_centre,
            mail_domains=written.gemeente.mail_domain if is_top else "",
            phone=written.gemeente.phone if is_top else "",
        )
    for supplier in written.supplier:
        world.suppliers[supplier.code] = Organisation.objects.create(
            code=supplier.code,
            name=supplier.name,
            kind=Organisation.Kind.SUPPLIER,
            email=supplier.email,
            phone=supplier.phone,
            mail_domains=supplier.email.partition("@")[2],
            note=f"{say(supplier.about, 'nl')}. Contactpersoon: {supplier.contact}.",
        )
        world.voices[supplier.code] = Actor(name=f"{supplier.contact} ({supplier.name})", kind="supplier")


def make_desks_and_teams(world: World) -> None:
    written = world.content.organisation
    for number, desk in enumerate(written.desk):
        world.desks[desk.code] = Desk.objects.create(
            code=desk.code,
            name=say(desk.name, "nl"),
            organisation_name=written.gemeente.name,
            email=desk.email,
            phone=desk.phone,
            place=world.places[desk.place],
            promise_minutes=PROMISE_MINUTES,
            close_term_days=desk.closing_term_days,
            is_default=number == 0,
        )
    for counter in written.counter:
        Counter.objects.create(
            name=counter.name, desk=world.desks[counter.desk], place=world.places[counter.place]
        )
    for team in written.team:
        world.teams[team.code] = Team.objects.create(
            code=team.code,
            name=say(team.name, "nl"),
            role=team.role,
            desk=world.desks.get(team.desk),
            department=world.departments[team.department].name if team.department else "",
            email=team.email,
        )


def make_calendar(world: World) -> None:
    """One calendar for both desks, the default for everybody else."""
    written = world.content.organisation.calendar
    calendar = WorkCalendar.objects.create(
        code=written.code,
        name=say(written.name, "nl"),
        hours=written.hours,
        zone=world.content.organisation.gemeente.time_zone,
        country=written.holidays,
        is_default=True,
    )
    for free in written.extra_free_days:
        CalendarDay.objects.create(calendar=calendar, date=free.day, reason=free.name)
    for desk in world.desks.values():
        DeskHours.objects.create(calendar=calendar, desk=desk)
    world.calendar = calendar.rules()
