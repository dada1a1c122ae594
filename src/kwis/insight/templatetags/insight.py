"""Components of this room: `{% load insight %}`."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kwis.insight.counting import Counted, Share
from kwis.insight.panes.pair import Pair
from kwis.ui import moments

register = template.Library()


@register.inclusion_tag("insight/pair.html")
def pair(both: Pair) -> dict[str, Any]:
    """Satisfaction and productivity side by side; there is no way to draw one of them alone."""
    return {"pair": both}


@register.simple_tag
def figure(counted: Counted, words: str = "") -> SafeString:
    """A number that leads to its list; `words` tell a screen reader what it is."""
    told = format_html('<span class="visually-hidden"> {}</span>', words) if words else ""
    return format_html(
        '<a href="{}" data-figure="{}">{}{}</a>',
        counted.url,
        counted.code,
        moments.number(counted.number),
        told,
    )


@register.simple_tag
def share(found: Share, words: str = "") -> SafeString:
    """A percentage that leads to the list of the part; a dash when there is no whole."""
    if found.percent is None:
        return format_html(
            '<span>–<span class="visually-hidden"> {}</span></span>', gettext("nothing to tell yet")
        )
    told = format_html('<span class="visually-hidden"> {}</span>', words) if words else ""
    return format_html(
        '<a href="{}" data-figure="{}">{}%{}</a>', found.part.url, found.part.code, found.percent, told
    )


@register.simple_tag
def out_of(found: Share, words: str) -> SafeString:
    """17 of 20 answers, each number with its list: a share is never told without its n."""
    return format_html(
        gettext("{part} of {whole} {words}"), part=figure(found.part), whole=figure(found.whole), words=words
    )


@register.simple_tag
def big(main: SafeString, rest: SafeString | str = "") -> SafeString:
    """The figure of a pane with a line beside it, to be the `lead` of a chart."""
    return format_html('<p class="big-number"><strong>{}</strong><span>{}</span></p>', main, rest)


@register.simple_tag
def heads(*words: str) -> list[str]:
    """`{% heads "Week" "Share" as columns %}`"""
    return [str(word) for word in words]
