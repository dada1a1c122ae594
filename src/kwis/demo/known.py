"""What everybody may know of the demo: who can log in, and the one password. Needs neither Django nor a database."""

import tomllib
from pathlib import Path

PASSWORD = "rijnoever"  # known to all: it stands on the log-in page of the demo
ORGANISATION = Path(__file__).resolve().parent / "content" / "organisation.toml"


def log_in_names() -> list[str]:
    """In the order in which they stand on the log-in page."""
    with ORGANISATION.open("rb") as file:
        return [str(entry["login_name"]) for entry in tomllib.load(file)["login"]]
