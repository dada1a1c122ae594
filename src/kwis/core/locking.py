"""Lock a row and read it again: how every verb of a big noun begins."""

from functools import cache

from django.db import connection, models
from psycopg import sql


def lock_and_read(row: models.Model, *, keep: str = "") -> None:
    """Wait until nobody else changes the row, and take over its values; what was known of its relations is forgotten.

    `keep` names a relation of which the object in hand stays. Does what `refresh_from_db` with `select_for_update` does,
    in a fifth of the time: building that query took longer than running it, seven times for every call. Raises
    `DoesNotExist`.
    """
    statement, names = _reading(type(row))
    with connection.cursor() as cursor:
        cursor.execute(statement, [row.pk])
        found = cursor.fetchone()
    if found is None:
        raise type(row).DoesNotExist(f"there is no {row._meta.label} {row.pk}")  # type: ignore[attr-defined]
    kept = row._state.fields_cache.get(keep)
    row._state.fields_cache.clear()
    if kept is not None:
        row._state.fields_cache[keep] = kept
    for name, value in zip(names, found, strict=True):
        setattr(row, name, value)


@cache
def _reading(model: type[models.Model]) -> tuple[str, list[str]]:
    fields = model._meta.concrete_fields
    converted = [field.name for field in fields if field.get_db_converters(connection)]
    if converted:
        raise TypeError(
            f"{model._meta.label}: {', '.join(converted)} cannot be read as the database gives them"
        )
    columns = {field.attname: str(field.column) for field in fields}
    key = next(str(field.column) for field in fields if field.primary_key)
    statement = sql.SQL("SELECT {} FROM {} WHERE {} = %s FOR UPDATE").format(
        sql.SQL(", ").join(map(sql.Identifier, columns.values())),
        sql.Identifier(model._meta.db_table),
        sql.Identifier(key),
    )
    return statement.as_string(), list(columns)
