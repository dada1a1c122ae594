"""The components as template tags: `{% load kwis %}`. /styleguide/ shows each in all its states."""

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kwis.core import events
from kwis.core.models import Event
from kwis.ui import fields, menu, moments, people, pulse, slots, toasts
from kwis.ui.components import (
    FACES,
    JOURNEY_ICONS,
    MESSAGE_ICONS,
    NOTICE_ICONS,
    drawn,
    face,
    icon,
    keycap,
    kind_word,
    kwis_letter,
    person,
    promise,
    sla_clock,
    state,
)
from kwis.ui.remembering import remembered

register = template.Library()

register.tag("remembered", remembered)
for component in (icon, kwis_letter, promise, sla_clock, state, face, person, keycap):
    register.simple_tag(component)
register.filter(kind_word)


@register.simple_tag(takes_context=True)
def slot(context: Context, slot_name: str, **given: Any) -> SafeString:
    """The panels that other rooms show here."""
    return slots.render(slot_name, context["request"], **given)


@register.simple_tag(takes_context=True)
def menu_of(context: Context, place: str) -> tuple[menu.Shown, ...]:
    """`{% menu_of "rail" as entries %}`"""
    return menu.shown(context["request"], place) if "request" in context else ()


@register.simple_tag
def toast_of(message: Message) -> toasts.Toast:
    return toasts.read(message)


@register.filter
def time(moment: datetime | None) -> str:
    return moments.time_of(moment) if moment else ""


@register.filter
def day(moment: date | None) -> str:
    return moments.day_of(moment) if moment else ""


@register.filter
def near_day(moment: date | None) -> str:
    return moments.near_day(moment) if moment else ""


@register.filter
def when(moment: datetime | None) -> str:
    return moments.when(moment) if moment else ""


@register.filter
def before(moment: datetime | None) -> str:
    return moments.before(moment) if moment else ""


@register.filter
def ago(moment: datetime | None) -> str:
    return moments.ago(moment) if moment else ""


@register.filter
def span(length: timedelta | None) -> str:
    return moments.span(length) if length is not None else ""


@register.filter
def number(value: float | None) -> str:
    return moments.number(value) if value is not None else ""


@register.simple_tag
def moment(at: datetime | None, form: str = "when") -> SafeString:
    """A `<time>` element; forms: when, time, day, near_day, before, ago."""
    if at is None:
        return SafeString("")
    words = {"when": when, "time": time, "day": day, "near_day": near_day, "before": before, "ago": ago}[
        form
    ](at)
    whole = words if form == "when" else moments.when(at)
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(), whole, words)


@register.simple_tag
def pulse_keys(*keys: str) -> SafeString:
    """`{% pulse_keys "ticket:55" %}`: this page listens to these keys too."""
    return format_html('<meta name="kwis-pulse-also" content="{}">', pulse.signed(keys))


@register.simple_block_tag
def notice(content: str, kind: str = "info", icon: str = "") -> SafeString:
    """{% notice "warn" icon="wifi-off" %}<p><strong>…</strong> …</p>{% endnotice %}: info, good, warn, error."""
    drawing = drawn(icon or NOTICE_ICONS[kind], "")
    role = SafeString(' role="alert"') if kind == "error" else ""
    return format_html('<div class="notice notice-{}"{}>{}{}</div>', kind, role, drawing, content)


@register.simple_block_tag
def nothing(content: str, title: str, icon: str = "coffee") -> SafeString:
    """Empty: one icon, one fact, one way on. The block holds a paragraph and a button, or nothing."""
    return format_html('<div class="nothing">{}<strong>{}</strong>{}</div>', drawn(icon, ""), title, content)


@register.simple_block_tag
def panel(content: str, title: str = "", id: str = "", css: str = "") -> SafeString:
    """A card with a heading; `id` names the heading for screen readers."""
    name = " ".join(part for part in ("panel", css) if part)
    if not title:
        return format_html('<div class="{}">{}</div>', name, content)
    heading = id or "panel-" + "".join(letter if letter.isalnum() else "-" for letter in str(title).lower())
    return format_html(
        '<section class="{}" aria-labelledby="{}"><h2 id="{}">{}</h2>{}</section>',
        name,
        heading,
        heading,
        title,
        content,
    )


