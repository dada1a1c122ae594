"""pg_dump and pg_restore: those of this machine when they are new enough, else those of the embedded PostgreSQL."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kwis.config import postgres
from kwis.config.trouble import Trouble


@dataclass(frozen=True)
class Client:
    """Runs PostgreSQL's own programs against one database."""

    url: str
    folder: str
    libraries: str = ""
    _secret: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def for_database(cls, url: str, server_version: int) -> "Client":
        """`server_version` as PostgreSQL counts (180001): a dump needs programs that are at least as new."""
        own = shutil.which("pg_dump")
        if own and _major(own) >= server_version // 10000 and not postgres.is_embedded():
            return cls(url, os.path.dirname(own))
        server = postgres.embedded().programs()
        return cls(url, str(server / "bin"), str(server / "lib"))

    def run(self, program: str, arguments: Sequence[str]) -> None:
        """Run it to the end. Raises Trouble with the first line of what it complained about."""
        parts = conninfo_to_dict(self.url)
        # the password goes by the environment: a command line can be read by everyone on the machine
        password = parts.pop("password", None)
        environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
        if self.libraries:
            environment["LD_LIBRARY_PATH"] = self.libraries
        done = subprocess.run(  # noqa: S603 - PostgreSQL's programs, no shell
            [
                os.path.join(self.folder, program),
                "--dbname",
                make_conninfo("", **parts),
                "--no-password",
                *arguments,
            ],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            said = [line for line in done.stderr.splitlines() if "error" in line.lower()] or [
                "no reason given"
            ]
            raise Trouble(f"{program} stopped: {said[0]}")


def _major(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"\b(\d+)(?:\.\d+)?", said)
    return int(found[1]) if found else 0
