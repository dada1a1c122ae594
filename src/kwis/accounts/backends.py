"""Who is signed in: read for every page, so in one statement, with the rights and the person behind the log-in."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection, models

from kwis.accounts import hooks
from kwis.accounts.models import Role, RoleHolding, User

RIGHTS = (
    "SELECT coalesce(json_agg(json_build_array(role.rights, held.scope_kind, held.scope_key)), '[]')"  # noqa: S608 - our tables
    f" FROM {RoleHolding._meta.db_table} held JOIN {Role._meta.db_table} role ON role.id = held.role_id"
    " WHERE held.user_id = who.id AND role.active"
)


class SignedInBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth is not typed
    """Logs in as allauth does."""

    def get_user(self, user_id: int) -> User | None:
        user = _read(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


def _read(key: int) -> User | None:
    with connection.cursor() as cursor:
        cursor.execute(_statement(), [key])
        row = cursor.fetchone()
    if row is None:
        return None
    user: User = _instance(User, row[1:])
    user.know_rights(json.loads(row[0]))
    start = 1 + len(User._meta.concrete_fields)
    for relation, model in hooks.read_along().items():
        values = row[start : start + len(model._meta.concrete_fields)]
        start += len(values)
        beside = None if values[0] is None else _instance(model, values)
        user._state.fields_cache[relation] = beside
        if beside is not None:
            beside._state.fields_cache["user"] = user
    return user


def _instance(model: type[models.Model], values: tuple[Any, ...]) -> Any:
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db(connection.alias, names, values)


@cache
def _statement() -> str:
    along: Mapping[str, type[models.Model]] = hooks.read_along()
    columns = [f"({RIGHTS})::text", *_columns("who", User)]
    joins = []
    for relation, model in along.items():
        columns += _columns(relation, model)
        joins.append(f'LEFT JOIN {model._meta.db_table} "{relation}" ON "{relation}".user_id = who.id')
    return f"SELECT {', '.join(columns)} FROM {User._meta.db_table} who {' '.join(joins)} WHERE who.id = %s"  # noqa: S608 - our own tables and columns


def _columns(name: str, model: type[models.Model]) -> list[str]:
    """The key first, so that a row which is not there is known by it."""
    fields = model._meta.concrete_fields
    converted = [field.name for field in fields if field.get_db_converters(connection)]
    if converted or not fields[0].primary_key:
        raise TypeError(f"{model._meta.label} cannot be read as the database gives it: {converted}")
    return [f'"{name}"."{field.column}"' for field in fields]
