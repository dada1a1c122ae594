"""`kwis match TEXT`: what the catalogue makes of a text."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", help="what the customer says; - reads it from standard input")
    parser.add_argument("--language", choices=["nl", "en"], help="guessed from the words when left out")
    parser.add_argument(
        "--limit", type=int, default=5, metavar="N", help="at most so many services (%(default)s)"
    )
    parser.epilog = (
        "Prints JSON: kind, services with team and score, and the words or earlier calls that led to each."
    )
    parser.set_defaults(runs="kwis.catalogue.match_command:run")
