"""What a screen says about a mail, and all of them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum


class Effect(IntEnum):
    """What follows from a verdict, from mild to severe; the most severe of a mail counts."""

    NOTE = 0  # nothing; the verdict is kept and shown
    SILENT = 1  # taken in as usual, but no letter goes out by itself
    ASIDE = 2  # joins a call it belongs to, else waits in quarantine; never makes a call, never answered
    DROP = 3  # kept with its reason, nothing else


@dataclass(frozen=True, slots=True)
class Verdict:
    """One screen's finding."""

    screen: str
    reason: str
    effect: Effect

    def as_json(self) -> dict[str, str]:
        """As it is stored with the mail."""
        return {"screen": self.screen, "reason": self.reason, "effect": self.effect.name.lower()}


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """What the screens must know about this installation; plain values, so that they stay pure."""

    own_addresses: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    trusted_servers: frozenset[str] = frozenset()
    # Whether we made this Message-ID: the HMAC in it is checked, so nobody can make us drop a mail.
    is_our_message_id: Callable[[str], bool] = field(default=lambda _: False)
    most_hops: int = 50


@dataclass(frozen=True, slots=True)
class Screening:
    """All verdicts on one mail, in the order of the screens."""

    verdicts: tuple[Verdict, ...]

    @property
    def effect(self) -> Effect:
        """The most severe effect."""
        return max((one.effect for one in self.verdicts), default=Effect.NOTE)

    @property
    def leading(self) -> Verdict | None:
        """The first verdict of the most severe effect: the reason to show."""
        return next((one for one in self.verdicts if one.effect is self.effect), None)

    def said(self, screen: str) -> Verdict | None:
        """The verdict of one screen, or None when it had nothing to say."""
        return next((one for one in self.verdicts if one.screen == screen), None)

    @property
    def may_be_answered(self) -> bool:
        """Whether an automatic letter (a confirmation) may go to the sender."""
        return self.effect is Effect.NOTE

    def as_json(self) -> list[dict[str, str]]:
        """As they are stored with the mail."""
        return [one.as_json() for one in self.verdicts]
