"""Start the demo as a newcomer would, in a fresh clone; open five pages, stop it, start it again, stop it.

Run by `make smoke`. Fails when a page does not answer, the second start takes longer than eight seconds or
loses what was there, or a process, a port or a database is left behind.
"""

import html
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST_START_SECONDS = 600  # packages are installed and the demo organisation is loaded
SECOND_START_SECONDS = 8
STOP_SECONDS = 20
MARK = "KWIS_SMOKE"
PASSWORD = "rijnoever"  # noqa: S105 - the demo's, known to all
# path, words that must be on the page, and the demo log-in who opens it
PAGES = [
    ("/", "Servicepunt", ""),
    ("/account/login/", "password", ""),
    ("/calls/", "/calls/2", "annemiek"),
    ("/desk/", "/desk/tickets/2", "joost"),
    ("/desk/search/?q=printer", "printer", "joost"),
]


class Failed(Exception):
    """What was seen, in one line."""


class Demo:
    """One `make demo` and everything that comes of it."""

    def __init__(self, checkout: Path, port: int) -> None:
        self.checkout, self.port = checkout, port
        self.began = time.monotonic()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("KWIS_")}
        environment.pop("DATABASE_URL", None)
        environment.pop("MAKEFLAGS", None)  # the make that runs this script would pass on its job server
        self.process = subprocess.Popen(
            ["make", "demo"],
            cwd=checkout,
            env={**environment, "PORT": str(port), MARK: str(checkout)},
            start_new_session=True,
        )

    def wait_until_ready(self, seconds: float) -> float:
        """Seconds until the first page; raises Failed when it takes longer."""
        while time.monotonic() < self.began + seconds:
            if self.process.poll() is not None:
                raise Failed(f"make demo ended by itself with exit code {self.process.returncode}")
            try:
                Visitor(self.port).get("/")
                return time.monotonic() - self.began
            except OSError:
                time.sleep(0.1)
        self.stop(signal.SIGTERM)
        raise Failed(f"no page within {seconds:.0f} seconds")

    def stop(self, number: signal.Signals) -> None:
        """TERM goes to make alone; Ctrl-C reaches the whole group in front of the terminal."""
        if number == signal.SIGINT:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise Failed(f"still running {STOP_SECONDS} seconds after {number.name}") from None

    def must_be_gone(self) -> None:
        until = time.monotonic() + 5
        while left_behind(self.checkout) and time.monotonic() < until:
            time.sleep(0.1)
        if left := left_behind(self.checkout):
            raise Failed(f"left behind: {'; '.join(left)}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                raise Failed(f"port {self.port} is still open")


class Visitor:
    """A browser without eyes: cookies, forms, pages."""

    def __init__(self, port: int) -> None:
        self.address = f"http://localhost:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        return self._open(urllib.request.Request(self.address + path))  # noqa: S310

    def log_in(self, name: str) -> None:
        """Press the demo button of this log-in."""
        page = self.get("/account/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if token is None:
            raise Failed("the log-in page has no form")
        fields = {
            "csrfmiddlewaretoken": html.unescape(token[1]),
            "login": name,
            "password": PASSWORD,
        }
        data = urllib.parse.urlencode(fields).encode()
        self._open(urllib.request.Request(f"{self.address}/account/login/", data, {"Referer": self.address}))  # noqa: S310

    def _open(self, request: urllib.request.Request) -> str:
        try:
            with self.opener.open(request, timeout=30) as answer:
                text: str = answer.read().decode()
                return text
        except urllib.error.HTTPError as error:
            raise Failed(f"{request.selector} gives {error.code}") from None


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="kwis-smoke-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103 - PostgreSQL's account walks through it
        checkout = Path(folder) / "kwis"
        try:
            say("a fresh clone", lambda: clone(checkout))
            port = free_port()
            first(checkout, port)
            second(checkout, port)
        except Failed as failed:
            print(f"smoke: FAILED: {failed}", file=sys.stderr)
            return 1
        finally:
            end(checkout)
    print("smoke: all well")
    return 0


def first(checkout: Path, port: int) -> None:
    demo = Demo(checkout, port)
    say(f"first page on port {port}", lambda: demo.wait_until_ready(FIRST_START_SECONDS))
    for path, words, name in PAGES:
        say(f"{path} as {name or 'a stranger'}", partial(look, port, path, words, name))
    demo.stop(signal.SIGTERM)
    say("nothing left after TERM", demo.must_be_gone)


def second(checkout: Path, port: int) -> None:
    demo = Demo(checkout, port)
    say("first page of the second start", lambda: demo.wait_until_ready(SECOND_START_SECONDS))
    path, words, name = PAGES[3]
    say("the calls are still there", lambda: look(port, path, words, name))
    demo.stop(signal.SIGINT)
    say("nothing left after Ctrl-C", demo.must_be_gone)


def say(what: str, action: Callable[[], object]) -> None:
    began = time.monotonic()
    action()
    print(f"smoke: {what}: {time.monotonic() - began:.1f} s", flush=True)


def look(port: int, path: str, words: str, name: str) -> None:
    visitor = Visitor(port)
    if name:
        visitor.log_in(name)
    if words not in visitor.get(path):
        raise Failed(f"{path} does not say {words!r}")


def clone(checkout: Path) -> None:
    """What is committed, not what happens to lie around."""
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(checkout)], check=True)


def left_behind(checkout: Path) -> list[str]:
    """Process numbers and command lines of what the demo in this checkout started and what still lives."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            ours = f"{MARK}={checkout}".encode() in (folder / "environ").read_bytes()
        except OSError:
            continue  # gone, or not ours to see
        if ours or f"{checkout}/var" in command:
            found.append(f"{folder.name} {command}")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def end(checkout: Path) -> None:
    """After a failure too, nothing of ours goes on."""
    for line in left_behind(checkout):
        os.kill(int(line.split()[0]), signal.SIGKILL)
    place = checkout / "var" / "postgres"
    if place.is_symlink():
        shutil.rmtree(place.resolve(), ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
