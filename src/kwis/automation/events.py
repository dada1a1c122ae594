from dataclasses import dataclass
from typing import ClassVar

from kwis.core.events import EventType


@dataclass(frozen=True, kw_only=True)
class RuleSwitched(EventType):
    """A rule was made, changed, or switched on or off."""

    type: ClassVar[str] = "automation.rule_switched"
    name: str
    active: bool
