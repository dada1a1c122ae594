"""`kwis serve`: the web server by itself, for machines where something else watches over processes."""

import argparse

from kwis.config import address, postgres, serving


def configure(parser: argparse.ArgumentParser) -> None:
    address.configure(parser)
    parser.epilog = "Run `kwis prepare` first; `kwis up` does all of it."


def run(options: argparse.Namespace) -> int:
    # Django stands in the server's own processes; this one only watches over them and stays small
    where = address.chosen(options)
    where.must_be_free()
    with postgres.in_use():
        return serving.serve(where)
