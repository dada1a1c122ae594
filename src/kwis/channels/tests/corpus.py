"""Real mail that others collected, outside the project; tests that need it skip where it is not there."""

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[4].parent / "shared" / "data"
MAIL = DATA / "mail"

needs_corpus = pytest.mark.skipif(
    not (DATA / "MANIFEST.csv").exists(),
    reason="the collection of real mail (../shared/data/mail) is not here",
)


def whole_mails() -> list[Path]:
    """Every file of the collection that is a whole message."""
    with (DATA / "MANIFEST.csv").open(encoding="utf-8") as rows:
        return [DATA / row["path"] for row in csv.DictReader(rows) if row["kind"] == "mail"]
