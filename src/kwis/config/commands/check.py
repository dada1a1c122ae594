"""`kwis check`: is this installation in order?"""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Prints one line for each thing looked at; the exit code is 1 when one is not in order."
    parser.set_defaults(runs="kwis.config.checking:run")
