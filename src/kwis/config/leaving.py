"""Web and workers do not outlive the `kwis up` that started them, also when that one was killed without a word."""

import os
import signal
import threading
import time

from kwis.config.environment import env

STARTED_BY = "KWIS_STARTED_BY"
EVERY = 1.0  # seconds


def leave_with_starter() -> None:
    """End this process as TERM would, when the process that started it is not there any more."""
    starter = env.int(STARTED_BY, 0)
    if starter:
        threading.Thread(target=_watch, args=[starter], daemon=True).start()


def _watch(starter: int) -> None:
    while _is_there(starter):
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
