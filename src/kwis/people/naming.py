"""Names and telephone numbers in a form that sorts and compares."""

import re

import phonenumbers

from kwis.core.folding import fold

__all__ = ["digits", "fold"]


def digits(number: str, country: str = "NL") -> str:
    """A telephone number as E.164 (`+31612345678`), or its bare digits when it is an inside number."""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return re.sub(r"\D", "", number)
    if phonenumbers.is_possible_number(parsed):
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return re.sub(r"\D", "", number)
