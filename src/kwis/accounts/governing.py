"""Who may give whom what: nobody gives away a right that they do not hold, and somebody always keeps the keys."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection

from kwis.accounts.models import RoleHolding, User
from kwis.accounts.permissions import AccountsRight
from kwis.accounts.scope import Scope

LOCK = 0x6B657973  # "keys"


def may_give(user: Any, rights: Iterable[str], scope: Scope) -> bool:
    """Whether the user holds all these rights there, or everywhere."""
    return all(user.has_right(right, scope) for right in rights)


def may_govern(user: Any, other: User) -> bool:
    """Whether the user may change another's log-in: who sets a password could be that person tomorrow.

    So it takes every right that the other holds, where the other holds it. Roles out of use count too, because they
    can be taken into use again.
    """
    holdings = RoleHolding.objects.filter(user=other).select_related("role")
    return all(may_give(user, holding.role.rights, holding.scope) for holding in holdings)


def lock_keys() -> None:
    """One change at a time of who may what, until the transaction ends: two cannot take away each other's keys."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def somebody_keeps_the_keys() -> bool:
    """Whether anybody is left who can log in and manage log-ins and roles everywhere."""
    return (
        RoleHolding.objects.filter(
            role__active=True,
            role__rights__contains=[AccountsRight.MANAGE],
            scope_kind=Scope.everywhere().kind,
            user__is_active=True,
        )
        .exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
        .exists()
    )
