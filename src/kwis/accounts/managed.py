"""The lists of this room in Beheer: log-ins with the roles they hold, and roles."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kwis.accounts import rights
from kwis.accounts.forms import HoldingForm, HoldingRules, LoginForm, RoleForm
from kwis.accounts.governing import lock_keys, may_give, may_govern, somebody_keeps_the_keys
from kwis.accounts.models import Role, RoleHolding, User
from kwis.accounts.permissions import AccountsRight
from kwis.accounts.scope import Scope
from kwis.accounts.views.recovering import ACTS
from kwis.core.actors import Actor
from kwis.ui.managing import Children, Column, Filter, Link, Managed, Refused, links_from, register
from kwis.ui.managing.lists import AnyForm

ROOM = _("Log-ins and roles")


def _keys_must_stay() -> None:
    if not somebody_keeps_the_keys():
        raise Refused(
            gettext("Then nobody could manage log-ins and roles any more. Give that to somebody else first.")
        )


def roles_held(user: User) -> str:
    """`Beheerder, Behandelaar (Werkplekbeheer)`."""
    return ", ".join(str(holding) for holding in user.holdings.all())


@register
class Logins(Managed):
    slug = "logins"
    title, singular, room = _("Log-ins"), _("Log-in"), ROOM
    icon = "key"
    intro = _("With what name somebody logs in, and what they may do. Who they are stands with the people.")
    right = AccountsRight.MANAGE
    model = User
    form = LoginForm
    columns = (
        Column("login_name", _("log-in name")),
        Column("name", _("name")),
        Column("email", _("e-mail address")),
        Column("roles", _("roles"), show=roles_held),
        Column("last_login", _("last logged in")),
    )
    search = ("login_name", "name", "email")
    filters = (
        Filter(
            "role",
            _("role"),
            lambda user: [(role.pk, str(role)) for role in Role.objects.filter(active=True)],
            lambda rows, value: rows.filter(holdings__role=value).distinct(),
        ),
    )
    sort = ("login_name",)
    retire = "is_active"
    secret = frozenset({"new_password", "again"})
    children = (
        Children("holdings", _("Roles"), RoleHolding, HoldingForm, "user", rules=HoldingRules, most=50),
    )
    order = 10

    def queryset(self, user: Any) -> QuerySet[User]:
        return User.objects.prefetch_related("holdings__role")

    def may_change(self, user: Any, row: User) -> bool:
        return may_govern(user, row)

    def words(self, row: User) -> str:
        return row.login_name

    def hint(self, row: User) -> str:
        return row.name

    def children_for(self, user: Any) -> tuple[Children, ...]:
        rules = type("HoldingRulesFor", (HoldingRules,), {"giver": user})
        return tuple(replace(child, rules=rules) for child in self.children)

    def save(self, form: AnyForm, by: Actor) -> Any:
        lock_keys()
        return super().save(form, by)

    def after_save(self, row: User, by: Actor) -> None:
        _keys_must_stay()

    def set_retired(self, row: User, retired: bool, by: Actor) -> None:
        lock_keys()
        super().set_retired(row, retired, by)
        if retired:
            _keys_must_stay()


@links_from("logins")
def ways_back_in(user: Any, row: User) -> Iterable[Link]:
    """What can be done for somebody who cannot get in, or against somebody who got in."""
    if not may_govern(user, row):
        return
    for act in ACTS:
        if not act.obstacle(user, row):
            yield Link(act.title, reverse(act.address, args=[row.pk]), act.icon)


@register
class Roles(Managed):
    slug = "roles"
    title, singular, room = _("Roles"), _("Role"), ROOM
    icon = "shield-lock"
    intro = _("What people with this role may do. Where they may do it stands with their log-in.")
    right = AccountsRight.MANAGE
    model = Role
    form = RoleForm
    columns = (
        Column("name", _("name"), show=str),
        Column("rights", _("may do"), show=lambda role: _rights_in_words(role)),
        Column("holders", _("held by"), show=lambda role: str(role.holdings.count()), end=True),
    )
    search = ("name__nl", "name__en")
    sort = ("id",)
    retire = "active"
    order = 11

    def form_for(self, request: HttpRequest, row: Role | None) -> RoleForm:
        data = request.POST if request.method == "POST" else None
        return RoleForm(data, instance=row or Role(), user=request.user)

    def may_change(self, user: Any, row: Role) -> bool:
        """Who lacks a right of the role cannot judge about it, nor take it from others."""
        return may_give(user, set(row.rights) & set(rights.all_rights()), Scope.everywhere())

    def save(self, form: AnyForm, by: Actor) -> Any:
        lock_keys()
        form.instance.known_rights = sorted(rights.all_rights())
        return super().save(form, by)

    def after_save(self, row: Role, by: Actor) -> None:
        _keys_must_stay()

    def obstacle_to_retiring(self, row: Role) -> str:
        if row.code:
            return gettext("This role came with Kwis and stays. You can change what it may do.")
        return ""

    def set_retired(self, row: Role, retired: bool, by: Actor) -> None:
        lock_keys()
        super().set_retired(row, retired, by)
        _keys_must_stay()


def _rights_in_words(role: Role) -> str:
    known = rights.all_rights()
    if set(role.rights) >= set(known):
        return gettext("everything")
    words = [known[right] for right in role.rights if right in known]
    more = len(words) - 3
    return ", ".join(words[:3]) + (gettext(" and %(n)s more") % {"n": more} if more > 0 else "")
