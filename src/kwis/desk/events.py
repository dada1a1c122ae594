"""What happens to a call. Fields are JSON values; moments are ISO strings.

What people read is a code here (of a state, a reason, a choice) and gets its words when it is read, in the reader's
language. Older events carry those words themselves and are told with them.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.dateparse import parse_datetime
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from kwis.core.events import EventType
from kwis.core.wording import choice_words, say
from kwis.ui import moments
from kwis.ui.fields import named

MOST_OF_ANSWER = 120
NOTHING: tuple[Any, ...] = ("", None, {})


def moment_words(iso: str) -> str:
    """do 19 november 15:45 uur: the day itself, since these words are read long after it."""
    moment = parse_datetime(iso)
    return moments.dated(moment) if moment else iso


def quoted(words: str) -> str:
    """What somebody wrote, as one line of the time line."""
    return _("“%(words)s”") % {"words": " ".join(words.split())}


@dataclass(frozen=True, kw_only=True)
class TicketTakenIn(EventType):
    type: ClassVar[str] = "desk.ticket_taken_in"
    number: str

    def words(self) -> str:
        return _("Call taken in")


@dataclass(frozen=True, kw_only=True)
class TicketTaken(EventType):
    """Somebody became owner; `old` is empty when nobody was."""

    type: ClassVar[str] = "desk.ticket_taken"
    owner: str
    old: str = ""
    word: str = ""

    def words(self) -> str:
        if self.old and self.word:
            return _("%(old)s passed this on to %(owner)s: %(word)s") % {
                "old": self.old,
                "owner": self.owner,
                "word": self.word,
            }
        return _("%(owner)s is now the owner") % {"owner": self.owner}


@dataclass(frozen=True, kw_only=True)
class FactChanged(EventType):
    """A fact of the call by the name of its field. `old` and `new` are codes, names in two languages, or names."""

    type: ClassVar[str] = "desk.fact_changed"
    field: str
    old: Any
    new: Any

    def words(self) -> str:
        label, new = capfirst(_name_of(self.field)), _value_words(self.field, self.new)
        if self.old in NOTHING:
            # what was not known before did not change
            return named(label, new)
        return _("%(label)s: %(old)s → %(new)s") % {
            "label": label,
            "old": _value_words(self.field, self.old),
            "new": new,
        }


def _name_of(field: str) -> str:
    try:
        return str(getattr(apps.get_model("desk.Ticket")._meta.get_field(field), "verbose_name", field))
    except FieldDoesNotExist:
        return field


def _value_words(field: str, value: Any) -> str:
    if isinstance(value, bool) or value in ("True", "False"):
        return _("yes") if str(value) == "True" else _("no")
    if isinstance(value, dict):
        return say(value)
    try:
        return choice_words("desk.Ticket", field, value) if value else "–"
    except FieldDoesNotExist:
        return str(value)


@dataclass(frozen=True, kw_only=True)
class AnswerChanged(EventType):
    """An answer to a question of the service, in words; `question` in two languages, `old` or `new` empty without one."""

    type: ClassVar[str] = "desk.answer_changed"
    question: dict[str, str]
    old: str
    new: str

    def words(self) -> str:
        change = f"{_in_short(self.old)} → {_in_short(self.new)}" if self.old else _in_short(self.new)
        return named(say(self.question), change)


def _in_short(text: str) -> str:
    """What may be a page long, as a part of one line."""
    return Truncator(" ".join(text.split())).chars(MOST_OF_ANSWER) if text else "–"


@dataclass(frozen=True, kw_only=True)
class TicketTranslated(EventType):
    """The desk said what service and kind this is; `text` is what the customer wrote."""

    type: ClassVar[str] = "desk.ticket_translated"
    service: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class MessageAdded(EventType):
    """`direction` is in, out or note."""

    type: ClassVar[str] = "desk.message_added"
    message: int
    direction: str


@dataclass(frozen=True, kw_only=True)
class PromiseMade(EventType):
    type: ClassVar[str] = "desk.promise_made"
    promise: int
    how: str
    due: str

    def words(self) -> str:
        return _("Promised: before %(due)s") % {"due": moment_words(self.due)}


@dataclass(frozen=True, kw_only=True)
class PromiseMoved(EventType):
    type: ClassVar[str] = "desk.promise_moved"
    promise: int
    due: str
    reason: str

    def words(self) -> str:
        told = {"due": moment_words(self.due), "reason": self.why()}
        return _("Promise moved to %(due)s: %(reason)s") % told

    def why(self) -> str:
        """What somebody wrote; without that a new promise took its place."""
        return self.reason or _("A new promise was made")


@dataclass(frozen=True, kw_only=True)
class PromiseKept(EventType):
    type: ClassVar[str] = "desk.promise_kept"
    promise: int
    in_time: bool

    def words(self) -> str:
        return _("Promise kept") if self.in_time else _("Promise kept too late")


@dataclass(frozen=True, kw_only=True)
class PromiseBroken(EventType):
    type: ClassVar[str] = "desk.promise_broken"
    promise: int
    due: str

    def words(self) -> str:
        return _("Promise of %(due)s not kept") % {"due": moment_words(self.due)}


@dataclass(frozen=True, kw_only=True)
class HeldUp(EventType):
    type: ClassVar[str] = "desk.held_up"
    reason: str
    until: str = ""

    def words(self) -> str:
        return choice_words("desk.Hold", "reason", self.reason)


@dataclass(frozen=True, kw_only=True)
class Resumed(EventType):
    type: ClassVar[str] = "desk.resumed"

    def words(self) -> str:
        return _("No longer on hold")


@dataclass(frozen=True, kw_only=True)
class TicketPlaced(EventType):
    """Where the work is now; both empty means: back at the desk."""

    type: ClassVar[str] = "desk.ticket_placed"
    team: str = ""
    supplier: str = ""

    def words(self) -> str:
        where = self.team or self.supplier
        return (
            _("The work is now with %(where)s") % {"where": where}
            if where
            else _("The work is back at the desk")
        )


@dataclass(frozen=True, kw_only=True)
class TicketSolved(EventType):
    type: ClassVar[str] = "desk.ticket_solved"
    at_once: bool = False

    def words(self) -> str:
        return _("Answered at once") if self.at_once else _("We asked whether it is solved")


@dataclass(frozen=True, kw_only=True)
class TicketClosed(EventType):
    """`by` is customer, desk_for_customer or term."""

    type: ClassVar[str] = "desk.ticket_closed"
    by: str
    withdrawn: bool = False

    def words(self) -> str:
        if self.withdrawn:
            return _("Withdrawn")
        return {
            "customer": _("Closed: the customer says it is solved"),
            "desk_for_customer": _("Closed: the customer told us it is solved"),
        }.get(self.by, _("Closed: no answer within the term"))


@dataclass(frozen=True, kw_only=True)
class TicketReopened(EventType):
    type: ClassVar[str] = "desk.ticket_reopened"
    cause: str
    words_of_customer: str = ""

    def words(self) -> str:
        told = _("Opened again: %(cause)s") % {"cause": self.why()}
        return f"{told}. {quoted(self.words_of_customer)}" if self.words_of_customer else told

    def why(self) -> str:
        return choice_words("desk.Reopening", "cause", self.cause)


@dataclass(frozen=True, kw_only=True)
class WatcherAdded(EventType):
    type: ClassVar[str] = "desk.watcher_added"
    name: str

    def words(self) -> str:
        return _("%(name)s watches this call") % {"name": self.name}


@dataclass(frozen=True, kw_only=True)
class TicketLinked(EventType):
    type: ClassVar[str] = "desk.ticket_linked"
    number: str
    kind: str

    def words(self) -> str:
        return _("Linked to %(number)s") % {"number": self.number}


@dataclass(frozen=True, kw_only=True)
class ComplaintHeard(EventType):
    type: ClassVar[str] = "desk.complaint_heard"

    def words(self) -> str:
        return _("We heard what happened")


@dataclass(frozen=True, kw_only=True)
class ComplaintDecided(EventType):
    type: ClassVar[str] = "desk.complaint_decided"
    founded: bool

    def words(self) -> str:
        return (
            _("Decided: the complaint is founded")
            if self.founded
            else _("Decided: the complaint is not founded")
        )


@dataclass(frozen=True, kw_only=True)
class ComplaintAboutNamed(EventType):
    """Somebody said whom it is about (or, not `named`, that it is about nobody); who that is stands with the call only.

    `owner_left`: it was its owner, so the call has none now.
    """

    type: ClassVar[str] = "desk.complaint_about_named"
    named: bool
    owner_left: bool = False

    def words(self) -> str:
        return (
            _("Whom this complaint is about was written down")
            if self.named
            else _("Whom this complaint is about was taken away")
        )


@dataclass(frozen=True, kw_only=True)
class RecoveryDone(EventType):
    type: ClassVar[str] = "desk.recovery_done"
    text: str

    def words(self) -> str:
        return _("Made good: %(text)s") % {"text": self.text}
