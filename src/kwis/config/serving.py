"""The web server: Granian with as many processes and threads as the settings say."""

import gc
import os
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from kwis.config.address import Address
from kwis.config.environment import env
from kwis.config.leaving import leave_with_parent, leave_with_starter

SECONDS_TO_FINISH = 4  # what a request may still take after a stop; the supervisor waits a little longer


def keep_what_is_loaded() -> None:
    """Programs and settings stay till the end: the search for rubbish need not look at them again with every few requests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def serve(address: Address) -> int:
    """Serve until TERM or Ctrl-C."""
    leave_with_starter()
    # loaded before Granian forks its processes: they share this memory, and start at once
    import_module("kwis.config.wsgi")
    keep_what_is_loaded()
    server = Granian(
        "kwis.config.wsgi:application",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=env.int("KWIS_WEB_PROCESSES", 3),
        blocking_threads=env.int("KWIS_WEB_THREADS", 3),
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        http1_settings=HTTP1Settings(keep_alive=False),
        log_level=LogLevels.error,
        log_access=False,
    )
    server.serve(target_loader=partial(_load, os.getpid()))
    return 0


def _load(master: int, target: str) -> Callable[..., Any]:
    """In each of Granian's processes: what answers requests; without the master nobody would watch over them."""
    leave_with_parent(master)
    module, name = target.split(":")
    application: Callable[..., Any] = getattr(import_module(module), name)
    return application
