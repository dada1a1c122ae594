"""Finding: one row per thing, words in Dutch and English, the newest first, and only what the user may see.

How a search stays fast at a million rows:
- few visible rows (a customer's own calls): narrow by customer or organisation first, then look at the words;
- many: look through the newest drawers until there are five hundred candidates, and rank only those;
- beginnings of words and typing errors are looked up among the words that occur, not among the texts;
- what is found is checked again against the query set of what the user may see, in rank order, page by page.
"""

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models

from kwis.core.clock import now
from kwis.core.folding import plain_words
from kwis.core.models import SearchEntry
from kwis.core.search_words import (
    Asked,
    beginning_with,
    handles_of,
    joined_words,
    keep_words,
    meant_by,
    read_question,
    stop_words,
)

# Ranked at most: ranking all hits of a common word takes half a second at a million rows, and every candidate of a
# middling word is a page of its own to read.
CANDIDATES = 500
BEST = 200  # of those are first looked at whether the user may see them
HANDLED = 300  # looked at among the exact ways in, newest first
FEW = 5_000  # so many visible rows are searched one by one
DRAWER = 13  # 8,192 keys a drawer
FIRST = 2  # drawers looked through at first
LONGEST = 60_000
FEW_HITS = 3  # fewer hits than this: perhaps a typing error


Among = Callable[[int], Iterable[int]]
"""Keys among which all that the user may see are, at most so many."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is found by what. `names` are persons, places and services; `texts` all that was said."""

    kind: str
    key: int
    title: str
    number: str = ""
    names: Sequence[str] = ()
    texts: Sequence[str] = ()
    handles: Sequence[str] = ()
    customer_key: int | None = None
    organisation_key: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Narrow:
    """Begin with the rows of these customers or these organisations."""

    customers: Collection[int] = ()
    organisations: Collection[int] = ()


@dataclass(frozen=True)
class Hit:
    """`how` it was found: handle, words, beginning (of a word), meant (another word), some (of the words)."""

    key: int
    how: str
    score: float


@dataclass
class Hits:
    """Best first. `more`: there are others. `meant`: words that were read as other words."""

    items: list[Hit] = field(default_factory=list)
    more: bool = False
    meant: dict[str, list[str]] = field(default_factory=dict)

    @property
    def keys(self) -> list[int]:
        return [hit.key for hit in self.items]


def put(kind: str, key: int, *, title: str, **more: Any) -> None:
    """Make a thing findable, or write its row anew; `more` is as in `Entry`."""
    put_many([Entry(kind=kind, key=key, title=title, **more)])


def put_many(entries: Iterable[Entry]) -> None:
    """The same for a batch, in the caller's transaction."""
    rows: list[dict[str, Any]] = []
    plain: list[str] = []
    for entry in sorted(entries, key=lambda one: (one.kind, one.key)):
        head, names = plain_words(entry.title), plain_words(" ".join(entry.names))
        text = " ".join(text[:LONGEST] for text in (entry.title, *entry.texts))[:LONGEST]
        body = plain_words(f"{text} {joined_words(text)}")
        handles = set().union(*(handles_of(one) for one in (entry.number, *entry.handles)))
        plain += [head, names, body]
        rows.append(
            {
                "kind": entry.kind,
                "key": entry.key,
                "drawer": drawer(entry.kind, entry.key >> DRAWER),
                "number": entry.number,
                "title": entry.title[:300],
                "customer": entry.customer_key,
                "organisation": entry.organisation_key,
                "at": entry.at or now(),
                "handles": sorted(handles),
                "head": head,
                "names": names,
                "body": body,
            }
        )
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_PUT, rows)
        keep_words(plain)


HEAD = (
    "setweight(to_tsvector('kwis_nl', %(head)s), 'A') || setweight(to_tsvector('kwis_en', %(head)s), 'A')"
    " || setweight(to_tsvector('kwis_nl', %(names)s), 'B') || setweight(to_tsvector('kwis_en', %(names)s), 'B')"
)
_PUT = f"""
INSERT INTO core_searchentry
    (kind, key, drawer, number, title, customer_key, organisation_key, at, handles, head, document)
VALUES (%(kind)s, %(key)s, %(drawer)s, %(number)s, %(title)s, %(customer)s, %(organisation)s, %(at)s, %(handles)s,
    {HEAD}, {HEAD} || to_tsvector('kwis_nl', %(body)s) || to_tsvector('kwis_en', %(body)s))
ON CONFLICT (kind, key) DO UPDATE SET
    number = excluded.number, title = excluded.title, customer_key = excluded.customer_key,
    organisation_key = excluded.organisation_key, at = excluded.at, handles = excluded.handles,
    head = excluded.head, document = excluded.document
"""  # noqa: S608 - no value stands in it


