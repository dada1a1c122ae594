"""Content in two languages: a JSON object {"nl": text, "en": text}."""

from collections.abc import Mapping

from django.utils.translation import get_language


def say(texts: Mapping[str, str] | None, language: str | None = None) -> str:
    """The text in `language` (or the language in use), else Dutch, else whatever there is."""
    if not texts:
        return ""
    wanted = (language or get_language() or "nl")[:2]
    return texts.get(wanted) or texts.get("nl") or next((text for text in texts.values() if text), "")