@register.inclusion_tag("ui/parts/message.html")
def message(
    kind: str, who: Any, at: datetime, body: str, way: str = "", icon: str = "", team: str = "", new: bool = False,
    extra: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A bubble. Kinds: in (customer), out (to the customer), internal. `body` is safe HTML or plain words."""
    words = body if isinstance(body, SafeString) else linebreaks_filter(body, autoescape=True)
    return {
        "kind": kind, "who": who, "name": people.name_of(who), "at": at, "body": words, "way": way,
        "icon": icon or MESSAGE_ICONS.get(kind, "message"),
        "team": team, "new": new, "extra": extra,
    }  # fmt: skip


@register.simple_tag
def message_event(icon: str, words: str, at: datetime | None = None) -> SafeString:
    """A line between the bubbles: something happened."""
    return format_html(
        '<li class="message-event">{}<span>{}</span> {}</li>',
        drawn(icon, ""),
        words,
        moment(at, "when") if at else "",
    )


@register.inclusion_tag("ui/parts/journey.html")
def journey(parts: list[Any]) -> dict[str, Any]:
    """The customer's road: parts with .state (done, ask, busy, you, later), .team, .name, .words."""
    seen = [
        {"state": _of(part, "state"), "team": _of(part, "team"), "name": _of(part, "name"), "words": _of(part, "words"),
         "icon": JOURNEY_ICONS.get(_of(part, "state"), "circle")}
        for part in parts
    ]  # fmt: skip
    return {"parts": seen, "done": sum(part["state"] == "done" for part in seen), "total": len(seen)}


@register.inclusion_tag("ui/parts/smileys.html")
def smileys(name: str = "score", chosen: int | str | None = None, required: bool = False) -> dict[str, Any]:
    """Four faces with words, as radio buttons with the values 4 to 1."""
    return {"name": name, "chosen": str(chosen or ""), "faces": FACES, "required": required}


@register.simple_tag
def face_of_score(score: int) -> SafeString:
    """The face of one answer, with its word for who cannot see it."""
    drawing, words = {value: (icon, words) for value, icon, words in FACES}[score]
    return format_html('{}<span class="visually-hidden">{}: </span>', drawn(drawing, ""), words)


@register.inclusion_tag("ui/parts/chart.html")
def chart(
    kind: str, title: str, caption: str, heads: list[str], rows: list[list[Any]], tones: str = "petrol", unit: str = "",
    least: float | None = None, most: float | None = None, line: float | None = None, first: str = "", lead: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A figure with its table; the drawing is made from the table. Kinds: line, bar, hbar, stack.

    `heads` names the columns, the first of them the labels; each row is [label, value, ...]. A value that has a
    `url` leads there from the table.
    """
    return {
        "kind": kind, "title": title, "caption": caption, "heads": heads, "rows": rows, "tones": tones, "unit": unit,
        "least": least, "most": most, "line": line, "first": first, "lead": lead,
    }  # fmt: skip


@register.simple_tag
def big_number(value: str, words: str = "", delta: str = "", good: bool | None = None) -> SafeString:
    """The figure of a chart; `delta` is words such as "+3", drawn with an arrow and told."""
    change: str | SafeString = ""
    if delta:
        up = not str(delta).startswith(("-", "−"))
        css = "" if good is None else (" delta-good" if good else " delta-bad")
        drawing = drawn("arrow-up-right" if up else "arrow-down-right", "")
        told = gettext("up by") if up else gettext("down by")
        change = format_html(
            '<span class="delta{}">{}<span class="visually-hidden">{}</span>{}</span>',
            css, drawing, told, str(delta).lstrip("+-−"),
        )  # fmt: skip
    return format_html(
        '<p class="big-number"><strong>{}</strong>{}{}</p>',
        value,
        change,
        format_html("<span>{}</span>", words) if words else "",
    )


@register.simple_tag
def meter(value: float, most: float = 100, label: str = "", low: bool = False, css: str = "") -> SafeString:
    name = " ".join(part for part in ("meter", "meter-low" if low else "", css) if part)
    return format_html(
        '<progress class="{}" max="{}" value="{}" aria-label="{}">{}</progress>',
        name,
        most,
        value,
        label,
        value,
    )


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, css: str = "") -> dict[str, Any]:
    """A form field with label, help and error, tied together for screen readers."""
    return fields.shown(bound, css)


@register.inclusion_tag("ui/parts/fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """All visible fields of a form in order, and its hidden ones."""
    return {"form": form}


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What is still missing, on top of the form, with links to the fields; nothing when all is well."""
    return {"form": form, "errors": fields.errors_of(form)}


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: Context, page: Any, words: str = "") -> dict[str, Any]:
    """Back and on through a `kwis.ui.paging.Page`."""
    return {"page": page, "words": words, "request": context.get("request")}


@register.inclusion_tag("ui/parts/filter_chip.html")
def filter_chip(label: str, value: str, url: str) -> dict[str, Any]:
    """A filter that is set; the link takes it away."""
    return {"label": label, "value": value, "url": url}


@register.simple_tag(takes_context=True)
def here_with(context: Context, **changes: Any) -> str:
    """This page's address with other query values; None or "" takes one away: `{% here_with q="" %}`."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else context["request"].path


def _of(part: Any, name: str) -> Any:
    return part.get(name, "") if isinstance(part, dict) else getattr(part, name, "")


@register.filter
def unlocalize_number(value: Any) -> str:
    """A number for a script: 8.1, never 8,1."""
    return "" if value is None else str(value)


@register.filter
def dict_value(values: dict[str, Any], key: str) -> Any:
    """For names that a template cannot say, such as aria-describedby."""
    return values.get(key, "")


@register.filter
def event_words(event: Event) -> str:
    """What an event tells, in the reader's language."""
    return events.sentence(event) or event.type
