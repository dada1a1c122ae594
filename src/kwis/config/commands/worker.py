"""`kwis worker`: runs background jobs."""

import argparse
import time

from kwis.config.address import answers


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--queue",
        choices=["default", "mail-out"],
        default="default",
        help="which jobs to take; letters go out by a worker of their own (%(default)s)",
    )
    parser.add_argument("--after", metavar="URL", help="wait until this address answers before starting")
    parser.set_defaults(before=_wait, runs="kwis.config.working:run")


def _wait(options: argparse.Namespace) -> None:
    while options.after and not answers(options.after):
        time.sleep(0.2)
