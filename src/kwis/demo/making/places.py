"""Sites, buildings, floors and rooms."""

from kwis.demo.world import World
from kwis.people.models import Place


def make_places(world: World) -> None:
    # the file is written from the site down, so a parent always stands before what is in it
    for entry in world.content.places:
        place = Place.objects.create(
            parent=world.places.get(entry.parent),
            kind=entry.kind,
            path=entry.code,
            name=entry.name,
            address=entry.address,
        )
        world.places[entry.code] = place
