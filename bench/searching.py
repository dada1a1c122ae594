"""The search table: the words of every text are read once, a call's row is put together from those of its texts."""

from collections.abc import Sequence

from django.db import connection
from psycopg.types.json import Jsonb

from bench.calls import Call
from bench.people import Cast
from bench.texts import Texts
from kwis.core.folding import plain_words
from kwis.core.search_words import handles_of, keep_words
from kwis.people.models import Person

BOTH = "to_tsvector('kwis_nl', {0}) || to_tsvector('kwis_en', {0})"
WEIGHED = "setweight(to_tsvector('kwis_nl', {0}), '{1}') || setweight(to_tsvector('kwis_en', {0}), '{1}')"


def keep_texts(texts: Texts, people: Sequence[Person]) -> None:
    """Words of all texts, subjects and names, in tables of their own for the time of filling."""
    subjects, bodies = [plain_words(text) for text in texts.short], [plain_words(text) for text in texts.long]
    names = [
        plain_words(f"{person.name} {person.organisation.name if person.organisation else ''}")
        for person in people
    ]
    with connection.cursor() as cursor:
        for table, values, vector in (
            ("bench_subject", subjects, WEIGHED.format("words", "A")),
            ("bench_text", bodies, BOTH.format("words")),
        ):
            cursor.execute(
                f"CREATE TABLE {table} AS SELECT place - 1 AS place, {vector} AS vector"  # noqa: S608
                " FROM unnest(%s::text[]) WITH ORDINALITY AS given (words, place)",
                [values],
            )
            cursor.execute(f"ALTER TABLE {table} ADD PRIMARY KEY (place)")
        cursor.execute(
            f"CREATE TABLE bench_name AS SELECT person, {WEIGHED.format('words', 'B')} AS vector"  # noqa: S608
            " FROM unnest(%s::bigint[], %s::text[]) AS given (person, words)",
            [[person.pk for person in people], names],
        )
        cursor.execute("ALTER TABLE bench_name ADD PRIMARY KEY (person)")
        cursor.execute("CREATE TABLE bench_words (ticket bigint, subject int, texts jsonb, handles text[])")
    for start in range(0, len(bodies), 500):
        keep_words(bodies[start : start + 500])
    keep_words(subjects)
    for start in range(0, len(names), 5000):
        keep_words(names[start : start + 5000])


class Words:
    """Which texts a call is made of."""

    @staticmethod
    def copy(chunk: Sequence[Call], people: Cast) -> None:
        with connection.cursor() as cursor, cursor.copy("COPY bench_words FROM STDIN") as into:
            for call in chunk:
                number = f"{call.at.year % 100:02d}-{1000 + call.key}"
                handles = sorted(handles_of(number) | {f"p{call.customer}@bench.example"})
                into.write_row((call.key, call.subject, Jsonb(list(call.texts)), handles))


def index_all() -> None:
    """One row per call, as `core.search.put_many` would write it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE AGGREGATE bench_together (tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '')"
        )
        cursor.execute(
            "INSERT INTO core_searchentry"
            " (kind, key, drawer, number, title, customer_key, organisation_key, at, handles, head, document)"
            " SELECT 'ticket', t.id, 'ticket:' || (t.id >> 13), t.number, t.subject, t.customer_id, p.organisation_id, t.created_at,"
            "  w.handles, s.vector || n.vector, s.vector || n.vector || (SELECT bench_together(b.vector)"
            "   FROM jsonb_array_elements_text(w.texts) one JOIN bench_text b ON b.place = one::int)"
            " FROM bench_words w JOIN desk_ticket t ON t.id = w.ticket JOIN people_person p ON p.id = t.customer_id"
            " JOIN bench_subject s ON s.place = w.subject JOIN bench_name n ON n.person = t.customer_id"
            " ORDER BY t.id"
        )
        cursor.execute("DROP AGGREGATE bench_together (tsvector)")
        cursor.execute("DROP TABLE bench_words, bench_subject, bench_text, bench_name")
