"""Taking a conversation down: one call with what was said, what was asked on, and what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kwis.catalogue.answering import Answer
from kwis.catalogue.models import Service
from kwis.channels.call.telephone.forms import ANSWERED, PASSED, TAKEN
from kwis.core.models import StoredFile
from kwis.desk.channel import Channel
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from kwis.dispatch.setting_out import set_out, start_plan
from kwis.people.models import Person, Place, Team


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """What somebody said by telephone, on paper or at the counter, and what was decided about it.

    `decision` is answered, taken or passed; passed without a team starts the plan of the service. `told` is what the
    customer heard; left empty, a plain sentence says that it was handled at once.
    """

    channel: str
    customer: Person
    text: str
    decision: str
    key: str
    kind: str = ""
    service: Service | None = None
    place: Place | None = None
    told: str = ""
    note: str = ""
    promise: tuple[str, datetime] | None = None
    team: Team | None = None
    files: Sequence[StoredFile] = ()
    answers: Sequence[Answer] = ()


def told_at_once(channel: str) -> str:
    """What the customer reads when the agent wrote nothing else."""
    if channel == Channel.COUNTER:
        return _("We helped you with this at the counter straight away.")
    return _("We helped you with this on the telephone straight away.")


def take_down(said: Conversation, by: Person) -> Ticket:
    """Make the call and carry out the decision, all or nothing; the same key again gives the same call.

    Raises `NotNow` and `NoDesk` with words for the agent.
    """
    key = f"{said.channel}:{by.pk}:{said.key}"[:80]
    try:
        with transaction.atomic():
            earlier: Ticket | None = Ticket.objects.filter(dedupe_key=key).first()
            return earlier or _take_down(said, by, key)
    except IntegrityError:
        # two clicks at once: the loser takes the winner's call
        winner: Ticket | None = Ticket.objects.filter(dedupe_key=key).first()
        if winner is None:
            raise
        return winner


def _take_down(said: Conversation, by: Person, key: str) -> Ticket:
    ticket = take_in(
        Contact(
            channel=said.channel,
            text=said.text,
            customer=said.customer,
            by=by.actor,
            kind=said.kind,
            service=said.service,
            place=said.place,
            answers=said.answers,
            files=said.files,
            own_promise=said.promise,
            dedupe_key=key,
        )
    )
    if said.note:
        ticket.note(said.note, author=by)
    DECIDED[said.decision](ticket, said, by)
    return ticket


def _answered(ticket: Ticket, said: Conversation, by: Person) -> None:
    ticket.answer_at_once(said.told.strip() or told_at_once(said.channel), author=by)


def _taken(ticket: Ticket, said: Conversation, by: Person) -> None:
    ticket.take(by)


def _passed(ticket: Ticket, said: Conversation, by: Person) -> None:
    ticket.take(by)
    if said.team is None:
        start_plan(ticket, by=by.actor)
    else:
        set_out(ticket, title=ticket.subject, team=said.team, instruction=said.note, by=by.actor)


DECIDED: Mapping[str, Any] = {ANSWERED: _answered, TAKEN: _taken, PASSED: _passed}
