"""The components as template tags: `{% load kwis %}`. /styleguide/ shows each in all its states."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from kwis.ui import icons, menu, moments, people, slots, toasts

register = template.Library()

KINDS = {
    "complaint": ("K", gettext_lazy("Complaint")),
    "wish": ("W", gettext_lazy("Wish")),
    "information": ("I", gettext_lazy("Information")),
    "fault": ("S", gettext_lazy("Fault")),
}
PROMISE_ICONS = {"late": "clock-exclamation", "kept": "check"}
STATE_ICONS = {"busy": "player-play", "done": "circle-check", "stuck": "alert-circle", "wait": "hourglass"}
ANY_ICON = "point"


@lru_cache(maxsize=1024)
def _icon(name: str, css: str) -> SafeString:
    if name not in icons.known():
        if settings.DEBUG or getattr(settings, "TESTING", False):
            raise ValueError(f"icon {name!r} is not in the sprite: run `python -m kwis.ui.build`")
        name = ANY_ICON
    css = f" {css}" if css else ""
    address = static("ui/built/icons.svg")
    return format_html('<svg class="icon{}" aria-hidden="true"><use href="{}#{}"></use></svg>', css, address, name)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A drawing beside words; it says nothing to a screen reader."""
    return _icon(str(name or ANY_ICON), css)


@register.simple_tag
def kwis_letter(kind: str, size: str = "", silent: bool = False) -> SafeString:
    """The letter tile of a kind. `size` is "", "medium" or "large"; `silent` when the word follows."""
    letter, word = KINDS.get(kind, ("?", gettext_lazy("Kind not known yet")))
    css = f"kwis-letter kwis-{kind or 'unknown'}" + (f" kwis-letter-{size}" if size else "")
    if silent:
        return format_html('<span class="{}" aria-hidden="true">{}</span>', css, letter)
    return format_html(
        '<span class="{}" title="{}"><span aria-hidden="true">{}</span><span class="visually-hidden">{}</span></span>',
        css, word, letter, word,
    )  # fmt: skip


@register.filter
def kind_word(kind: str) -> str:
    return str(KINDS[kind][1]) if kind in KINDS else gettext("Kind not known yet")


@register.simple_tag
def promise(state: str, words: str, css: str = "") -> SafeString:
    """What the customer may count on. States: later, today, now, late, kept ("" is plain)."""
    name = " ".join(part for part in ("promise", f"promise-{state}" if state else "", css) if part)
    drawing = _icon(PROMISE_ICONS.get(state, "clock-heart"), "")
    late = format_html('<span class="visually-hidden">{}</span> ', gettext("Too late:")) if state == "late" else ""
    kept = format_html('<span class="visually-hidden">{}</span> ', gettext("Kept:")) if state == "kept" else ""
    return format_html('<span class="{}">{}<span>{}{}{}</span></span>', name, drawing, late, kept, words)


@register.simple_tag
def sla_clock(state: str, part: float, words: str) -> SafeString:
    """The clock of the owner: `part` (0-100) is what is left. States: ok, soon, late, paused."""
    left = max(0, min(100, round(part)))
    return format_html(
        '<span class="sla-clock sla-{}"><svg class="sla-ring" viewBox="0 0 20 20" aria-hidden="true">'
        '<circle cx="10" cy="10" r="8"/><circle cx="10" cy="10" r="8" pathLength="100" stroke-dasharray="{} 100"/>'
        "</svg> {}</span>",
        state, left, words,
    )  # fmt: skip


@register.simple_tag
def state(kind: str, words: str, icon: str = "") -> SafeString:
    """A state as a word with a shape. Kinds: busy, done, stuck, wait."""
    drawing = _icon(icon or STATE_ICONS.get(kind, ANY_ICON), "")
    return format_html('<span class="state state-{}">{}{}</span>', kind, drawing, words)


@register.simple_tag
def face(who: Any, size: str = "", titled: bool = False) -> SafeString:
    """Initials in the person's own tint. `titled` when no name stands beside it."""
    name = people.name_of(who)
    css = f"face face-{people.tint_of(who)}" + (f" face-{size}" if size else "")
    if titled:
        return format_html(
            '<span class="{}" title="{}"><span aria-hidden="true">{}</span><span class="visually-hidden">{}</span></span>',
            css, name, people.initials_of(name), name,
        )  # fmt: skip
    return format_html('<span class="{}" aria-hidden="true">{}</span>', css, people.initials_of(name))


@register.simple_tag
def person(who: Any, words: str = "") -> SafeString:
    """A face with the name (or other words) beside it."""
    return format_html('<span class="person">{}<span>{}</span></span>', face(who), words or people.name_of(who))


@register.simple_tag
def keycap(keys: str) -> SafeString:
    """The keys printed where they work: "r", "g w", "Ctrl Enter". A single letter can be switched off."""
    return format_html_join(
        " ",
        '<kbd aria-hidden="true"{}>{}</kbd>',
        ((SafeString(" data-letter") if len(key) == 1 and key != "?" else "", key) for key in keys.split()),
    )


@register.simple_tag(takes_context=True)
def slot(context: Context, slot_name: str, **given: Any) -> SafeString:
    """The panels that other rooms show here."""
    return slots.render(slot_name, context["request"], **given)


@register.simple_tag(takes_context=True)
def menu_of(context: Context, place: str) -> list[menu.Shown]:
    """`{% menu_of "rail" as entries %}`"""
    return menu.shown(context["request"], place) if "request" in context else []


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
    words = {"when": when, "time": time, "day": day, "near_day": near_day, "before": before, "ago": ago}[form](at)
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(), moments.when(at), words)
