"""How many queries a page takes, through Django's test client in the same database; prints JSON."""

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402 - models can be read once Django stands
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from kwis.accounts.models import User  # noqa: E402


def count(pages: list[dict[str, str]]) -> dict[str, int]:
    found = {}
    for page in pages:
        client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE="nl")
        if page["who"]:
            client.force_login(User.objects.get(login_name=page["who"]))
        for _time in ("warm", "counted"):
            with CaptureQueriesContext(connection) as queries:
                _ask(client, page)
        found[page["name"]] = len(queries)
    return found


def _ask(client: Client, page: dict[str, str]) -> None:
    if page["key"]:
        answer = client.post(
            page["path"],
            page["body"],
            content_type="application/json",
            headers={"Authorization": f"Bearer {page['key']}"},
        )
    else:
        answer = client.get(page["path"])
    assert answer.status_code in (200, 201, 304), (page["path"], answer.status_code)


if __name__ == "__main__":
    json.dump(count(json.load(sys.stdin)), sys.stdout)
