"""`kwis mail receive`: one mail from standard input, as a mail server hands it over."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="receive", required=True)
    receiving = verbs.add_parser("receive", help="take in one mail from standard input")
    receiving.description = (
        "Take in one mail (RFC 5322) from standard input: it becomes a call, a message to a call, or is kept aside"
        " with the reason. Prints what became of it. Exit code 75 asks the mail server to offer it again later."
    )
    receiving.set_defaults(runs="kwis.config.mail_in:receive")
