"""What every test may count on: the ready-made roles, a clean cache, and who is who (tests/cast.py)."""

import pytest


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:  # noqa: ANN001
    """Once per test database: the roles that every installation starts with."""
    from kwis.accounts.roles import make_ready

    with django_db_blocker.unblock():
        make_ready()
