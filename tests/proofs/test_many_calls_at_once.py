"""Five thousand calls by two processes at once: every number once, every event read once, and no page that asks more."""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kwis.core import events
from kwis.core.models import Event, SearchEntry
from kwis.desk.models import Message, Promise, Ticket
from kwis.desk.searching import KIND
from tests.cast import Cast
from tests.proofs.installation import ROOT, beside

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]

CALLS = int(os.environ.get("KWIS_PROOF_CALLS", "5000"))
FEW = 60  # more than a page
READERS = 2
READ_WITHIN = 300  # seconds
PAGES = ("/desk/", "/desk/?view=all", "/desk/?view=unassigned")


class Listeners(threading.Thread):
    """A worker's reading on, without an end, in one of several threads that are in each other's way."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.enough = threading.Event()
        self.trouble: list[BaseException] = []

    def run(self) -> None:
        try:
            while not self.enough.is_set():
                events.read_on()
                time.sleep(0.05)
        except BaseException as error:  # noqa: BLE001 - told in the test, not lost in the thread
            self.trouble.append(error)
        finally:
            connection.close()


def take_in(number: int, var: Path) -> "subprocess.Popen[str]":
    """A process that takes in so many calls, each with a file, and prints their numbers."""
    command = [sys.executable, "-m", "kwis.config.tests.taking_calls", str(number)]
    environment = {
        **os.environ,
        "DATABASE_URL": beside(str(connection.settings_dict["NAME"])),
        "DJANGO_SETTINGS_MODULE": "kwis.config.settings",
        "KWIS_VAR": str(var),
    }
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def numbers_of(processes: Sequence["subprocess.Popen[str]"]) -> list[str]:
    """Both are listened to at once: a full pipe would let one wait for the other."""
    found: list[str] = []
    listeners = [
        threading.Thread(target=lambda one=one: found.extend(one.communicate()[0].split()))
        for one in processes
    ]
    for listener in listeners:
        listener.start()
    for listener in listeners:
        listener.join()
    assert [process.returncode for process in processes] == [0] * len(processes)
    return found


def queries(client: Client) -> dict[str, int]:
    found = {}
    for page in PAGES:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        found[page] = len(captured)
    return found


def _wait_until_all_is_read(read: list[tuple[int, int]]) -> None:
    """Readers never pass a running transaction, and it may be one of another database of the same server."""
    end = time.monotonic() + READ_WITHIN
    while len(read) < Event.objects.count() and time.monotonic() < end:
        time.sleep(0.2)


def test_five_thousand_calls_by_two_processes_are_numbered_read_and_listed_as_well_as_sixty(
    committed_cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[int, int]] = []
    monkeypatch.setitem(
        events._readers, "proof.all", lambda batch: read.extend((event.xid, event.pk) for event in batch)
    )
    client = Client()
    client.force_login(committed_cast.anna.user)
    client.get("/desk/")
    numbers = numbers_of([take_in(FEW, tmp_path)])
    few = queries(client)

    listeners = [Listeners() for _reader in range(READERS)]
    for listener in listeners:
        listener.start()
    began = time.monotonic()
    numbers += numbers_of([take_in(CALLS // 2, tmp_path), take_in(CALLS // 2, tmp_path)])
    seconds = time.monotonic() - began
    while_they_came = len(read)
    _wait_until_all_is_read(read)
    for listener in listeners:
        listener.enough.set()
        listener.join()

    print(f"\n{CALLS} calls by two processes in {seconds:.0f} s, {CALLS / seconds:.0f} a second; {len(read)} events read,"
          f" {while_they_came} of them while calls came in; queries with few {few}")  # fmt: skip
    assert [trouble for listener in listeners for trouble in listener.trouble] == []
    assert len(set(numbers)) == len(numbers) == FEW + CALLS
    assert set(numbers) == set(Ticket.objects.values_list("number", flat=True))
    # in order, each once, and none passed over because its transaction took longer than a later one's
    assert read == sorted(read)
    assert Counter(read) == Counter(Event.objects.values_list("xid", "pk"))
    keys = set(Ticket.objects.values_list("pk", flat=True))
    for rows in (
        SearchEntry.objects.filter(kind=KIND).values_list("key", flat=True),
        Message.objects.values_list("ticket", flat=True),
        Promise.objects.values_list("ticket", flat=True),
    ):
        assert Counter(rows) == Counter(keys)
    assert queries(client) == few
