"""Rows into tables by COPY, with the keys and indexes made afterwards, in one go."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb

Row = tuple[Any, ...]


class Table:
    """A model's columns in order, and what stands in a column that a row says nothing about."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.name = model._meta.db_table
        self.columns = [field.column for field in model._meta.concrete_fields]
        self.usual = {field.column: _usual(field) for field in model._meta.concrete_fields}

    def row(self, **values: Any) -> Row:
        return tuple((self.usual | values).values())


def _usual(field: Any) -> Any:
    if isinstance(field, models.JSONField):
        return Jsonb([] if field.default is list else {})
    if field.has_default() and not callable(field.default):
        return field.default
    return "" if field.empty_strings_allowed and not field.null else None


def copy(table: Table, rows: Iterable[Row]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table.name} ({', '.join(table.columns)}) FROM STDIN") as into,
    ):
        for row in rows:
            into.write_row(row)


@contextmanager
def all_at_once(kinds: Sequence[type[models.Model]]) -> Iterator[None]:
    """Without foreign keys and indexes inside the block, with all of them after it."""
    names = [model._meta.db_table for model in kinds] + ["core_searchentry"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND (conrelid::regclass::text = ANY(%s))",
            [names],
        )
        keys = cursor.fetchall()
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN"
            " (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u'))",
            [names],
        )
        indexes = cursor.fetchall()
        for table, name, _definition in keys:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute("SET synchronous_commit = off")
    yield
    with connection.cursor() as cursor:
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in keys:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
