"""Which call does a mail belong to? A pure function of the clues, in a fixed order (S3 to S7).

1. Our own reply address or Message-ID with its HMAC: only who got a letter of ours can know it.
2. References to a message we know, and the sender takes part in that call.
3. The number in the subject, and the sender already takes part.
4. Else it is a new call.

Whoever proves the letter but does not take part is shown as unverified: the words are kept, nothing is gained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Who the sender is to a call."""

    CUSTOMER = "customer"  # the customer, who reported it, or who watches along
    STAFF = "staff"  # works here and may see the call
    SUPPLIER = "supplier"  # has an order of the call; what it writes is for the desk
    NO_ACCESS = "no_access"  # works here but may not, or may no longer, see it (S4)
    STRANGER = "stranger"


class Place(StrEnum):
    """Where a mail goes."""

    MESSAGE = "message"  # the customer's words on a call
    UNVERIFIED = "unverified"  # words on a call of somebody who is not proven to take part
    NOTE = "note"  # a colleague's or supplier's answer by mail: internal by default
    ASIDE = "aside"  # to quarantine, with `why`
    NEW = "new"  # a new call


_INSIDE = (Side.STAFF, Side.SUPPLIER)


@dataclass(frozen=True, slots=True)
class Clue:
    """One call that a mail points at, and who its sender is there."""

    ticket: int
    side: Side


@dataclass(frozen=True, slots=True)
class Clues:
    """What a mail points at, strongest first within each kind."""

    signed: Sequence[Clue] = ()
    referenced: Sequence[Clue] = ()
    numbered: Sequence[Clue] = ()


@dataclass(frozen=True, slots=True)
class Belonging:
    """The outcome: where to, which call, and by which clue (or why not)."""

    place: Place
    ticket: int | None = None
    why: str = ""


def which_call(clues: Clues, genuine: bool | None = None) -> Belonging:
    """Decide. `genuine`: our own server vouches for the sender (True), denies it (False), or says nothing (None)."""
    for clue in clues.signed:
        return _by_letter(clue, genuine)
    for name, weak in (("reference", clues.referenced), ("number", clues.numbered)):
        for clue in weak:
            if clue.side not in (Side.CUSTOMER, *_INSIDE):
                continue
            if genuine is False:
                return Belonging(Place.ASIDE, clue.ticket, "not_genuine")
            return Belonging(Place.MESSAGE if clue.side is Side.CUSTOMER else Place.NOTE, clue.ticket, name)
    return Belonging(Place.NEW)


def _by_letter(clue: Clue, genuine: bool | None) -> Belonging:
    if clue.side is Side.NO_ACCESS:
        return Belonging(Place.ASIDE, clue.ticket, "no_access")
    if clue.side in _INSIDE:
        # A forged colleague may not even leave a note: the desk would believe it.
        return (
            Belonging(Place.ASIDE, clue.ticket, "not_genuine")
            if genuine is False
            else Belonging(Place.NOTE, clue.ticket, "letter")
        )
    if clue.side is Side.CUSTOMER and genuine is not False:
        return Belonging(Place.MESSAGE, clue.ticket, "letter")
    return Belonging(Place.UNVERIFIED, clue.ticket, "letter")
