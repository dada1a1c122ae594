"""What happens on the ways in and out. Fields are JSON values."""

from dataclasses import dataclass
from typing import ClassVar

from kwis.core.events import EventType


@dataclass(frozen=True, kw_only=True)
class MailPutAside(EventType):
    """A mail became no call; `reason` is a code of `RawMail`."""

    type: ClassVar[str] = "channels.mail_put_aside"
    reason: str


@dataclass(frozen=True, kw_only=True)
class MailDropped(EventType):
    """Nothing more is done with a mail; `why` are the words of who decided."""

    type: ClassVar[str] = "channels.mail_dropped"
    reason: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class VisitorJoined(EventType):
    """Somebody came to the counter and waits in line."""

    type: ClassVar[str] = "channels.visitor_joined"
    number: int


@dataclass(frozen=True, kw_only=True)
class VisitorCalled(EventType):
    type: ClassVar[str] = "channels.visitor_called"
    number: int
    counter: str


@dataclass(frozen=True, kw_only=True)
class VisitEnded(EventType):
    """`outcome` is a code of `Visit.Outcome`."""

    type: ClassVar[str] = "channels.visit_ended"
    number: int
    outcome: str
