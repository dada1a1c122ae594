"""Web and workers do not outlive the `kwis up` that started them, also when that one was killed without a word."""

import os
import signal
import threading
import time
from collections.abc import Callable

from kwis.config.environment import env

STARTED_BY = "KWIS_STARTED_BY"
EVERY = 1.0  # seconds


def leave_with_starter() -> None:
    """End this process as TERM would, when the process that started it is not there any more."""
    starter = env.int(STARTED_BY, 0)
    if starter:
        _go_when_gone(lambda: _is_there(starter))


def leave_with_parent(parent: int) -> None:
    """The same for a process that was forked off: whose parent is killed gets another, at once."""
    _go_when_gone(lambda: os.getppid() == parent)


def _go_when_gone(is_there: Callable[[], bool]) -> None:
    threading.Thread(target=_watch, args=[is_there], daemon=True).start()


def _watch(is_there: Callable[[], bool]) -> None:
    while is_there():
        time.sleep(EVERY)
    os.kill(os.getpid(), signal.SIGTERM)


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # of another account
    return True
