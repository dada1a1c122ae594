"""Log-ins: one per role, and three more to see what an HR specialist, an IT specialist and another desk see."""

from django.contrib.auth.hashers import make_password

from kwis.accounts import roles
from kwis.accounts.models import User
from kwis.accounts.models.role import Scope, ScopeKind
from kwis.demo.known import PASSWORD
from kwis.demo.world import World


def make_log_ins(world: World) -> None:
    roles.make_ready()
    # one hash for all: slow hashing is for secrets
    hashed = make_password(PASSWORD)
    for entry in world.content.organisation.login:
        person = world.named[entry.person]
        user = User.objects.create(
            login_name=entry.login_name,
            name=person.name,
            email=person.email,
            password=hashed,
            language=person.language,
        )
        person.user = user
        person.save(update_fields=["user"])
        roles.give(user, entry.role, _scope(world, entry.scope))


def _scope(world: World, written: str) -> Scope:
    kind, _colon, code = written.partition(":")
    if kind == ScopeKind.EVERYWHERE:
        return Scope.everywhere()
    if kind == ScopeKind.DESK:
        return Scope(kind, world.desks[code].pk)
    return Scope(ScopeKind.TEAM, world.teams[code].pk)
