"""Write free_days_nl.txt from the library `holidays`: `python -m kwis.agreements.writing_free_days`.

For developers, after an upgrade of the library. A test says when the table no longer equals the library.
"""

from collections.abc import Iterator

from holidays import country_holidays

from kwis.agreements.free_days import DUTCH_TABLE, KNOWN_YEARS


def lines() -> Iterator[str]:
    days = country_holidays("NL", years=KNOWN_YEARS, expand=False, language="nl")
    for day, name in sorted(days.items()):
        yield f"{day} {name}"


if __name__ == "__main__":
    DUTCH_TABLE.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")
