"""How a call reads for its customer: where it stands and what we promised, in plain words."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kwis.core.clock import now
from kwis.core.events import sentence, typed
from kwis.core.models import Event
from kwis.desk.events import PromiseMade, PromiseMoved, TicketClosed, TicketReopened, TicketTakenIn, quoted
from kwis.desk.models import Hold, Promise, Ticket
from kwis.desk.workflow import CLOSED, NEW, ON_HOLD, SOLVED
from kwis.dispatch.events import OrderReportedReady, PartAccepted, PartRefused
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.workflow import ACCEPTED_READY, PLANNED, REFUSED, REPORTED_READY, SET_OUT, WAITING
from kwis.people.models import Team
from kwis.ui.moments import before, near_day, when


@dataclass(frozen=True)
class Part:
    """One part as the component `journey` draws it: done, ask, busy, you or later."""

    state: str
    team: str
    name: str
    words: str


def promise_words(ticket: Ticket) -> SafeString | None:
    """What the customer may count on; None when nothing is promised."""
    due = ticket.next_promise_at
    if due is None:
        return None
    if due < now():
        return format_html(_("You should have heard from us {moment}. The fault is ours."), moment=when(due))
    who = (ticket.owner.given_name or ticket.owner.name) if ticket.owner else ""
    return format_html(
        _promise_pattern(ticket.next_promise_how, named=bool(who)), who=who, moment=before(due)
    )


def _promise_pattern(how: str, *, named: bool) -> str:
    if how == Promise.How.CALL:
        return (
            _("{who} calls you <strong>{moment}</strong>")
            if named
            else _("We call you <strong>{moment}</strong>")
        )
    if how == Promise.How.VISIT:
        return (
            _("{who} comes by <strong>{moment}</strong>")
            if named
            else _("We come by <strong>{moment}</strong>")
        )
    if how == Promise.How.LETTER:
        return _("You get a letter <strong>{moment}</strong>")
    return _("You hear from us <strong>{moment}</strong>")


def promise_state(ticket: Ticket) -> str:
    return "late" if ticket.next_promise_at is not None and ticket.next_promise_at < now() else ""


def state_words(ticket: Ticket, parts: list[WorkOrder], hold: Hold | None = None) -> str:
    """Where the call stands, in one line."""
    if ticket.status == CLOSED:
        return (
            _("Closed %(day)s.") % {"day": near_day(ticket.closed_at)} if ticket.closed_at else _("Closed.")
        )
    asked = [part for part in parts if part.state == REPORTED_READY]
    if ticket.status == SOLVED:
        return _("We think it is ready. Is that right?")
    if asked:
        return _("%(part)s is ready. Is that right?") % {"part": asked[0].customer_label}
    if ticket.status == ON_HOLD:
        return _hold_words(hold)
    if parts:
        return parts_words(parts)
    if ticket.with_team or ticket.with_supplier:
        return _("%(who)s is working on it.") % {"who": ticket.with_team or ticket.with_supplier}
    if ticket.status == NEW:
        return _("We received it and will look at it.")
    if ticket.owner:
        return _("%(who)s is working on it.") % {"who": ticket.owner.given_name or ticket.owner.name}
    return _("We are working on it.")


def parts_words(parts: list[WorkOrder]) -> str:
    done, total = sum(part.state == ACCEPTED_READY for part in parts), len(parts)
    if total == 1:
        return _("%(done)s of %(total)s part is ready.") % {"done": done, "total": total}
    return ngettext(
        "%(done)s of the %(total)s parts is ready.", "%(done)s of the %(total)s parts are ready.", done
    ) % {"done": done, "total": total}


def part_of(order: WorkOrder, waits_for_you: bool) -> Part:
    """One work order as its customer sees it; what the back office wrote about it stays inside."""
    state, words = _part_state(order, waits_for_you)
    return Part(state, _holder(order), order.customer_label, words)


def _part_state(order: WorkOrder, waits_for_you: bool) -> tuple[str, str]:
    if order.state == ACCEPTED_READY:
        ready = order.ready_at
        return "done", _("Ready on %(day)s") % {"day": near_day(ready)} if ready else _("It is ready")
    if order.state == REPORTED_READY:
        return "ask", _("Ready. Is that right?")
    if order.state == REFUSED:
        return "later", _("The service desk arranges this anew")
    if order.released_at is None:
        return "later", _("Starts after another part")
    if order.state == WAITING:
        return ("you", _("Waits for you")) if waits_for_you else ("busy", _("Waits a moment"))
    if order.state == PLANNED and order.planned_from:
        return "busy", _("Planned for %(day)s") % {"day": near_day(order.planned_from)}
    if order.state == SET_OUT:
        return "later", _("Starts soon")
    if order.due_at is not None and order.due_at > now():
        return "busy", _("Busy, ready %(day)s") % {"day": near_day(order.due_at)}
    return "busy", _("Busy")


def _holder(order: WorkOrder) -> str:
    return department_of(order.team) if order.team else order.holder_name


def department_of(team: Team) -> str:
    """The department as people say it; the team's own name where it has none."""
    names = {"ict": "ICT", "hr": "HR", "facilitair": _("Facilities")}
    return names.get(team.department.lower(), team.department) or team.name


def _hold_words(hold: Hold | None) -> str:
    said = {
        Hold.Reason.CUSTOMER: _("We wait for an answer from you."),
        Hold.Reason.SUPPLIER: _("We wait for our supplier."),
    }
    if hold is not None and hold.reason == Hold.Reason.DATE and hold.until:
        return _("We go on %(day)s.") % {"day": near_day(hold.until)}
    return said.get(Hold.Reason(hold.reason), _("It waits a moment.")) if hold else _("It waits a moment.")


def event_words(event: Event, ticket: Ticket) -> str:
    """A public event of this call as told to the customer; empty when the page says it in another way already."""
    told = typed(event)
    if isinstance(told, TicketTakenIn):
        return _("We received this")
    if isinstance(told, PromiseMade | PromiseMoved):
        return ""
    if isinstance(told, OrderReportedReady):
        return told.customer_words or _("Reported ready: %(part)s") % {"part": told.title}
    if isinstance(told, PartAccepted):
        return _("Said yes to: %(part)s") % {"part": told.part}
    if isinstance(told, PartRefused):
        return _("Said no to: %(part)s") % {"part": told.part}
    if isinstance(told, TicketReopened):
        again = _("We work on it again: %(cause)s") % {"cause": told.why().lower()}
        # what the desk wrote down when it opened the call again was meant for colleagues
        theirs = event.actor_key in {ticket.customer_id, ticket.reported_by_id}
        return f"{again}. {quoted(told.words_of_customer)}" if theirs and told.words_of_customer else again
    if isinstance(told, TicketClosed) and told.withdrawn:
        return _("Not needed any more")
    return sentence(event)
