"""How a person is drawn: initials, and a tint that stays theirs."""

from typing import Any

TINTS = ("petrol", "plum", "sea", "rose", "clay", "moss", "sand")
PARTICLES = {
    "van",
    "de",
    "den",
    "der",
    "het",
    "'t",
    "ter",
    "ten",
    "te",
    "in",
    "op",
    "bij",
    "von",
    "el",
    "al",
    "la",
    "le",
}


def name_of(who: Any) -> str:
    """The name of a person, user or actor; a string is a name already."""
    if who is None:
        return ""
    if isinstance(who, str):
        return who
    for attribute in ("full_name", "display_name", "name"):
        name = getattr(who, attribute, None)
        if callable(name):
            name = name()
        if name:
            return str(name)
    return str(who)


def initials_of(name: str) -> str:
    """JD for Joost van Dam: first name and last name, without the particles between."""
    words = [word for word in name.replace("-", " ").split() if word.lower() not in PARTICLES] or name.split()
    letters = [next((letter for letter in word if letter.isalnum()), "") for word in words]
    letters = [letter for letter in letters if letter]
    if not letters:
        return "?"
    return (letters[0] + letters[-1] if len(letters) > 1 else letters[0]).upper()


def tint_of(who: Any) -> str:
    """One of the tints, the same for the same name: a page knows some people only by what they are called."""
    return TINTS[sum(name_of(who).encode()) % len(TINTS)]
