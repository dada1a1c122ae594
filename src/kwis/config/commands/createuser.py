"""`kwis createuser LOGIN`."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("login_name", metavar="LOGIN", help="the name to log in with")
    parser.add_argument("--name", default="", help="the person's name")
    parser.add_argument("--email", help="e-mail address")
    parser.add_argument(
        "--role",
        action="append",
        default=[],
        metavar="CODE",
        help="a role, held everywhere (administrator, agent, specialist, manager, …); may be given more than once",
    )
    parser.add_argument(
        "--language", choices=["nl", "en"], default="nl", help="what this user reads (%(default)s)"
    )
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="read the password from standard input instead of asking for it",
    )
    parser.set_defaults(runs="kwis.config.creating_users:run")
