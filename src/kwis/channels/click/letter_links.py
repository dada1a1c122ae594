"""Signed links of letters: each opens one page for one purpose, without log-in.

A link holds as long as what it asks about stands: a call that was opened again asks anew, with a new link.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from kwis.desk.models import Ticket
from kwis.desk.workflow import CLOSED, SOLVED
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.workflow import REPORTED_READY
from kwis.surveys.models import Survey

SALT = "kwis.letter"
LIFE = 90 * 24 * 3600
CALL, PART, SURVEY = "call", "part", "survey"


@dataclass(frozen=True)
class Asked:
    """What a link asks: about the whole call, one part, or how it was. `stands` is False once it is answered."""

    purpose: str
    ticket: Ticket
    order: WorkOrder | None = None
    survey: Survey | None = None
    stands: bool = True


def confirm_address(ticket: Ticket) -> str:
    """Where the customer says whether a solved call is ready."""
    return _address(CALL, ticket.pk, _round_of(ticket))


def part_address(order: WorkOrder) -> str:
    """Where the customer says whether one part is ready."""
    return _address(PART, order.pk, order.ready_at.isoformat() if order.ready_at else "")


def survey_address(survey: Survey) -> str:
    """Where the customer says how it was."""
    return _address(SURVEY, survey.pk, "")


def open_link(signed: str) -> Asked | None:
    """What the link asks; None for a forged or worn-out one."""
    try:
        purpose, key, round_of_it = signing.loads(signed, salt=SALT, max_age=LIFE)
    except (signing.BadSignature, ValueError):
        return None
    if purpose == CALL:
        return _call(key, round_of_it)
    if purpose == PART:
        return _part(key, round_of_it)
    survey = Survey.objects.select_related("ticket__desk", "ticket__customer").filter(pk=key).first()
    return Asked(SURVEY, survey.ticket, survey=survey) if survey else None


def _call(key: int, round_of_it: str) -> Asked | None:
    ticket = Ticket.objects.select_related("desk", "customer").filter(pk=key).first()
    if ticket is None:
        return None
    return Asked(CALL, ticket, stands=ticket.status == SOLVED and _round_of(ticket) == round_of_it)


def _part(key: int, round_of_it: str) -> Asked | None:
    order = WorkOrder.objects.select_related("ticket__desk", "ticket__customer").filter(pk=key).first()
    if order is None:
        return None
    same = bool(order.ready_at) and order.ready_at.isoformat() == round_of_it
    stands = same and order.state == REPORTED_READY and order.ticket.status != CLOSED
    return Asked(PART, order.ticket, order=order, stands=stands)


def _round_of(ticket: Ticket) -> str:
    return ticket.solved_at.isoformat() if ticket.solved_at else ""


def _address(purpose: str, key: int, round_of_it: str) -> str:
    signed = signing.dumps([purpose, key, round_of_it], salt=SALT, compress=True)
    return settings.BASE_URL.rstrip("/") + reverse("portal:letter", args=[signed])
