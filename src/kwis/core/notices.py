"""Tell a person something inside Kwis."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from kwis.core.clock import now
from kwis.core.models import Notice


def notify(user_keys: Iterable[int], text: str, url: str) -> None:
    """One notice per log-in; the same unseen text and way is not told twice."""
    text = text[:300]
    for key in sorted(set(user_keys)):
        if not Notice.objects.filter(user_key=key, text=text, url=url, seen_at__isnull=True).exists():
            Notice.objects.create(user_key=key, text=text, url=url)


def unseen(user_key: int) -> "QuerySet[Notice]":
    return Notice.objects.filter(user_key=user_key, seen_at__isnull=True)


def how_many_unseen(user_key: int, most: int) -> int:
    """Counted up to `most`. By hand: the bell is on every page."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM core_notice WHERE user_key = %s AND seen_at IS NULL LIMIT %s) unseen",
            [user_key, most],
        )
        return int(cursor.fetchone()[0])


def see(user_key: int, notice_key: int) -> None:
    Notice.objects.filter(pk=notice_key, user_key=user_key, seen_at__isnull=True).update(seen_at=now())


def take_back(user_key: int, url: str) -> None:
    """Forget what a log-in was told about a page that it may not see any more."""
    Notice.objects.filter(user_key=user_key, url=url).delete()


def see_older_than(moment: datetime) -> int:
    """Notices from before this moment are news no more, for nobody; returns how many that were."""
    return Notice.objects.filter(at__lt=moment, seen_at__isnull=True).update(seen_at=moment)
