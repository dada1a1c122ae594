"""The account under which the embedded PostgreSQL runs: whoever starts Kwis, unless that is root."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kwis.config.trouble import Trouble

NAME = "kwis"
ELSEWHERE = Path("/var/lib/kwis")


@dataclass(frozen=True)
class Account:
    """An account by its numbers; `other` says that it is not the one we run as."""

    uid: int
    gid: int
    other: bool

    @classmethod
    def owning(cls, path: Path) -> "Account":
        """The owner of a folder; a folder of root's gets PostgreSQL's own account."""
        owner = path.stat()
        if owner.st_uid == os.geteuid() != 0:
            return cls(owner.st_uid, owner.st_gid, other=False)
        if os.geteuid() != 0:
            raise PermissionError(f"{path} belongs to another account")
        return unprivileged() if owner.st_uid == 0 else cls(owner.st_uid, owner.st_gid, other=True)

    def give(self, path: Path) -> None:
        """Make this account the owner of a file or folder that we made for it."""
        if self.other:
            os.chown(path, self.uid, self.gid)

    def run(self, command: Sequence[str], env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
        """Run a program as this account, with nothing of our environment."""
        environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", **env}
        # files, not pipes: a server that lives on would keep a pipe open, and reading it would never end
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            done = subprocess.run(  # noqa: S603 - only our own programs, no shell
                command,
                env=environment,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                timeout=120,
                user=self.uid if self.other else None,
                group=self.gid if self.other else None,
                extra_groups=[] if self.other else None,
                umask=0o077,
                check=False,
            )
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, out.read(), err.read())

    def reaches(self, folder: Path) -> bool:
        """Whether this account may walk to a folder."""
        if not self.other:
            return True
        done = self.run(["test", "-x", str(folder)], env={})
        return done.returncode == 0


def unprivileged() -> Account:
    """The account that runs PostgreSQL: ourselves, or when we are root the system account `kwis`."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), other=False)
    _make_account()
    for name in (NAME, "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, other=True)
    raise Trouble("PostgreSQL does not run as root, and there is no account for it: make one called kwis.")


def home_for_data(place: Path) -> Account:
    """Make the folder for the cluster, where its account can reach it, and say whose it is."""
    account = unprivileged()
    place.parent.mkdir(parents=True, exist_ok=True)
    if account.reaches(place.parent):
        place.mkdir(mode=0o700)
        account.give(place)
        return account
    # a checkout under /root: keep the data elsewhere, under a name that no other checkout will ever get
    ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
    folder = ELSEWHERE / f"{place.parents[1].name}-{secrets.token_hex(6)}"
    folder.mkdir(mode=0o700)
    account.give(folder)
    place.symlink_to(folder)
    return account


def _make_account() -> None:
    try:
        pwd.getpwnam(NAME)
    except KeyError:
        program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
        if program:
            subprocess.run(  # noqa: S603 - a fixed command
                [program, "--system", "--home-dir", str(ELSEWHERE), "--shell", "/usr/sbin/nologin", NAME],
                capture_output=True,
                check=False,
            )
