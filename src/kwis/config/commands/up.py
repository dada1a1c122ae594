"""`kwis up`: everything on one machine."""

import argparse

from kwis.config import address, running


def configure(parser: argparse.ArgumentParser) -> None:
    address.configure(parser)
    parser.epilog = (
        "Ctrl-C or the TERM signal stops all that this command started, the embedded database included."
    )


def run(options: argparse.Namespace) -> int:
    return running.run(address.chosen(options), demo=False)
