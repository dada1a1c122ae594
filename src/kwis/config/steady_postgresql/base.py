"""A request costs one statement less; a database that was started anew is noticed by each connection within seconds."""

import time

from django.db.backends.postgresql import base

CHECKED_FOR = 5.0  # seconds


class DatabaseWrapper(base.DatabaseWrapper):
    _checked_at = 0.0
    health_check_done: bool

    def close_if_health_check_failed(self) -> None:
        if self.health_check_done:
            return
        if time.monotonic() - self._checked_at < CHECKED_FOR:
            # for the whole request, however long it takes: in the middle of a transaction nothing may be asked
            self.health_check_done = True
            return
        super().close_if_health_check_failed()
        self._checked_at = time.monotonic()
