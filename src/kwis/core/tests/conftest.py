"""Jobs are kept in tables of the library, which the flush between tests with real transactions leaves alone."""

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def no_jobs_of_others(request: pytest.FixtureRequest) -> None:
    marker = request.node.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