def drop(kind: str, key: int) -> None:
    """No longer findable."""
    SearchEntry.objects.filter(kind=kind, key=key).delete()


def drawer(kind: str, number: int) -> str:
    return f"{kind}:{number}"


def find(
    kind: str,
    words: str,
    *,
    allowed: models.QuerySet[Any],
    narrow: Narrow | None = None,
    among: Among | None = None,
    limit: int = 20,
) -> Hits:
    """What fits the words, best first, among the rows of `allowed` (whose primary keys are the keys that were put).

    With `narrow` only entries of those customers or organisations are looked at. `among` gives keys, allowed ones and
    perhaps some more, where that is quicker to tell than `allowed`.
    """
    asked = read_question(words)
    looking = _Looking(kind, allowed, narrow, limit, among)
    looking.by_handles(asked.whole)
    if looking.hits.items:
        return looking.hits
    looking.by_handles([handle for handle in asked.handles if handle not in asked.whole])
    telling = _telling(asked)
    if not telling:
        return looking.hits
    looking.by_words(_readings(telling), "words")
    if looking.room:
        begun = beginning_with(telling)
        if begun:
            looking.by_words(_readings(telling, begun), "beginning")
    if len(looking.hits.items) < FEW_HITS:
        looking.hits.meant = meant_by(telling)
        if looking.hits.meant:
            looking.by_words(_readings(telling, looking.hits.meant), "meant")
    if not looking.hits.items and len(telling) > 1:
        looking.by_words([[telling]], "some")
    return looking.hits


Reading = list[list[str]]  # for every word the words that may stand in its place


def _readings(words: list[str], others: dict[str, list[str]] | None = None) -> list[Reading]:
    """All words, or with two neighbours written as one: a koffie automaat is a koffieautomaat."""
    alternatives = [[word, *(others or {}).get(word, [])] for word in words]
    joined = [
        [*alternatives[:place], [words[place] + words[place + 1]], *alternatives[place + 2 :]]
        for place in range(len(words) - 1)
    ]
    return [alternatives, *joined]


def _telling(asked: Asked) -> list[str]:
    """The words without stop words and loose letters; all of them when nothing else is left."""
    stops = stop_words(asked.words)
    return [word for word in asked.words if word not in stops and len(word) > 1] or asked.words


