"""Kwis asked for by a name that it does not know: the log names the setting, without a traceback."""

import logging

import pytest
from django.test import Client

from kwis.config.settings import LOGGING
from kwis.config.unknown_host import InOneLine


@pytest.mark.django_db
def test_a_name_that_is_not_in_kwis_hosts_is_one_line_with_that_setting(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get("/account/login/", headers={"host": "elsewhere.example"}).status_code == 400

    (record,) = [one for one in caplog.records if one.name == "django.security.DisallowedHost"]
    line = logging.Formatter("%(message)s").format(record)
    assert (
        line
        == "Invalid HTTP_HOST header: 'elsewhere.example'. You may need to add 'elsewhere.example' to KWIS_HOSTS."
    )


def test_a_per_cent_sign_in_a_name_is_not_read_as_a_place_to_fill_in() -> None:
    record = logging.LogRecord("any", logging.ERROR, "", 0, "%s", ("100%s ALLOWED_HOSTS",), None)
    assert InOneLine().filter(record)
    assert record.getMessage() == "100%s KWIS_HOSTS"
    assert LOGGING["filters"]["unknown_host"]["()"] == f"{InOneLine.__module__}.{InOneLine.__name__}"
