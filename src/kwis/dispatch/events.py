"""What happens to work orders. `number` is the order's, such as W-26-2207. Codes get their words when they are read."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from kwis.core.events import EventType
from kwis.core.wording import choice_words
from kwis.desk.events import moment_words


@dataclass(frozen=True, kw_only=True)
class OrderSetOut(EventType):
    type: ClassVar[str] = "dispatch.order_set_out"
    number: str
    title: str
    to: str

    def words(self) -> str:
        return _("Work order %(number)s to %(to)s: %(title)s") % {
            "number": self.number,
            "to": self.to,
            "title": self.title,
        }


@dataclass(frozen=True, kw_only=True)
class OrderReleased(EventType):
    """All it waited for is ready: it is on the board, or in the supplier's mail."""

    type: ClassVar[str] = "dispatch.order_released"
    number: str
    title: str


@dataclass(frozen=True, kw_only=True)
class OrderMoved(EventType):
    """Another state by its code. `detail` are words of who did it or a name; `planned` is the moment of a planned order."""

    type: ClassVar[str] = "dispatch.order_moved"
    number: str
    title: str
    state: str
    detail: str = ""
    planned: str = ""

    def words(self) -> str:
        told = (
            f"{self.number} {self.title}: {choice_words('dispatch.WorkOrder', 'state', self.state).lower()}"
        )
        detail = moment_words(self.planned) if self.planned else self.detail
        return f"{told}, {detail}" if detail else told


@dataclass(frozen=True, kw_only=True)
class OrderReportedReady(EventType):
    """`customer_words` is the line for the customer."""

    type: ClassVar[str] = "dispatch.order_reported_ready"
    number: str
    title: str
    customer_words: str = ""

    def words(self) -> str:
        return _("%(number)s %(title)s is reported ready") % {"number": self.number, "title": self.title}


@dataclass(frozen=True, kw_only=True)
class OrderHandedBack(EventType):
    """`reason` is a code of `Handback`."""

    type: ClassVar[str] = "dispatch.order_handed_back"
    number: str
    title: str
    reason: str
    text: str

    def words(self) -> str:
        return _("%(number)s %(title)s was handed back: %(reason)s. %(text)s") % {
            "number": self.number,
            "title": self.title,
            "reason": choice_words("dispatch.Handback", "reason", self.reason).lower(),
            "text": self.text,
        }


@dataclass(frozen=True, kw_only=True)
class PartAccepted(EventType):
    type: ClassVar[str] = "dispatch.part_accepted"
    number: str
    part: str

    def words(self) -> str:
        return _("The customer says yes to: %(part)s") % {"part": self.part}


@dataclass(frozen=True, kw_only=True)
class PartRefused(EventType):
    type: ClassVar[str] = "dispatch.part_refused"
    number: str
    part: str
    cause: str

    def words(self) -> str:
        return _("The customer says no to: %(part)s") % {"part": self.part}
