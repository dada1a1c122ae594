"""What goes in and out, as JSON. Fields are named one by one: nothing comes along by accident."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

KindName = Literal["complaint", "wish", "information", "fault"]


class NewCall(Schema, extra="forbid"):
    """A call to take in. The customer is named by an e-mail address; an unknown one becomes a new person."""

    text: Annotated[str, Field(min_length=1, max_length=100_000)]
    subject: Annotated[str, Field(max_length=200)] = ""
    customer_email: Annotated[str, Field(min_length=3, max_length=254)]
    customer_name: Annotated[str, Field(max_length=200)] = ""
    kind: KindName | None = None
    service: Annotated[str | None, Field(max_length=60, description="Code of a service of the catalogue")] = (
        None
    )
    place: Annotated[
        str | None, Field(max_length=120, description="Code of a place, such as stadskantoor/2.08")
    ] = None
    dedupe_key: Annotated[
        str | None,
        Field(max_length=60, description="The same key again gives the same call, never a second one"),
    ] = None


class Call(Schema):
    number: str
    subject: str
    kind: str
    status: str
    channel: str
    service: str | None
    customer: str
    owner: str | None
    with_: Annotated[
        str | None, Field(alias="with", description="Back office or supplier that has the work now")
    ]
    promise_at: datetime | None
    created_at: datetime
    changed_at: datetime


class Message(Schema):
    at: datetime
    author: str
    direction: str
    public: bool
    text: str


class CallInFull(Call):
    messages: list[Message]


class Calls(Schema):
    """A page; `next` is the address of the following one, empty at the end."""

    items: list[Call]
    next: str


class ProblemShape(Schema):
    type: str
    title: str
    status: int
    detail: str = ""
