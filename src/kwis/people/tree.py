"""Walking up a tree of rows with a parent (organisations, places) in one query."""

from django.db import connection, models


def line_up(row: models.Model) -> list[int]:
    """The ids of a row and of all rows above it; a circle in the data ends the walk."""
    table = connection.ops.quote_name(row._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH RECURSIVE line (id, parent_id) AS (
                SELECT id, parent_id FROM {table} WHERE id = %s
                UNION
                SELECT up.id, up.parent_id FROM {table} up JOIN line ON up.id = line.parent_id
            ) SELECT id FROM line
            """,  # noqa: S608 - the model's own table
            [row.pk],
        )
        return [key for (key,) in cursor.fetchall()]
