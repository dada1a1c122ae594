"""`kwis backup FILE`."""

import argparse
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the tar file to write; it must not exist yet")
    parser.epilog = (
        "Kwis keeps running, and calls may come in meanwhile: they are in the file or they are not."
    )
    parser.set_defaults(runs="kwis.config.backing_up:run")
