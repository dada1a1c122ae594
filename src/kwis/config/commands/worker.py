"""`kwis worker`: runs background jobs."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--queue",
        choices=["default", "mail-out"],
        default="default",
        help="which jobs to take; letters go out by a worker of their own (%(default)s)",
    )
    parser.set_defaults(runs="kwis.config.working:run")
