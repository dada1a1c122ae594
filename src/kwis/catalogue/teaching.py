"""Learning which words lead to which service and kind, one understood text at a time."""

import hashlib
from collections.abc import Iterable

from django.db import connection, transaction

from kwis.catalogue.models import MatchExample, Service
from kwis.catalogue.word_stems import Word, read_words
from kwis.core.clock import now

CLOSED = 1.0  # a call that was closed with this service: probably right
CORRECTED = 3.0  # a person who looked at it said so


@transaction.atomic
def teach(
    text: str,
    service: Service | None,
    kind: str,
    *,
    weight: float = CLOSED,
    source_key: str,
    language: str | None = None,
) -> None:
    """Learn that this text is about this service and of this kind.

    The same `source_key` again replaces what it taught before; a correction stays a correction when the call is
    closed later. A text without telling words teaches nothing.
    """
    words = _telling(read_words(text, language))
    _one_at_a_time()
    earlier = MatchExample.objects.select_for_update().filter(source_key=source_key).first()
    if earlier is not None:
        if service is not None and earlier.service_id == service.pk:
            weight = max(weight, earlier.weight)
        _unlearn(earlier)
    if words:
        _learn(words, service, kind, weight, source_key)


@transaction.atomic
def forget(source_key: str) -> None:
    """Take back what a text taught, for instance when its call turns out to be confidential or is erased."""
    _one_at_a_time()
    earlier = MatchExample.objects.select_for_update().filter(source_key=source_key).first()
    if earlier is not None:
        _unlearn(earlier)


def _one_at_a_time() -> None:
    # teachers meet in the totals anyway; this keeps two of them from waiting for each other in a circle
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('catalogue.teaching'))")


def fingerprint(words: Iterable[Word]) -> str:
    """Equal for two texts with the same telling words, in any order; empty without words."""
    stems = sorted({word.stem for word in words if not word.is_number})
    return hashlib.sha256(" ".join(stems).encode()).hexdigest() if stems else ""


def _telling(words: list[Word]) -> list[Word]:
    return [word for word in words if not word.is_number]


def _learn(words: list[Word], service: Service | None, kind: str, weight: float, source_key: str) -> None:
    stems = [word.stem for word in words]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO catalogue_matchexample (service_id, kind, source_key, fingerprint, words, weight, at)"
            " VALUES (%s, %s, %s, %s, array_to_tsvector(%s), %s, %s)",
            [
                service.pk if service else None,
                kind,
                source_key,
                fingerprint(words),
                sorted(set(stems)),
                weight,
                now(),
            ],
        )
    _count(stems, service.pk if service else None, kind, weight)


def _unlearn(example: MatchExample) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tsvector_to_array(words) FROM catalogue_matchexample WHERE id = %s", [example.pk]
        )
        row = cursor.fetchone()
    stems = row[0] if row else []
    example.delete()
    _count(stems, example.service_id, example.kind, -example.weight)


def _count(stems: list[str], service_key: int | None, kind: str, weight: float) -> None:
    holders: list[tuple[int | None, str]] = [(service_key, "")] if service_key else []
    holders += [(None, kind)] if kind else []
    services, kinds = [holder[0] for holder in holders], [holder[1] for holder in holders]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO catalogue_matchword AS held (word, service_id, kind, weight)"
            " SELECT word, service, kind, %s FROM unnest(%s::text[]) word,"
            " unnest(%s::bigint[], %s::text[]) holder (service, kind) ORDER BY word"
            " ON CONFLICT (word, service_id, kind) DO UPDATE SET weight = held.weight + excluded.weight",
            [weight, sorted({"", *stems}), services, kinds],
        )
        if weight < 0:
            # sums of floats: what is next to nothing is nothing
            cursor.execute(
                "DELETE FROM catalogue_matchword WHERE weight < 0.001 AND word = ANY(%s)", [["", *stems]]
            )
