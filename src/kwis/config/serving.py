"""The web server: Granian with as many processes and threads as the settings say."""

from importlib import import_module

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from kwis.config.address import Address
from kwis.config.environment import env
from kwis.config.leaving import leave_with_starter

SECONDS_TO_FINISH = 4  # what a request may still take after a stop; the supervisor waits a little longer


def serve(address: Address) -> int:
    """Serve until TERM or Ctrl-C."""
    leave_with_starter()
    # loaded before Granian forks its processes: they share this memory, and start at once
    import_module("kwis.config.wsgi")
    server = Granian(
        "kwis.config.wsgi:application",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=env.int("KWIS_WEB_PROCESSES", 2),
        blocking_threads=env.int("KWIS_WEB_THREADS", 4),
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.warning,
        log_access=False,
    )
    server.serve()
    return 0
