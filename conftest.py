"""What every test may count on: the ready-made roles, a clean cache, and who is who (tests/cast.py)."""

import pytest
from django.conf import settings
from tests.cast import Cast, make_cast

from kwis.accounts.roles import make_ready
from kwis.config import translating

pytest_plugins = ["tests.no_skips"]


def pytest_configure(config: pytest.Config) -> None:
    """Once and not per worker: the Dutch catalogues, and the folder of static files that a clean checkout lacks."""
    if not hasattr(config, "workerinput"):
        translating.compile_all()
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Once per test database: the roles that every installation starts with."""
    with django_db_blocker.unblock():
        make_ready()


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of tests/cast.py, in the database."""
    return make_cast()


@pytest.fixture
def committed_cast(transactional_db: None) -> Cast:
    """The same people really committed, for tests with several connections; the database is emptied afterwards."""
    make_ready()
    return make_cast()


@pytest.fixture(autouse=True)
def set_up_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test without users is about strangers, not about the first run; those tests say so themselves."""
    from kwis.accounts import first_run

    monkeypatch.setitem(first_run._known, "done", True)


@pytest.fixture(autouse=True)
def own_brand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has its own desk, and so its own name on the page."""
    monkeypatch.setattr("kwis.ui.brand.SECONDS", -1)
