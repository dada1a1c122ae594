"""What every template may use: `brand` and `look` (theme, languages, letter keys)."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from kwis.ui import brand

THEME_COOKIE = "kwis_theme"
KEYS_COOKIE = "kwis_keys"
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Look:
    """How this reader wants to see Kwis. An empty theme follows the system."""

    theme: str
    language: str
    letter_keys: bool
    demo: bool

    @property
    def other_language(self) -> str:
        return "en" if self.language == "nl" else "nl"


def look_of(request: HttpRequest) -> Look:
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return Look(
        theme=theme if theme in THEMES else "",
        language=(get_language() or settings.LANGUAGE_CODE)[:2],
        letter_keys=request.COOKIES.get(KEYS_COOKIE) != "off",
        demo=bool(getattr(settings, "DEMO", False)),
    )


def ui(request: HttpRequest) -> dict[str, Any]:
    return {"brand": SimpleLazyObject(brand.current), "look": look_of(request)}
