"""`kwis demo`: the same, with the demo organisation loaded the first time."""

import argparse

from kwis.config import address, running


def configure(parser: argparse.ArgumentParser) -> None:
    address.configure(parser)
    parser.epilog = (
        "The demo organisation is loaded into an empty database; a second start keeps what is there.\n"
        "Everyone who can reach the address can log in as anyone: never run this for a real organisation."
    )


def run(options: argparse.Namespace) -> int:
    return running.run(address.chosen(options), demo=True)
