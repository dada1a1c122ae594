"""What was said on a call as its page shows it: a statement for all messages with their files, without what nobody looks at.

The mail as it was sent may be a hundred times the text; it is a page of its own (`mail_html`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils.safestring import SafeString, mark_safe

from kwis.core.models import StoredFile
from kwis.desk.channel import Channel
from kwis.desk.drawing_words import drawn
from kwis.desk.models import Attachment, Message

END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)
FILES = (
    "SELECT coalesce(json_agg(json_build_array(file.token, file.name, file.size) ORDER BY attached.id), '[]')::text"  # noqa: S608 - our own tables
    f" FROM {Attachment._meta.db_table} attached JOIN {StoredFile._meta.db_table} file ON file.id = attached.file_id"
    " WHERE attached.message_id = said.id AND attached.cid = ''"
)
STATEMENT = (
    "SELECT id, direction, public, channel, author_id, author_name, at, CASE WHEN drawn = '' THEN text ELSE '' END, drawn,"  # noqa: S608 - our own tables
    f" folded, html <> '', unverified, ({FILES}) FROM {Message._meta.db_table} said"
    " WHERE ticket_id = %s AND (public OR NOT %s) AND (at, id) < (%s, %s) ORDER BY at DESC, id DESC LIMIT %s"
)


@dataclass(frozen=True, slots=True)
class ShownFile:
    """`size` in bytes; `token` is its address."""

    token: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """`files` are those that were attached, not the pictures within a mail; `has_html`: it came as a mail with a look of its own."""

    pk: int
    direction: str
    public: bool
    channel: str
    author_id: int | None
    author_name: str
    at: datetime
    words: SafeString
    folded: str
    has_html: bool
    unverified: bool
    files: Sequence[ShownFile]

    @property
    def channel_words(self) -> str:
        return str(Channel(self.channel).label) if self.channel else ""


def latest_messages(
    ticket_key: int, *, public_only: bool, before: tuple[datetime, int] | None, most: int
) -> list[ShownMessage]:
    """Newest first, at most so many; `before` is the moment and key of one to go on from."""
    at, key = before or (END_OF_TIME, 0)
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [ticket_key, public_only, at, key, most])
        return [_shown(*row) for row in cursor.fetchall()]


def _shown(*row: Any) -> ShownMessage:
    *head, text, kept, folded, has_html, unverified, files = row
    words = mark_safe(kept) if kept else drawn(text)  # noqa: S308 - drawn when it was written, by the same function
    attached = [ShownFile(*file) for file in json.loads(files)]
    return ShownMessage(*(*head, words, folded, has_html, unverified, attached))
