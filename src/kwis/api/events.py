from dataclasses import dataclass
from typing import ClassVar

from kwis.core.events import EventType


@dataclass(frozen=True, kw_only=True)
class KeyGiven(EventType):
    type: ClassVar[str] = "api.key_given"
    name: str
    acts_as: str


@dataclass(frozen=True, kw_only=True)
class KeyWithdrawn(EventType):
    type: ClassVar[str] = "api.key_withdrawn"
    name: str
