"""The whole organisation, in the order in which one thing stands on another."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import prefetch_related_objects

from kwis.core import clock
from kwis.demo.contents import Content
from kwis.demo.making.agreements import make_agreements
from kwis.demo.making.catalogue import make_catalogue
from kwis.demo.making.knowledge import make_knowledge
from kwis.demo.making.log_ins import make_log_ins
from kwis.demo.making.organisations import make_calendar, make_desks_and_teams, make_organisations
from kwis.demo.making.people import make_people
from kwis.demo.making.places import make_places
from kwis.demo.world import World

YEAR = timedelta(days=365)


@transaction.atomic
def make_organisation(content: Content, now: datetime) -> World:
    """The organisation as it stands a year before `now`."""
    world = World(content=content, began=now - YEAR, now=now)
    with clock.at(world.began):
        make_places(world)
        make_organisations(world)
        make_desks_and_teams(world)
        make_calendar(world)
        make_people(world)
        make_catalogue(world)
        make_agreements(world)
        make_knowledge(world)
        make_log_ins(world)
    # asked for with every call
    prefetch_related_objects([*world.staff, *world.outsiders], "addresses", "numbers")
    return world
