"""Keys of questions and steps, made of their own words."""

from kwis.people.naming import fold


def new_key(label: str, taken: set[str]) -> str:
    """A key of the question's own words: `wat-is-er-nodig`, or `wat-is-er-nodig-2` when there is one."""
    plain = "-".join("".join(sign if sign.isalnum() else " " for sign in fold(label)).split())
    key = plain.encode("ascii", "ignore").decode()[:50].strip("-") or "vraag"
    number = 1
    while (made := key if number == 1 else f"{key}-{number}") in taken:
        number += 1
    return made
