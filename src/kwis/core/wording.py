"""What is kept without a language and read in one: content as {"nl": text, "en": text}, and the codes of fields."""

from collections.abc import Mapping

from django.apps import apps
from django.db import models
from django.utils.translation import get_language


def say(texts: Mapping[str, str] | None, language: str | None = None) -> str:
    """The text in `language` (or the language in use), else Dutch, else whatever there is."""
    if not texts:
        return ""
    wanted = (language or get_language() or "nl")[:2]
    return texts.get(wanted) or texts.get("nl") or next((text for text in texts.values() if text), "")


def choice_words(model: str, field: str, code: object) -> str:
    """How a code of a field with choices ("desk.Hold", "reason") reads; what is no code (any more) reads as it is."""
    found = apps.get_model(model)._meta.get_field(field)
    choices = dict(found.flatchoices) if isinstance(found, models.Field) else {}
    return str(choices.get(code, code))
