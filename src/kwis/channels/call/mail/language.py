"""A hint of the language a mail is written in: its own header, else the small words that give it away."""

from __future__ import annotations

import re

_SMALL_WORDS = {
    "nl": "de het een en van ik is niet dat op te zijn met voor er maar om bij ook naar mijn heb kan wij graag u geen"
    " deze aan als dit wordt groet vriendelijke bedankt",
    "en": "the and of to is in that it you for on are with this be have not your we can please my from was hello"
    " thanks regards there would",
    "de": "der die das und ist nicht ich ein eine mit zu den von auf bitte wir sie es im auch für haben sind dem wird"
    " noch hallo grüßen danke",
    "fr": "le la les et est pas je un une des vous que de en pour dans nous avec sur ce bonjour merci mon votre au"
    " cordialement il",
}
_LANGUAGES = {name: frozenset(words.split()) for name, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]{1,20}")
_CODE = re.compile(r"^\s*(nl|en|de|fr)\b", re.IGNORECASE)


def language_of(text: str, declared: str = "") -> str:
    """ "nl", "en", "de", "fr", or "" when it cannot be told. The words win over the header, which is a setting."""
    words = [found[0].lower() for found in _WORD.finditer(text[:4_000])]
    scores = {name: sum(word in small for word in words) for name, small in _LANGUAGES.items()}
    best, second = sorted(scores, key=lambda name: -scores[name])[:2]
    if scores[best] >= 3 and scores[best] >= 1.3 * scores[second]:
        return best
    code = _CODE.match(declared)
    return code[1].lower() if code else ""
