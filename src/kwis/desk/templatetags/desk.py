"""How calls read in templates: `{% load desk %}`."""

from django import template

from kwis.core.wording import say
from kwis.desk import rows
from kwis.desk.models import Ticket

register = template.Library()


@register.filter
def promise_of(ticket: Ticket) -> rows.Told | None:
    return rows.promise_of(ticket)


@register.filter
def clock_of(ticket: Ticket) -> rows.Told | None:
    return rows.clock_of(ticket)


@register.filter
def said(texts: dict[str, str] | None) -> str:
    """Content in two languages, in the reader's."""
    return say(texts)


CHANNEL_ICONS = {
    "portal": "world",
    "email": "mail",
    "phone": "phone",
    "post": "mailbox",
    "counter": "building-store",
    "chat": "message",
    "api": "plug",
}


@register.filter
def channel_icon(channel: str) -> str:
    return CHANNEL_ICONS.get(channel, "message")


@register.filter
def count_of(counts: dict[str, str] | None, code: str) -> str:
    """The figure of a view, empty as long as it has not been counted."""
    return (counts or {}).get(code, "")
