"""`kwis prepare`: what `kwis up` does before it starts the processes."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--demo", action="store_true", help="load the demo organisation when the database is empty"
    )
    parser.set_defaults(runs="kwis.config.preparing:run")
