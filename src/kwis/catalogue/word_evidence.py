"""What is known of the words of a text: which services have them as their own, and where they were seen before."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import connection

from kwis.catalogue.word_stems import Word, stems_of
from kwis.core.likeness import edits

# weight of a word in a service's name or as its synonym, within a longer synonym, and in its summary
OWN = {"A": 1.0, "B": 0.6, "C": 0.35}
BY_LIKENESS = 0.8  # a word that is read as another one counts for less
MOST_UNKNOWN = 8


# A typing error leaves the beginning or the end of a word as it was. To compare every word with every other takes ten
# times as long as all that is left of understanding a text.
ALIKE = """
WITH stock AS (
    SELECT one.lexeme AS word FROM catalogue_service service, unnest(service.words) one WHERE service.state = 'published'
    UNION SELECT word FROM catalogue_matchword WHERE service_id IS NULL AND weight >= 2
), asked AS (SELECT unnest(%(asked)s::text[]) AS form)
SELECT form, word FROM asked JOIN stock ON left(word, 2) = left(form, 2) WHERE word %% form
UNION SELECT form, word FROM asked JOIN stock ON right(word, 2) = right(form, 2) WHERE word %% form
"""


# the words of those services that have one of these at all are taken apart
WORDS_OF_SERVICES = """
SELECT one.lexeme, service.id, (SELECT min(weight) FROM unnest(one.weights) weight)
FROM catalogue_service service, unnest(service.words) one
WHERE service.state = 'published' AND one.lexeme = ANY(%(stems)s) AND service.words @@ (
    SELECT string_agg(quote_literal(stem), ' | ')::tsquery FROM unnest(%(stems)s::text[]) stem WHERE stem <> '')
"""


@dataclass
class Known:
    """All that is known of one word. `quality` is below 1 when it was read as another word."""

    word: Word
    quality: float = 1.0
    own: dict[int, float] = field(default_factory=dict)
    seen: dict[int, float] = field(default_factory=dict)
    kinds: dict[str, float] = field(default_factory=dict)


@dataclass
class Evidence:
    words: list[Known]
    seen_totals: dict[int, float]
    kind_totals: dict[str, float]


def gather(words: list[Word]) -> Evidence:
    """Look up every word by its stems, and the ones that nobody knows by likeness."""
    stock = _Stock({stem for word in words for stem in word.stems})
    found = [stock.known(word, word.stems) for word in words]
    unknown = [one.word for one in found if not (one.own or one.seen) and not one.word.is_number]
    if unknown:
        likely = _likely([word for word in unknown if len(word.surface) >= 4][:MOST_UNKNOWN])
        if likely:
            stock.look_up({stem for stem in likely.values() if stem})
        found = [
            stock.known(one.word, [likely[one.word.surface]], BY_LIKENESS)
            if one.word.surface in likely
            else one
            for one in found
        ]
    return Evidence(found, stock.seen_totals, stock.kind_totals)


class _Stock:
    """The rows of the word tables for the stems that matter."""

    def __init__(self, stems: Collection[str]) -> None:
        self.own: dict[str, dict[int, float]] = defaultdict(dict)
        self.seen: dict[str, dict[int, float]] = defaultdict(dict)
        self.kinds: dict[str, dict[str, float]] = defaultdict(dict)
        self.seen_totals: dict[int, float] = {}
        self.kind_totals: dict[str, float] = {}
        self.look_up({*stems, ""})

    def look_up(self, stems: Collection[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(WORDS_OF_SERVICES, {"stems": list(stems)})
            for stem, service, weight in cursor.fetchall():
                self.own[stem][service] = OWN[weight]
            cursor.execute(
                "SELECT word, service_id, kind, weight FROM catalogue_matchword WHERE word = ANY(%s)",
                [list(stems)],
            )
            for stem, service, kind, weight in cursor.fetchall():
                self._add(stem, service, kind, weight)

    def _add(self, stem: str, service: int | None, kind: str, weight: float) -> None:
        if service is not None:
            if stem:
                self.seen[stem][service] = weight
            else:
                self.seen_totals[service] = weight
        elif stem:
            self.kinds[stem][kind] = weight
        else:
            self.kind_totals[kind] = weight

    def known(self, word: Word, stems: Iterable[str], quality: float = 1.0) -> Known:
        """Join what is known under the several stems of one word."""
        known = Known(word, quality)
        for stem in stems:
            _take_highest(known.own, self.own.get(stem, {}))
            _take_highest(known.seen, self.seen.get(stem, {}))
            _take_highest(known.kinds, self.kinds.get(stem, {}))
        return known


def _take_highest(into: dict, more: dict) -> None:  # type: ignore[type-arg]
    for key, value in more.items():
        into[key] = max(value, into.get(key, 0.0))


def _likely(unknown: list[Word]) -> dict[str, str]:
    """For each unknown word the stem it probably is: a typing error away, or the end or beginning of a compound."""
    if not unknown:
        return {}
    likely = _by_typing_error(unknown)
    rest = [word for word in unknown if word.surface not in likely and len(word.surface) >= 7]
    return likely | _by_compound(rest)


def _by_typing_error(unknown: list[Word]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            ALIKE, {"asked": list({form for word in unknown for form in (word.surface, word.stem)})}
        )
        near: dict[str, set[str]] = defaultdict(set)
        for asked, word in cursor.fetchall():
            near[asked].add(word)
    likely = {}
    for word in unknown:
        tried = [
            (edits(form, candidate), candidate)
            for form in {word.surface, word.stem}
            for candidate in near[form]
        ]
        distance, candidate = min(tried, default=(99, ""))
        if distance <= (1 if len(word.surface) < 8 else 2) and len(candidate) >= 4:
            likely[word.surface] = candidate
    return likely


def _by_compound(unknown: list[Word]) -> dict[str, str]:
    """`kleurenprinter` is a printer: Dutch puts what a thing is at the end."""
    parts = {
        word.surface: [word.surface[cut:] for cut in range(3, len(word.surface) - 3)]
        + [word.surface[:cut] for cut in range(len(word.surface) - 3, 4, -1)]
        for word in unknown
    }
    if not parts:
        return {}
    stems = stems_of(sorted({part for several in parts.values() for part in several}))
    looked_up = sorted({stem for found in stems.values() for stem in found})
    with connection.cursor() as cursor:
        cursor.execute(WORDS_OF_SERVICES, {"stems": looked_up})
        own = {stem for stem, _service, weight in cursor.fetchall() if weight == "A" and len(stem) >= 4}
    likely = {}
    for surface, several in parts.items():
        fitting = next((stem for part in several for stem in sorted(stems[part] & own)), None)
        if fitting is not None:
            likely[surface] = fitting
    return likely
