"""The rows of a call in every table."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.db import models
from psycopg.types.json import Jsonb

from bench.calls import Call
from bench.people import Cast
from bench.searching import Words
from bench.tables import Row, Table
from bench.texts import Texts
from kwis.core.events import EventType
from kwis.core.models import Event
from kwis.desk.events import MessageAdded, PromiseMade, TicketClosed, TicketSolved, TicketTaken, TicketTakenIn
from kwis.desk.models import Closure, Message, Promise, Ticket, TicketClock
from kwis.desk.models.ticket.placing import TicketInvolvement
from kwis.dispatch.models import WorkOrder
from kwis.surveys.models import Survey, SurveyAnswer

COPIED: list[type[models.Model]] = [
    Ticket, Message, Promise, TicketClock, Closure, TicketInvolvement, WorkOrder, Survey, SurveyAnswer, Event,
]  # fmt: skip
HOUR = timedelta(hours=1)
HAPPENED_BEFORE = -1  # a transaction id below all that run


@dataclass(frozen=True)
class Written:
    """What the numbers in a call point to."""

    texts: Texts
    people: Cast
    now: datetime


class Writer:
    """Collects the rows of some thousands of calls."""

    def __init__(self, written: Written, tables: Sequence[Table]) -> None:
        self.written = written
        self.tables = {table.model: table for table in tables}
        self.rows: dict[type[models.Model], list[Row]] = {model: [] for model in self.tables}

    def add(self, model: type[models.Model], **values: Any) -> int:
        key = next(_KEYS[model])
        self.rows[model].append(self.tables[model].row(id=key, **values))
        return key

    def happened(self, call: Call, what: EventType, at: datetime, name: str, *, public: bool = True) -> None:
        self.add(
            Event, at=at, type=what.type, ticket_key=call.key, subject_type="desk.ticket", subject_key=call.key,
            actor_kind="person", actor_name=name, public=public, data=Jsonb(asdict(what)), xid=HAPPENED_BEFORE,
        )  # fmt: skip


_KEYS = {model: count(1) for model in COPIED}


def rows_of(
    chunk: Sequence[Call], written: Written, tables: Sequence[Table]
) -> dict[type[models.Model], list[Row]]:
    writer = Writer(written, tables)
    for call in chunk:
        _ticket(writer, call)
        _messages(writer, call)
        _times(writer, call)
        _work(writer, call)
    Words.copy(chunk, written.people)
    return writer.rows


def number_of(call: Call) -> str:
    return f"{call.at.year % 100:02d}-{1000 + call.key}"


def _ticket(writer: Writer, call: Call) -> None:
    cast, texts = writer.written.people, writer.written.texts
    customer = cast.customers[call.customer]
    owner = cast.agents[call.owner] if call.owner is not None else None
    ended = call.at + 30 * HOUR if call.status in ("solved", "closed") else None
    writer.add(
        Ticket, number=number_of(call), subject=texts.short[call.subject], kind=call.kind, status=call.status, channel=call.channel,
        desk_id=cast.desk.pk, service_id=cast.services[call.service].pk, customer_id=customer.pk, customer_name=customer.name,
        customer_email=f"p{call.customer}@bench.example",
        customer_department=customer.organisation.name if customer.organisation else "",
        place_id=customer.place_id, priority=call.priority, confidential=call.confidential, unread=call.unread,
        created_at=call.at, changed_at=call.at + HOUR, act_at=min(filter(None, (call.promise_at, call.due_at))),
        next_promise_at=call.promise_at, next_promise_how="call" if call.promise_at else "", next_due_at=call.due_at,
        owner_id=owner.pk if owner else None, owned_since=call.at + HOUR if owner else None,
        with_team_id=cast.teams[call.team].pk if call.team is not None else None,
        with_supplier_id=cast.suppliers[call.supplier].pk if call.supplier is not None else None,
        solved_at=ended, closed_at=ended if call.finished else None,
    )  # fmt: skip
    writer.happened(call, TicketTakenIn(number=number_of(call)), call.at, customer.name)
    if owner:
        writer.happened(call, TicketTaken(owner=owner.name), call.at + HOUR, owner.name, public=False)
    if ended:
        writer.happened(call, TicketSolved(), ended, customer.name)
    if call.finished:
        by = Closure.By.CUSTOMER
        writer.add(Closure, ticket_id=call.key, by=by, at=ended, actor_name=customer.name)
        writer.happened(call, TicketClosed(by=by), ended or call.at, customer.name)
        survey = writer.add(Survey, ticket_id=call.key, token=f"bench{call.key}", asked_at=ended)
        writer.add(SurveyAnswer, survey_id=survey, face=call.face, at=ended)


def _messages(writer: Writer, call: Call) -> None:
    cast, texts = writer.written.people, writer.written.texts
    customer, agent = cast.customers[call.customer], cast.agents[call.owner or 0]
    for place, text in enumerate(call.texts):
        direction = ("in", "out", "note")[place % 3]
        author = customer if direction == "in" else agent
        at = call.at + place * HOUR
        key = writer.add(
            Message, ticket_id=call.key, direction=direction, public=direction != "note", author_id=author.pk,
            author_name=author.name, at=at, text=texts.long[text], drawn=texts.drawn[text], channel=call.channel if direction == "in" else "email",
        )  # fmt: skip
        writer.happened(
            call, MessageAdded(message=key, direction=direction), at, author.name, public=direction != "note"
        )


def _times(writer: Writer, call: Call) -> None:
    agent = writer.written.people.agents[call.owner or 0].name
    due = call.promise_at or call.at + 8 * HOUR
    ended = None if call.promise_at else due
    key = writer.add(
        Promise, ticket_id=call.key, how="call", due_at=due, state="open" if call.promise_at else "kept",
        made_at=call.at, made_by_name=agent, ended_at=ended,
    )  # fmt: skip
    writer.happened(call, PromiseMade(promise=key, how="call", due=due.isoformat()), call.at, agent)
    writer.add(
        TicketClock, ticket_id=call.key, what="solve", target_seconds=57600, started_at=call.at, due_at=call.due_at,
        stopped_at=ended if call.finished else None,
    )  # fmt: skip


def _work(writer: Writer, call: Call) -> None:
    cast = writer.written.people
    outside = call.supplier is not None
    if not (outside or call.team is not None or call.key % 5 < 2):
        return
    team = cast.teams[call.team if call.team is not None else call.key % len(cast.teams)]
    writer.add(
        WorkOrder, number=f"W-{number_of(call)}", ticket_id=call.key, title=writer.written.texts.short[call.subject],
        instruction=writer.written.texts.long[call.texts[0]], customer_label="Uitvoering",
        team_id=None if outside else team.pk, supplier_id=cast.suppliers[call.supplier or 0].pk if outside else None,
        state="accepted_ready" if call.finished else ("set_out", "accepted", "in_progress")[call.key % 3], due_at=call.due_at,
        created_at=call.at + HOUR, released_at=call.at + HOUR, changed_at=call.at + HOUR, ready_at=call.at + 20 * HOUR if call.finished else None,
    )  # fmt: skip
    if not outside:
        writer.add(TicketInvolvement, ticket_id=call.key, team_id=team.pk, since=call.at + HOUR)
