"""The small components as HTML, for the template tags and for code that draws many rows at once."""

from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from kwis.ui import icons, people

KINDS = {
    "complaint": ("K", gettext_lazy("Complaint")),
    "wish": ("W", gettext_lazy("Wish")),
    "information": ("I", pgettext_lazy("kind of call", "Question")),
    "fault": ("S", gettext_lazy("Fault")),
}
PROMISE_ICONS = {"late": "clock-exclamation", "kept": "check"}
STATE_ICONS = {"busy": "player-play", "done": "circle-check", "stuck": "alert-circle", "wait": "hourglass"}
NOTICE_ICONS = {
    "info": "info-circle",
    "good": "circle-check",
    "warn": "alert-triangle",
    "error": "alert-circle",
}
MESSAGE_ICONS = {"in": "message", "out": "mail", "internal": "lock"}
JOURNEY_ICONS = {"done": "check", "ask": "question-mark", "busy": "tools", "you": "hourglass"}
FACES = (
    (4, "mood-happy", gettext_lazy("Very pleasant")),
    (3, "mood-smile", gettext_lazy("Good")),
    (2, "mood-empty", gettext_lazy("Could be better")),
    (1, "mood-sad", gettext_lazy("Not good")),
)
ANY_ICON = "point"


@lru_cache(maxsize=1024)
def drawn(name: str, css: str) -> SafeString:
    if name not in icons.known():
        name = ANY_ICON  # a house test names what is missing; a page must not fall over a drawing
    css = f" {css}" if css else ""
    address = static("ui/built/icons.svg")
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"></use></svg>', css, address, name
    )


def icon(name: str, css: str = "") -> SafeString:
    """A drawing beside words; it says nothing to a screen reader."""
    return drawn(str(name or ANY_ICON), css)


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


def kind_word(kind: str) -> str:
    return str(KINDS[kind][1]) if kind in KINDS else gettext("Kind not known yet")


def promise(state: str, words: str, css: str = "") -> SafeString:
    """What the customer may count on. States: later, today, now, late, kept ("" is plain)."""
    name = " ".join(part for part in ("promise", f"promise-{state}" if state else "", css) if part)
    drawing = drawn(PROMISE_ICONS.get(state, "clock-heart"), "")
    late = (
        format_html('<span class="visually-hidden">{}</span> ', gettext("Too late:"))
        if state == "late"
        else ""
    )
    kept = (
        format_html('<span class="visually-hidden">{}</span> ', gettext("Kept:")) if state == "kept" else ""
    )
    return format_html('<span class="{}">{}<span>{}{}{}</span></span>', name, drawing, late, kept, words)


def sla_clock(state: str, part: float, words: str) -> SafeString:
    """The clock of the owner: `part` (0-100) is what is left. States: ok, soon, late, paused."""
    left = max(0, min(100, round(part)))
    return format_html(
        '<span class="sla-clock sla-{}"><svg class="sla-ring" viewBox="0 0 20 20" aria-hidden="true">'
        '<circle cx="10" cy="10" r="8"/><circle cx="10" cy="10" r="8" pathLength="100" stroke-dasharray="{} 100"/>'
        "</svg> {}</span>",
        state, left, words,
    )  # fmt: skip


def state(kind: str, words: str, icon: str = "") -> SafeString:
    """A state as a word with a shape. Kinds: busy, done, stuck, wait."""
    drawing = drawn(icon or STATE_ICONS.get(kind, ANY_ICON), "")
    return format_html('<span class="state state-{}">{}{}</span>', kind, drawing, words)


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


def person(who: Any, words: str = "") -> SafeString:
    """A face with the name (or other words) beside it."""
    return format_html(
        '<span class="person">{}<span>{}</span></span>', face(who), words or people.name_of(who)
    )


def keycap(keys: str) -> SafeString:
    """The keys printed where they work: "r", "g w", "Ctrl Enter". A single letter can be switched off."""
    return format_html_join(
        " ",
        '<kbd aria-hidden="true"{}>{}</kbd>',
        ((SafeString(" data-letter") if len(key) == 1 and key != "?" else "", key) for key in keys.split()),
    )
