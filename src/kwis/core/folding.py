"""Text in a form that compares and sorts: small letters, no accents (the database knows no Dutch collation)."""

import re
import unicodedata

_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "œ": "oe", "æ": "ae"})
_APART = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """`Ünal-De Ñuñez` -> `unal-de nunez`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.translate(_LETTERS).split())


def plain_words(text: str) -> str:
    """Only folded letters and digits, one space between words: what is searched and what is searched for."""
    return _APART.sub(" ", fold(text)).strip()
