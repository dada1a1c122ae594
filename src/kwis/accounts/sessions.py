"""Sessions in the database, read with a short statement of our own: it is the first of every page."""

from dataclasses import dataclass

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection

STATEMENT = (
    f"SELECT session_data FROM {Session._meta.db_table} WHERE session_key = %s AND expire_date > now()"  # noqa: S608 - our own table
)


@dataclass(frozen=True, slots=True)
class Kept:
    session_data: str


class SessionStore(db.SessionStore):
    """As Django's; only what is read of a session that exists is less."""

    def _get_session_from_db(self) -> Kept | None:
        with connection.cursor() as cursor:
            cursor.execute(STATEMENT, [self.session_key])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        return Kept(row[0])