class _Looking:
    """One search: gathers hits step by step until there are enough."""

    def __init__(
        self,
        kind: str,
        allowed: models.QuerySet[Any],
        narrow: Narrow | None,
        limit: int,
        among: Among | None,
    ) -> None:
        self.hits = Hits()
        self._among = among or (lambda most: allowed.order_by().values_list("pk", flat=True)[:most])
        self._kind, self._allowed, self._narrow, self._limit = kind, allowed, narrow, limit
        self._looked_at: set[int] = set()
        self._few: list[int] | None = None

    @property
    def room(self) -> int:
        return self._limit - len(self.hits.items)

    def by_handles(self, handles: list[str]) -> None:
        if handles:
            condition, values = self._narrowed()
            with connection.cursor() as cursor:
                cursor.execute(
                    _HANDLED.format(condition=condition),
                    {"kind": self._kind, "handles": handles, "most": HANDLED, **values},
                )
                self._take([(key, 1.0) for (key,) in cursor.fetchall()], "handle")

    def by_words(self, readings: list[Reading], how: str) -> None:
        """Find what has, in one of the readings, one of the alternatives of every word."""
        query = _tsquery(readings)
        if not query or self.room <= 0:
            return
        if self._few is None and self._narrow is None:
            ranked = self._newest_first(query, BEST)
            first = ranked[: 2 * self._limit]
            if self._take(first, how) * 4 < len(first) and self.room > 0:
                self._see_whether_few()
                if self._few is None:
                    ranked = self._newest_first(query, CANDIDATES)
            if self._few is None:
                self._take(ranked, how)
                return
        condition = "" if self._few is None else "AND key = ANY(%(keys)s)"
        self._take(self._rows(query, condition, keys=self._few)[0], how)

    def _see_whether_few(self) -> None:
        """The newest candidates are mostly not for this user: they may see few rows, which are then searched whole."""
        keys = list(self._among(FEW + 1))
        self._few = keys if len(keys) <= FEW else None

    def _newest_first(self, query: str, best: int) -> list[tuple[int, float]]:
        """The best candidates out of the newest drawers, best first."""
        highest = self._highest()
        following = -1 if highest is None else highest >> DRAWER
        ranked: list[tuple[int, float]] = []
        total, step = 0, FIRST
        while following >= 0:
            numbers = range(following, max(following - step, -1), -1)
            drawers = [drawer(self._kind, number) for number in numbers]
            rows, found = self._rows(query, "AND drawer = ANY(%(drawers)s)", best=best, drawers=drawers)
            ranked += rows
            total += found
            following -= len(numbers)
            if total >= CANDIDATES:
                break
            # per drawer so far; the newest drawer may have been begun only just now: reckon by keys
            rate = total / ((highest or 0) - ((following + 1) << DRAWER) + 1) * (1 << DRAWER)
            if rate * (following + 1) <= 2 * CANDIDATES:
                # the words are rare: what is left is found faster without opening every drawer
                ranked += self._rows(
                    query, "AND key < %(below)s", best=best, below=(following + 1) << DRAWER
                )[0]
                break
            # as many drawers more as it takes at this rate, so that a common word never brings in all its texts
            step = math.ceil((CANDIDATES - total) / rate)
        return sorted(ranked, key=lambda pair: (-pair[1], -pair[0]))

    def _rows(
        self, query: str, condition: str, best: int = CANDIDATES, **values: Any
    ) -> tuple[list[tuple[int, float]], int]:
        """The best candidates, and how many there were."""
        narrowed, only = self._narrowed()
        condition, values = condition + narrowed, values | only
        with connection.cursor() as cursor:
            cursor.execute(
                _RANK.format(condition=condition),
                {
                    "kind": self._kind,
                    "query": query,
                    "most": CANDIDATES,
                    "best": best,
                    "now": now(),
                    **values,
                },
            )
            rows = cursor.fetchall()
        return [(key, score) for key, score, _total in rows], rows[0][2] if rows else 0

    def _narrowed(self) -> tuple[str, dict[str, list[int]]]:
        """The condition of `narrow`, and its values."""
        narrow = self._narrow
        if narrow is None:
            return "", {}
        return (
            " AND (customer_key = ANY(%(customers)s) OR organisation_key = ANY(%(organisations)s))",
            {"customers": list(narrow.customers), "organisations": list(narrow.organisations)},
        )

    def _highest(self) -> int | None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(key) FROM core_searchentry WHERE kind = %s", [self._kind])
            key: int | None = cursor.fetchone()[0]
        return key

    def _take(self, ranked: list[tuple[int, float]], how: str) -> int:
        """Add what the user may see, in rank order, a page at a time; returns how many that were."""
        before = len(self.hits.items)
        fresh = [(key, score) for key, score in ranked if key not in self._looked_at]
        start, page = 0, 2 * self._limit
        while start < len(fresh):
            part = dict(fresh[start : start + page])
            start, page = start + page, 500
            self._looked_at |= part.keys()
            seen = set(self._allowed.filter(pk__in=list(part)).values_list("pk", flat=True))
            for key, score in part.items():
                if key in seen and self.room <= 0:
                    self.hits.more = True
                    return len(self.hits.items) - before
                if key in seen:
                    self.hits.items.append(Hit(key, how, round(score, 4)))
        return len(self.hits.items) - before


_HANDLED = """
SELECT key FROM core_searchentry WHERE kind = %(kind)s AND handles && %(handles)s::varchar[] {condition}
ORDER BY at DESC, key DESC LIMIT %(most)s
"""

# Words in the title and names come first, and of equal ones the newest; a quarter of a year halves its freshness.
_RANK = """
SELECT key, ts_rank('{{0.1, 0.2, 0.6, 1.0}}', head, %(query)s::tsquery)
    + 0.3 / (1 + greatest(extract(epoch FROM %(now)s - at)::float8, 0) / 7776000) AS score,
    count(*) OVER () AS total
FROM (
    SELECT key, head, at FROM core_searchentry
    WHERE kind = %(kind)s AND document @@ %(query)s::tsquery {condition}
    ORDER BY key + 0 DESC LIMIT %(most)s  -- the sum keeps the planner from walking the keys past texts without the word
) candidate
ORDER BY score DESC, key DESC LIMIT %(best)s
"""


def _tsquery(readings: list[Reading]) -> str:
    """As a tsquery in text, every word by its Dutch or its English stem; empty when nothing is left."""
    word = "(to_tsquery('kwis_nl', %s) || to_tsquery('kwis_en', %s))"
    parts = [" && ".join([word] * len(reading)) for reading in readings]
    values = [
        " | ".join(dict.fromkeys(alternatives))
        for reading in readings
        for alternatives in reading
        for _language in range(2)
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({' || '.join(f'({part})' for part in parts)})::text", values)
        row = cursor.fetchone()
    return str(row[0]) if row else ""
