"""Calls: list, read, make."""

from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Status
from pydantic import Field

from kwis.api.guarding import must_have
from kwis.api.models import Scope
from kwis.api.problems import Problem
from kwis.api.shapes import Call, CallInFull, Calls, NewCall, ProblemShape
from kwis.catalogue.kinds import Kind
from kwis.catalogue.models import Service
from kwis.desk.channel import Channel
from kwis.desk.intake import Contact, NoDesk, take_in_once
from kwis.desk.models import Ticket
from kwis.desk.permissions import DeskRight
from kwis.desk.workflow import Status as CallStatus
from kwis.people.identify import identify
from kwis.people.models import Place
from kwis.ui.paging import page_of

router = Router(tags=["calls"])
REFUSALS = {401: ProblemShape, 403: ProblemShape, 422: ProblemShape, 429: ProblemShape}
PAGE = 50


@router.get("", response={200: Calls, **REFUSALS}, summary="List calls, newest first")
def calls(
    request: HttpRequest,
    status: CallStatus | None = None,
    kind: Kind | None = None,
    after: Annotated[str, Field(max_length=500, description="From `next` of the page before")] = "",
) -> dict[str, Any]:
    """Only calls that the key's log-in may see."""
    must_have(request, Scope.READ)
    rows = Ticket.objects.visible_to(request.user).for_rows()
    if status:
        rows = rows.filter(status=status)
    if kind:
        rows = rows.filter(kind=kind)
    page = page_of(rows, ["-id"], PAGE, after)
    query = request.GET.copy()
    query["after"] = page.after
    following = f"{reverse('kwis-api:calls')}?{query.urlencode()}" if page.after else ""
    return {"items": [_shape(ticket) for ticket in page], "next": following}


@router.get("/{number}", response={200: CallInFull, 404: ProblemShape, **REFUSALS}, summary="Read one call")
def call(request: HttpRequest, number: str) -> dict[str, Any]:
    """With its newest 100 messages, internal notes included when the log-in sees those."""
    must_have(request, Scope.READ)
    ticket = Ticket.objects.visible_to(request.user).for_rows().filter(number=number).first()
    if ticket is None:
        raise Problem(404)
    messages = reversed(ticket.messages.order_by("-id")[:100])
    return _shape(ticket) | {
        "messages": [
            {
                "at": m.at,
                "author": m.author_name,
                "direction": m.direction,
                "public": m.public,
                "text": m.text,
            }
            for m in messages
        ]
    }


@router.post("", response={201: Call, **REFUSALS}, summary="Make a call")
def make(request: HttpRequest, new: NewCall) -> Any:
    """Taken in like any other: number, desk, clock, promise, confirmation."""
    must_have(request, Scope.CREATE)
    user = request.user
    person = getattr(user, "person", None)
    if person is None or not user.has_right(DeskRight.WORK):  # type: ignore[union-attr]
        raise Problem(403, "The log-in of this key may not take in calls.")
    try:
        validate_email(new.customer_email)
    except ValidationError:
        raise Problem(422, "customer_email is not an e-mail address.", field="customer_email") from None
    contact = Contact(
        channel=Channel.API,
        text=new.text,
        subject=new.subject,
        customer=identify(email=new.customer_email, name=new.customer_name),
        by=person.actor,
        kind=new.kind or "",
        service=_service(new.service),
        place=_place(new.place),
        dedupe_key=f"api:{user.pk}:{new.dedupe_key}" if new.dedupe_key else None,
    )
    try:
        return Status(201, _shape(take_in_once(contact)))
    except NoDesk as trouble:
        raise Problem(409, str(trouble)) from None


def _service(code: str | None) -> Service | None:
    if not code:
        return None
    found = Service.objects.filter(code=code, state=Service.State.PUBLISHED).first()
    if found is None:
        raise Problem(422, "There is no service with this code.", field="service")
    return found


def _place(code: str | None) -> Place | None:
    if not code:
        return None
    found = Place.objects.filter(path=code, active=True).first()
    if found is None:
        raise Problem(422, "There is no place with this code.", field="place")
    return found


def _shape(ticket: Ticket) -> dict[str, Any]:
    holder = ticket.with_team or ticket.with_supplier
    return {
        "number": ticket.number,
        "subject": ticket.subject,
        "kind": ticket.kind,
        "status": ticket.status,
        "channel": ticket.channel,
        "service": ticket.service.code if ticket.service else None,
        "customer": ticket.customer_name,
        "owner": ticket.owner.name if ticket.owner else None,
        "with": holder.name if holder else None,
        "promise_at": ticket.next_promise_at,
        "created_at": ticket.created_at,
        "changed_at": ticket.changed_at,
    }
