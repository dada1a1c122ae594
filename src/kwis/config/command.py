"""The console command `kwis`: one table of what it can do; each entry's module says the rest.

A command's module has `configure(parser)` and either `run(options)`, for what needs no database, or it names
with `parser.set_defaults(runs="module:function")` what is imported once Django stands.
"""

import argparse
import errno
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module, metadata

import django
import psycopg
from django.core.exceptions import ImproperlyConfigured
from environs import EnvError

from kwis.config import postgres
from kwis.config.stopping import stoppable
from kwis.config.trouble import Trouble


@dataclass(frozen=True)
class Command:
    summary: str
    module: str


COMMANDS = {
    "up": Command("start Kwis: web, workers, and the database when DATABASE_URL is not set", "up"),
    "demo": Command("start Kwis with a demo organisation", "demo"),
    "serve": Command("start the web server only", "serve"),
    "worker": Command("start a worker for background jobs only", "worker"),
    "prepare": Command("bring the database and the static files up to date", "prepare"),
    "check": Command("see whether this installation is in order", "check"),
    "mail": Command("take in mail, or show how mail is read", "kwis.channels.call.mail.command"),
    "match": Command("show which service, kind and team a text is understood as, and why", "match"),
    "worktime": Command("do sums with working hours", "kwis.agreements.worktime_command"),
    "createuser": Command("make a user who can log in", "createuser"),
    "backup": Command("write database and files to one file, while Kwis runs", "backup"),
    "restore": Command("read such a file into an empty installation", "restore"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 for trouble (one line on stderr), or 2 for a wrong call.

    A command that others rely on names its own code for trouble: `parser.set_defaults(on_trouble=75)`.
    """
    options = read(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kwis.config.settings")
    try:
        if getattr(options, "runs", None) is None:
            return int(options.run(options))
        with stoppable():
            options.before(options)
            return _with_database(options)
    except Trouble as trouble:
        return _say(str(trouble), options.on_trouble)
    except Exception as error:  # noqa: BLE001 - a fault of ours also ends with the exit code of the command
        line = in_one_line(error)
        if line is None:
            return _say(traceback.format_exc().strip(), options.on_trouble)
        return _say(line, options.on_trouble)
    except KeyboardInterrupt:
        return 130


def read(arguments: list[str]) -> argparse.Namespace:
    """Read the command line; only the module of the command that is asked for is imported."""
    parser = argparse.ArgumentParser(prog="kwis", description="Kwis, the open, shared service desk.")
    parser.add_argument("--version", action="version", version=f"kwis {metadata.version('kwis')}")
    choices = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        # RawDescription: the texts are broken by hand, so that examples stay in one piece
        chosen = choices.add_parser(
            name, help=command.summary, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        chosen.description = f"{command.summary[0].upper()}{command.summary[1:]}."
        if name in arguments[:1]:
            module = import_module(module_of(command))
            chosen.set_defaults(before=_nothing, on_trouble=1)
            module.configure(chosen)
            chosen.set_defaults(run=getattr(module, "run", None))
    return parser.parse_args(arguments)


def module_of(command: Command) -> str:
    return command.module if "." in command.module else f"kwis.config.commands.{command.module}"


def _with_database(options: argparse.Namespace) -> int:
    with postgres.in_use():
        django.setup()
        module, function = options.runs.split(":")
        target: Callable[[argparse.Namespace], int] = getattr(import_module(module), function)
        return target(options)


def _nothing(options: argparse.Namespace) -> None:
    """What most commands do before they need the database."""


def in_one_line(error: Exception) -> str | None:
    """Say in one line what the person at the terminal can mend; None when it is a fault of ours."""
    if isinstance(error, EnvError | ImproperlyConfigured):
        return " ".join(str(error).split())  # a setting with a wrong value
    if isinstance(error, ValueError) and isinstance(error.__cause__, OSError):
        return str(error)  # a setting whose NAME_FILE cannot be read
    if isinstance(error, OSError):
        if error.errno == errno.ENOSPC:
            return f"The disk is full: {error.filename or 'no space left'}."
        return f"{error.filename}: {error.strerror}." if error.filename else None
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    if isinstance(cause, psycopg.errors.DiskFull):
        return "The disk of the database is full."
    if isinstance(cause, psycopg.OperationalError):
        return f"The database does not answer: {str(cause).strip().splitlines()[-1].strip()}"
    return None


def _say(line: str, code: int) -> int:
    print(f"kwis: {line}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
