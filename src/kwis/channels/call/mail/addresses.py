"""Lists of addresses as people and programs write them: one pass over the characters, nothing thrown away."""

from __future__ import annotations

import re

from .charsets import one_line
from .headers import unfolded, words_decoded
from .parsed import Address

_ADDRESS = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,200}@[^\s@<>\"(),:;\\]{1,255}")


def addresses_in(raw: str, most: int) -> tuple[Address, ...] | None:
    """The addresses of one header. None when there are more than `most`: the caller makes that its trouble.

    Encoded words are decoded after the list is cut up, as a name may hold an encoded comma. What cannot be
    read as an address is kept as a name with an empty address, so that a person can still see it.
    """
    if raw.count("@") > 2 * most or raw.count(",") > 2 * most:
        return None
    value = unfolded(raw)
    found = [one for piece in _pieces(value) if (one := _one(piece)) is not None]
    return tuple(found) if len(found) <= most else None


def _pieces(value: str) -> list[str]:
    """Cut at commas and semicolons outside quotes, angle brackets and comments; group names fall away."""
    pieces: list[str] = []
    start = 0
    comment = 0
    quoted = angle = escaped = False
    address_begun = False
    for at, char in enumerate(value):
        if escaped:
            escaped = False
        elif char == "\\" and (quoted or comment):
            escaped = True
        elif char == '"' and not comment:
            # A quote that is never closed must not swallow the rest of the list.
            quoted = not quoted and value.find('"', at + 1) != -1
        elif quoted:
            continue
        elif char == "(":
            comment += 1
        elif char == ")" and comment:
            comment -= 1
        elif char == "<" and not comment:
            angle = True
        elif char == ">":
            angle = False
        elif char == "@":
            address_begun = True
        elif char == ":" and not comment and not angle and not address_begun:
            start = at + 1
        elif char in ",;" and not comment and (not angle or _angle_is_over(value, at)):
            pieces.append(value[start:at])
            start, angle, address_begun = at + 1, False, False
    pieces.append(value[start:])
    return pieces


def _angle_is_over(value: str, at: int) -> bool:
    """A comma inside <…> belongs to it only when the bracket closes before the next one opens."""
    rest = value[at : at + 320]
    close, again = rest.find(">"), rest.find("<")
    return close == -1 or (again != -1 and again < close)


def _one(piece: str) -> Address | None:
    piece = piece.strip()
    if not piece:
        return None
    start = piece.rfind("<")
    if start != -1:
        inside, _, after = piece[start + 1 :].partition(">")
        name = piece[:start].strip() or after.strip()
        return _named(name, inside)
    plain, comment = _without_comment(piece)
    if "@" in plain:
        bare = _ADDRESS.search(_joined(plain))
        if bare:
            left = _joined(plain).replace(bare[0], "", 1)
            return _named(comment or left, bare[0])
    elif "@" in comment and (bare := _ADDRESS.search(comment)):
        return Address(_readable(plain), one_line(bare[0]))
    if plain and " " not in plain.strip() and '"' not in plain:
        # Old Unix mail has local names only ("root"); they are shown, not written to.
        return Address(comment, one_line(words_decoded(plain))[:200])
    name = _readable(piece)
    return Address(name, "") if name else None


def _named(name: str, inside: str) -> Address | None:
    inside = _joined(words_decoded(inside))
    plain, comment = _without_comment(inside)
    route = plain.rsplit(":", 1)[-1] if plain.startswith("@") else plain
    bare = _ADDRESS.search(route.strip().strip("\"'").removeprefix("mailto:"))
    shown = _readable(name) or one_line(comment)
    if bare:
        address = one_line(bare[0]).rstrip(".")
        return Address("" if shown.casefold() == address.casefold() else shown, address)
    if not shown and "@" in (whole := _readable(name)):
        return Address("", whole)
    left = one_line(plain)
    if left and " " not in left:
        return Address(shown, left[:200])
    text = f"{shown} <{left}>" if shown and left else shown or left
    return Address(text, "") if text else None


def _joined(value: str) -> str:
    """Spaces around the @ and the dots are legal, if odd: "some one @ example . com" is left to the eye."""
    return re.sub(r"\s*@\s*", "@", value)


def _without_comment(piece: str) -> tuple[str, str]:
    start, end = piece.find("("), piece.rfind(")")
    if start == -1 or end < start:
        return piece, ""
    return (piece[:start] + " " + piece[end + 1 :]).strip(), _readable(piece[start + 1 : end])


def _readable(name: str) -> str:
    """A display name: quotes and escapes off, encoded words decoded, one line."""
    name = name.strip()
    if len(name) >= 2 and name[0] == '"' and name[-1] == '"':
        name = name[1:-1]
    if "\\" in name:
        name = re.sub(r"\\(.)", r"\1", name)
    name = one_line(words_decoded(name)).strip()
    if len(name) >= 2 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1].strip()
    return name.strip('"').strip()
