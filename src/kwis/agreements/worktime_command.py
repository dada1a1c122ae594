"""`kwis worktime add|between`: the sums of worktime.py on the command line, to check a calendar or a due time by hand.

Prints one ISO moment in UTC, or whole seconds. Bad input is one line on stderr and exit code 2.
"""

import argparse
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kwis.agreements import worktime
from kwis.agreements.free_days import FreeDaysError, Holidays
from kwis.agreements.hours import HoursError, WorkHours

_MOST_DIGITS = 15
_LARGEST_FILE = 1_000_000


class BadInput(ValueError):
    """What the user gave cannot be read; the text says what and how to mend it."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `kwis worktime` its arguments."""
    sums = parser.add_subparsers(dest="sum", metavar="add|between", required=True)
    adding = sums.add_parser(
        "add",
        help="print the moment by which so many open seconds have passed",
        description="Print the moment, in UTC, by which so many open seconds have passed.",
    )
    _configure_calendar(adding)
    adding.add_argument("--seconds", metavar="N", help="open seconds to add, 0 or more")
    counting = sums.add_parser(
        "between",
        help="print the whole open seconds from start to end",
        description="Print the whole open seconds from start to end.",
    )
    _configure_calendar(counting)
    counting.add_argument(
        "--end", metavar="ISO", help="a moment; 0 is printed when it is not after the start"
    )


def _configure_calendar(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--hours",
        metavar="HOURS",
        help='opening hours, for example "mon-fri 08:00-12:00,13:00-17:00; sat 09:00-12:00"; 24:00 ends a whole day',
    )
    parser.add_argument("--tz", default="Europe/Amsterdam", metavar="ZONE", help="time zone (%(default)s)")
    parser.add_argument(
        "--holidays",
        default="none",
        metavar="nl|none|FILE",
        help="closed days: Dutch public holidays, none, or a file with one MM-DD or YYYY-MM-DD a line (%(default)s)",
    )
    parser.add_argument(
        "--start",
        metavar="ISO",
        help="a moment, for example 2026-03-27T16:00; without an offset it is in --tz",
    )


def run(args: argparse.Namespace) -> int:
    """Print the answer and return 0, or print what is wrong on stderr and return 2."""
    try:
        print(_answer(args))
    except (BadInput, worktime.WorktimeError) as error:
        print(f"kwis worktime: {error}", file=sys.stderr)
        return 2
    return 0


def _answer(args: argparse.Namespace) -> str:
    zone = _zone(args.tz)
    calendar = worktime.Calendar(_hours(_given(args.hours, "--hours")), zone, _holidays(args.holidays))
    start = _moment(_given(args.start, "--start"), zone, "--start")
    if args.sum == "between":
        return str(worktime.between(start, _moment(_given(args.end, "--end"), zone, "--end"), calendar))
    end = worktime.add(start, _seconds(_given(args.seconds, "--seconds")), calendar)
    return end.isoformat().replace("+00:00", "Z")


def _given(value: str | None, option: str) -> str:
    if value is None:
        raise BadInput(f"{option} is missing.")
    return value


def _hours(text: str) -> WorkHours:
    try:
        return WorkHours.parse(text)
    except HoursError as error:
        raise BadInput(f"--hours: {error}") from None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInput(f"--tz: '{name}' is not a time zone. Write for example Europe/Amsterdam.") from None


def _holidays(choice: str) -> Holidays:
    if choice == "none":
        return Holidays()
    if choice == "nl":
        return Holidays("nl")
    try:
        with Path(choice).open(encoding="utf-8-sig") as file:
            text = file.read(_LARGEST_FILE + 1)
    except UnicodeDecodeError:
        raise BadInput(f"--holidays: '{choice}' is not a text file in UTF-8.") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "not a file name"
        raise BadInput(
            f"--holidays: '{choice}' is not nl, none or a file that can be read ({reason})."
        ) from None
    if len(text) > _LARGEST_FILE:
        raise BadInput(f"--holidays: '{choice}' is too large for a list of dates.")
    try:
        return Holidays.parse(text.splitlines())
    except FreeDaysError as error:
        raise BadInput(f"--holidays: '{choice}' {error}.") from None


def _moment(text: str, zone: ZoneInfo, option: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except ValueError:
        raise BadInput(
            f"{option}: '{text}' is not a moment. Write for example 2026-03-27T16:00:00."
        ) from None
    except OverflowError:
        raise BadInput(f"{option}: '{text}' is too far away.") from None


def _seconds(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]+", text.strip()):
        raise BadInput(f"--seconds: '{text}' is not a whole number of seconds.")
    if len(text.strip()) > _MOST_DIGITS:
        raise BadInput(f"--seconds: '{text[:20]}…' is too large.")
    return int(text)
