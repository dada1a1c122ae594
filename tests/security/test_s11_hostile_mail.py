"""S11: a mail made to hurt is read, cut, cleaned and screened in less than 2 s and 200 MB.

Each mail is handled by a child process with hard limits on memory and processor time, so that a reader which
runs away is stopped and seen instead of stopping the tests.
"""

import os
import resource
import sys
import time
import warnings

import pytest

from kwis.channels.call.mail.clean import clean_html, text_to_html
from kwis.channels.call.mail.parse import parse
from kwis.channels.call.mail.parsed import ParsedMail
from kwis.channels.call.mail.quotes import split
from kwis.channels.call.mail.screens import screen
from kwis.channels.tests.hostile import MAILS

MEMORY = 200 * 1024 * 1024
SECONDS = 2.0
OVER_TIME, FAILED = 3, 4


def handle(raw: bytes) -> None:
    """Everything that happens to a mail before it may become a call."""
    mail = parse(raw)
    if isinstance(mail, ParsedMail):
        split(mail.text)
        clean_html(mail.html)
        text_to_html(mail.text)
        screen(mail)


def in_a_child(raw: bytes) -> int:
    """Handle a mail in a process with limits; its exit code."""
    with warnings.catch_warnings():
        # The child touches nothing but its own memory, so threads of the parent cannot harm it.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = FAILED
    try:
        in_use = int(open("/proc/self/statm").read().split()[5]) * resource.getpagesize()  # noqa: SIM115
        resource.setrlimit(resource.RLIMIT_DATA, (in_use + MEMORY, in_use + MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
        sys.settrace(None)  # what measuring coverage costs is not the mail's
        begin = time.process_time()
        handle(raw)
        code = OVER_TIME if time.process_time() - begin > SECONDS else 0
    finally:
        os._exit(code)


@pytest.mark.parametrize("name", MAILS)
def test_a_hostile_mail_costs_little(name: str) -> None:
    assert in_a_child(MAILS[name]()) == 0


def test_a_reader_that_runs_away_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.security.test_s11_hostile_mail.handle", lambda raw: sum(range(10**8)))
    assert in_a_child(b"") == OVER_TIME
    monkeypatch.setattr("tests.security.test_s11_hostile_mail.handle", lambda raw: bytearray(2 * MEMORY))
    assert in_a_child(b"") == FAILED
