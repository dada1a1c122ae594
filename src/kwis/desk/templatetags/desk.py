"""How calls read in templates: `{% load desk %}`."""

from collections.abc import Iterable

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from kwis.core.wording import say
from kwis.desk import rows
from kwis.desk.drawing_rows import Rows
from kwis.desk.listing import ListedCall
from kwis.desk.models import Ticket

register = template.Library()


@register.filter
def promise_of(ticket: Ticket) -> rows.Told | None:
    return rows.promise_of(ticket)


@register.filter
def clock_of(ticket: Ticket) -> rows.Told | None:
    return rows.clock_of(ticket)


@register.simple_tag(takes_context=True)
def call_rows(context: Context, tickets: Iterable[ListedCall], kept: bool = False) -> SafeString:
    """The rows of a table of calls; `kept` when a promise was kept today."""
    drawn = context.render_context.get("kwis_rows") or Rows(str(context.get("csrf_token", "")))
    context.render_context["kwis_rows"] = drawn
    return drawn.draw(tickets, kept=kept)


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
