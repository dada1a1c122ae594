"""Fill an empty database: the demo's organisation, and so many calls with all that belongs to them, by COPY.

Of a hundred calls five still run. A call has three messages, every fiftieth has ten. Four in ten have a work order; all have
a promise, events, a clock, a row in the search table, and the closed ones a closure and an answer. `python -m bench.filling 10000`.
"""

import sys
import time
from datetime import datetime
from random import Random

import django

django.setup()

from django.db import connection  # noqa: E402 - models can be read once Django stands
from django.utils import translation  # noqa: E402

from bench.calls import Sizes, calls  # noqa: E402
from bench.people import Cast, make_people  # noqa: E402
from bench.rows import COPIED, Written, rows_of  # noqa: E402
from bench.searching import index_all, keep_texts  # noqa: E402
from bench.tables import Table, all_at_once, copy  # noqa: E402
from bench.texts import make_texts  # noqa: E402
from kwis.core import clock, events  # noqa: E402
from kwis.core.models import EventReader  # noqa: E402
from kwis.core.numbers import sequence_name  # noqa: E402
from kwis.demo.contents import read_content  # noqa: E402


def fill(count: int) -> None:
    began = time.monotonic()
    moment = clock.now()
    content = read_content()
    with translation.override("nl"):
        people = make_people(content, moment, count)
    texts = make_texts(content, Random(1))  # noqa: S311 - dice, not a secret
    _say(f"organisation with {len(people.customers)} people", began)
    keep_texts(texts, people.customers)
    with all_at_once(COPIED):
        _calls(count, people, Written(texts, people, moment), moment)
        _say(f"{count} calls copied", began)
        index_all()
        _say("search rows", began)
    _say("indexes and keys", began)
    _go_on_from(count, moment)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    _say("vacuum and analyze", began)


def _calls(count: int, people: Cast, written: Written, moment: datetime) -> None:
    tables = [Table(model) for model in COPIED]
    sizes = Sizes(
        people=len(people.customers),
        agents=len(people.agents),
        services=len(people.services),
        teams=len(people.teams),
        suppliers=len(people.suppliers),
        texts=len(written.texts.long),
    )
    for chunk in calls(count, sizes, moment):
        rows = rows_of(chunk, written, tables)
        for table in tables:
            copy(table, rows[table.model])


def _go_on_from(count: int, moment: datetime) -> None:
    """Ids and numbers go on after the last; who reads events has read these."""
    with connection.cursor() as cursor:
        for model in COPIED:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {model._meta.db_table}))",  # noqa: S608
                [model._meta.db_table],
            )
        for series in ("ticket", "order"):
            cursor.execute(
                f"CREATE SEQUENCE IF NOT EXISTS {sequence_name(series, moment.year)} START {count + 2000}"
            )
    # a reader may be there already: it would begin with the first of all these events
    EventReader.objects.bulk_create(
        [EventReader(name=name, xid=0) for name in events._readers],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["xid", "event_key"],
    )


def _say(what: str, began: float) -> None:
    print(f"  {time.monotonic() - began:6.1f} s  {what}", flush=True)


if __name__ == "__main__":
    fill(int(sys.argv[1]))
