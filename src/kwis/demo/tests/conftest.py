"""A share of the year, told once for all tests of this room that only look at it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import transaction

from kwis.accounts.roles import make_ready
from kwis.demo.loading import Loaded, load

NOW = datetime(2026, 6, 9, 9, 42, tzinfo=UTC)  # a Tuesday


@pytest.fixture(scope="module")
def share_of_the_year(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Loaded]:
    """Every twentieth story, in the database for the whole module; reactions need real commits."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield load(NOW, every=20)
        call_command("flush", interactive=False, verbosity=0)
        with transaction.atomic():
            make_ready()
