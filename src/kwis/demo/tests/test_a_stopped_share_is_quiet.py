"""Who stops Kwis while the demo is loaded gets no traceback of the processes that tell the year."""

import multiprocessing
import os
import signal
import time
from collections.abc import Sequence

import pytest

from kwis.config.stopping import stoppable
from kwis.core import numbers
from kwis.demo.telling import sharing
from kwis.demo.telling.call import Call


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_share_that_is_stopped_says_nothing(
    number: signal.Signals, capfd: pytest.CaptureFixture[str]
) -> None:
    context = multiprocessing.get_context("fork")
    begun = context.Event()

    def tell(calls: Sequence[Call]) -> None:
        begun.set()
        time.sleep(30)

    _receive, send = context.Pipe(duplex=False)
    with stoppable():  # as `kwis demo` is
        share = context.Process(
            target=sharing._work, args=([], numbers.Deal(0, 1), tell, send, os.getpid()), daemon=True
        )
        share.start()
    assert begun.wait(20)
    assert share.pid is not None
    os.kill(share.pid, number)
    share.join(20)

    assert share.exitcode == -number
    assert capfd.readouterr().err == ""
