"""Earlier texts that are much like this one."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from kwis.catalogue.teaching import fingerprint
from kwis.catalogue.word_evidence import Evidence
from kwis.catalogue.word_stems import Word

MOST_EXAMPLES = 400  # compared one by one
LIKE = 0.45  # shared words out of all words of both texts
LATE_ROWS = 2_000.0  # rows that the telling words may bring in together


@dataclass
class Near:
    """Likeness (0..1) per service and kind; `decided` is the service that the same words were understood as."""

    by_service: dict[int, float] = field(default_factory=dict)
    by_kind: dict[str, float] = field(default_factory=dict)
    decided: int | None = None
    _calls: dict[int, list[tuple[float, str]]] = field(default_factory=dict)

    def calls(self, service: int) -> list[str]:
        """Source keys of the nearest texts, nearest first."""
        return [key for _likeness, key in sorted(self._calls.get(service, []), reverse=True)[:3]]

    def add(self, likeness: float, service: int | None, kind: str, source_key: str) -> None:
        if service is not None:
            self.by_service[service] = max(likeness, self.by_service.get(service, 0.0))
            self._calls.setdefault(service, []).append((likeness, source_key))
        if kind:
            self.by_kind[kind] = max(likeness, self.by_kind.get(kind, 0.0))


def near_examples(words: list[Word], evidence: Evidence) -> Near:
    near = Near()
    same = fingerprint(words)
    stems = {word.stem for word in words if not word.is_number}
    if not same:
        return near
    for service, kind, key, weight, words_there in _same(same) + _sharing(stems, evidence, same):
        there = set(words_there)
        likeness = len(stems & there) / len(stems | there)
        if likeness >= LIKE:
            exact = stems == there
            if exact and near.decided is None and service is not None:
                near.decided = (
                    service  # the heaviest comes first: a correction before a closed call, then the newest
                )
            # three out of four words is much, but not the same
            near.add((likeness if exact else likeness**2) * weight / (weight + 0.3), service, kind, key)
    return near


Row = tuple[int | None, str, str, float, list[str]]


def _same(same: str) -> list[Row]:
    return _rows(
        "SELECT service_id, kind, source_key, weight, tsvector_to_array(words) FROM catalogue_matchexample"
        " WHERE fingerprint = %s ORDER BY weight DESC, id DESC LIMIT 50",
        [same],
    )


def _sharing(stems: set[str], evidence: Evidence, same: str) -> list[Row]:
    """Examples that share rare words; the common ones would bring in half the table and tell nothing."""
    rows = 0.0
    rare: list[str] = []
    for known in sorted(evidence.words, key=lambda one: sum(one.seen.values())):
        amount = sum(known.seen.values())
        if known.word.stem in stems and amount and (rows + amount <= LATE_ROWS or not rare):
            rows += amount
            rare.append(known.word.stem)
    if not rare:
        return []
    return _rows(
        "SELECT service_id, kind, source_key, weight, tsvector_to_array(words) FROM catalogue_matchexample"
        " WHERE words @@ (SELECT string_agg(quote_literal(stem), ' | ') FROM unnest(%s::text[]) stem)::tsquery"
        " AND fingerprint <> %s ORDER BY id DESC LIMIT %s",
        [rare[:12], same, MOST_EXAMPLES],
    )


def _rows(query: str, values: list[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
