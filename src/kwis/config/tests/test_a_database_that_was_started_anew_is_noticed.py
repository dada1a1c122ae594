"""A connection that the database ended is opened again; whether it lives is asked once in some seconds, not every time."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections

from kwis.config.steady_postgresql import base

Wrapper = base.DatabaseWrapper


@pytest.fixture
def second(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Wrapper]:
    """A connection of its own, kept between requests as the web server keeps one."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        wrapper: Wrapper = connections["default"].copy()
        wrapper.settings_dict["CONN_MAX_AGE"] = 600
        yield wrapper
        wrapper.close()


def backend_of(wrapper: Wrapper) -> int:
    """A request: whether the connection lives is asked at its first statement."""
    wrapper.close_if_unusable_or_obsolete()
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def end(pid: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


@pytest.mark.django_db
def test_a_connection_that_was_ended_is_opened_again(second: Wrapper) -> None:
    first = backend_of(second)
    second._checked_at -= base.CHECKED_FOR
    end(first)
    assert backend_of(second) != first


def test_nothing_is_asked_in_the_middle_of_a_request(
    second: Wrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend_of(second)
    asked: list[int] = []
    monkeypatch.setattr(second, "is_usable", lambda: asked.append(1) or True)
    second.close_if_unusable_or_obsolete()
    second.cursor().close()
    second._checked_at -= base.CHECKED_FOR
    second.set_autocommit(False)
    second.cursor().close()
    second.set_autocommit(True)
    assert asked == []


def test_it_is_asked_once_for_many_requests(second: Wrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(second, "is_usable", lambda: asked.append(1) or True)
    kept = {backend_of(second) for _request in range(5)}
    assert (len(kept), asked) == (1, [])
    second._checked_at -= base.CHECKED_FOR
    kept |= {backend_of(second) for _request in range(5)}
    assert (len(kept), asked) == (1, [1])
