"""Watch over web and workers (honcho): pass on what they say, and when one ends, end all."""

import shlex
import sys
import threading
import time
from collections.abc import Sequence

from honcho.manager import Manager
from honcho.printer import Printer

from kwis.config.address import answers
from kwis.demo import known

STOPPED_BY_SIGNAL = (130, 143)


class Supervisor:
    """Processes that live and die together."""

    def __init__(self, url: str, *, demo: bool) -> None:
        self.url = url
        self.demo = demo
        self.manager = _Manager(Printer(sys.stdout, width=8))

    def add(self, name: str, command: Sequence[str], environment: dict[str, str]) -> None:
        # exec: the shell that honcho starts becomes the process itself
        self.manager.add_process(name, f"exec {shlex.join(command)}", env=environment)

    def run(self) -> int:
        """Run until told to stop (0) or until one process ends by itself (1)."""
        watch = threading.Thread(target=self._tell_when_ready, daemon=True)
        watch.start()
        self.manager.loop()
        if self.manager.told_to_stop:
            return 0
        print(f"kwis: {self.manager.first_to_end} ended by itself; everything is stopped.", file=sys.stderr)
        return 1

    def _tell_when_ready(self) -> None:
        while not answers(self.url):
            time.sleep(0.1)
        lines = [f"Kwis is ready: {self.url}"]
        if self.demo:
            lines.append(f"Log in as {', '.join(known.log_in_names())}; the password is {known.PASSWORD}.")
        print("", *lines, "(Ctrl-C stops it.)", "", sep="\n", flush=True)


class _Manager(Manager):  # type: ignore[misc]
    told_to_stop = False
    first_to_end = ""

    def _killall(self, force: bool = False) -> None:
        """End what still runs, and remember why."""
        self.told_to_stop = self.told_to_stop or self.returncode in STOPPED_BY_SIGNAL
        ended = [name for name, process in self._processes.items() if "returncode" in process]
        self.first_to_end = self.first_to_end or ", ".join(ended)
        # a signal may come before honcho has heard the number of each process it started
        if all("pid" in process for process in self._processes.values()):
            super()._killall(force)
        else:
            self._terminating = False

    def _all_started(self) -> bool:
        started: bool = super()._all_started()
        if started and self.told_to_stop:
            self.terminate()
        return started

    def _system_print(self, data: str) -> None:
        """Say nothing of the ordinary coming and going of processes."""
