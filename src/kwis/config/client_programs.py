"""pg_dump, pg_restore and psql: which ones fit, and how they are run.

A dump is best made by the server's own version, which knows what a newer one cannot (PostgreSQL 15.20 keeps notes in
`pg_attribute` that 18.1 writes down as settings). It is read back by the embedded ones, which know every older format.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kwis.config import postgres
from kwis.config.trouble import Trouble

# pg_restore writes this for every server; those before 17 do not know it, and 0 is what it is anyway
NEW_SETTING = b"SET transaction_timeout = 0;\n"
# `psql` commits at the end of its input, so it may not see an end that is not one
OPTIONS = ["--single-transaction", "--set=ON_ERROR_STOP=1", "--no-psqlrc", "--quiet", "--output=/dev/null"]


@dataclass(frozen=True)
class Client:
    """Runs PostgreSQL's own programs against one database."""

    url: str
    folder: Path
    libraries: str = ""

    @classmethod
    def for_dumping(cls, url: str, server_version: int) -> "Client":
        """`server_version` as PostgreSQL counts (180001). Raises Trouble when all that is here is older."""
        wanted = server_version // 10000
        own = shutil.which("pg_dump")
        machines = [cls(url, Path(own).parent)] if own else []
        for fits in (wanted.__eq__, wanted.__le__):
            for client in [*machines, cls.for_restoring(url)]:
                if fits(client.major()):
                    return client
        raise Trouble(
            f"The server is PostgreSQL {wanted}: install its client programs (postgresql-client-{wanted})."
        )

    @classmethod
    def for_restoring(cls, url: str) -> "Client":
        server = postgres.embedded().programs()
        return cls(url, server / "bin", str(server / "lib"))

    def major(self) -> int:
        said = self._start("pg_dump", ["--version"], stdout=subprocess.PIPE).communicate()[0]
        found = re.search(rb"\b(\d+)(?:\.\d+)?", said)
        return int(found[1]) if found else 0

    def dump(self, snapshot: str, target: str) -> None:
        """Write the database, as the exported snapshot shows it, in PostgreSQL's custom format."""
        options = [
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={target}",
        ]
        with tempfile.TemporaryFile() as said:
            if self._start("pg_dump", [*self._database(), *options], stderr=said).wait() != 0:
                raise _trouble("pg_dump", said)

    def restore(self, dump: str) -> None:
        """Bring a dump into the database, in one transaction."""
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
            options = ["--file=-", "--no-owner", "--no-privileges", "--no-comments", dump]
            reader = self._start("pg_restore", options, stdout=subprocess.PIPE, stderr=said)
            writer = self._start(
                "psql", [*self._database(), *OPTIONS], stdin=subprocess.PIPE, stderr=complained
            )
            assert reader.stdout is not None
            assert writer.stdin is not None
            try:
                _pass_on(reader.stdout, writer.stdin)
                if reader.wait() != 0:
                    raise _trouble("pg_restore", said)
                writer.stdin.close()
                if writer.wait() != 0:
                    raise _trouble("psql", complained)
            except BrokenPipeError:
                writer.wait()
                raise _trouble("psql", complained) from None
            finally:
                for process in (writer, reader):
                    process.kill()
                    process.wait()
                reader.stdout.close()
                writer.stdin = None

    def _database(self) -> list[str]:
        parts = {name: value for name, value in conninfo_to_dict(self.url).items() if name != "password"}
        return ["--dbname", make_conninfo("", **parts), "--no-password"]

    def _start(
        self,
        program: str,
        arguments: Sequence[str],
        stdin: int = subprocess.DEVNULL,
        stdout: int | None = None,
        stderr: IO[bytes] | None = None,
    ) -> "subprocess.Popen[bytes]":
        environment = dict(os.environ)
        # the password goes by the environment: a command line can be read by everyone on the machine
        if password := conninfo_to_dict(self.url).get("password"):
            environment["PGPASSWORD"] = str(password)
        if self.libraries:
            environment["LD_LIBRARY_PATH"] = self.libraries
        command = [str(self.folder / program), *arguments]
        return subprocess.Popen(command, env=environment, stdin=stdin, stdout=stdout, stderr=stderr)  # noqa: S603


def _pass_on(script: IO[bytes], target: IO[bytes]) -> None:
    for line in script:
        if line != NEW_SETTING:
            target.write(line)
        if line.startswith(b"COPY "):
            break  # from here on it is people's words, not settings
    shutil.copyfileobj(script, target, 1 << 20)
    target.flush()


def _trouble(program: str, said: IO[bytes]) -> Trouble:
    said.seek(0)
    lines = said.read().decode(errors="replace").splitlines()
    telling = [line for line in lines if "error" in line.lower()] or lines or ["no reason given"]
    return Trouble(f"{program} stopped: {telling[0]}")
