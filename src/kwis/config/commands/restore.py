"""`kwis restore FILE`."""

import argparse
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file that `kwis backup` wrote")
    parser.epilog = "Refuses when the database holds tables or the files folder holds files."
    parser.set_defaults(runs="kwis.config.restoring:run")
