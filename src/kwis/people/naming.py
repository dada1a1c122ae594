"""Names in a form that sorts and compares: small letters, no accents (the database knows no Dutch collation)."""

import re
import unicodedata

import phonenumbers


def fold(text: str) -> str:
    """`Ünal-De Ñuñez` -> `unal-de nunez`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare.replace("ı", "i").replace("ø", "o").replace("ł", "l")).strip()


def digits(number: str, country: str = "NL") -> str:
    """A telephone number as E.164 (`+31612345678`), or its bare digits when it is an inside number."""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return re.sub(r"\D", "", number)
    if phonenumbers.is_possible_number(parsed):
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return re.sub(r"\D", "", number)
