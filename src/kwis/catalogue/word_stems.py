"""From a text to the words that say what it is about: folded, without stop words and greetings, as stems."""

import re
from dataclasses import dataclass

from django.db import connection

from kwis.people.naming import fold

MOST_CHARACTERS = 6_000
MOST_WORDS = 80

_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

# Courtesy and filling that stands in every letter and says nothing about its subject.
_NOISE = frozenset(
    """
    aan alvast beste collega collegas collega's dag dank dankjewel dankuwel bedankt bedank geachte goedemiddag goedemorgen
    goedenavond goedendag graag groet groeten groetjes gr hallo heer hoi ik jullie jou jouw kunnen kunt konden mevrouw
    meneer mvg vriendelijke vriendelijk met mijn eens even ook maar nog weer steeds sinds nu al heel erg echt iemand iets
    iedereen niemand niets niks alles gewoon helaas misschien alleen elke elk ieder iedere mogelijk hartelijk hartelijke
    gaarne svp aub krijg krijgt krijgen kreeg kan wil willen zou zouden moet moeten mag mogen gaat gaan ging ga doet doen
    deed komt komen kwam kom staat staan stond zit zitten zat ligt liggen lag maakt maken maakte zegt zeggen zei zie zien
    ziet denk denken weet weten vind vinden vindt blijft blijven bleef laat laten houdt houden geeft geven hoor horen
    loopt lopen brengt hoeft hoeven lijkt lijken waarom wanneer welke hoe waar wie vraag vragen vraagt hulp helpen
    morgen gisteren vandaag vanmorgen vanochtend vanmiddag vanavond gisteravond ochtend middag avond week weken maand
    maanden jaar uur minuten maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei
    juni juli augustus september oktober november december keer keren een twee drie vier vijf zes zeven acht negen tien
    eerste tweede derde paar beetje hele helemaal ander andere anders zelf zelfs veel meer minder beter goed niet geen
    dus want toch dan toen daar hier er ergens nergens altijd nooit soms vaak snel straks nodig ja nee ok oke alsjeblieft
    asjeblieft alstublieft bij voor na naar van uit over onder boven tussen tot om op in te de het den der des die dat dit
    deze we wij ons onze zo wel zijn is was ben bent heb hebt heeft hebben had werd wordt worden geweest mensen probleem
    dear hello hey good morning afternoon please thanks thank kind regards best sincerely hi cheers team colleague
    colleagues would could can get got just also today yesterday tomorrow since again still really one two three first
    second need needs want wants like help question problem make know see week day days hour time anyone someone something
    nothing everything always never often way thing things since much many
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


@dataclass(frozen=True)
class Word:
    """A word as it was written (folded), its stem in the text's language, and all stems to look it up by."""

    surface: str
    stem: str
    stems: tuple[str, ...]

    @property
    def is_number(self) -> bool:
        return self.surface.isdigit()


def read_words(text: str, language: str | None = None) -> list[Word]:
    """The telling words of a text, each once, in order. Without a language it is guessed from the stop words."""
    surfaces = _surfaces(text)
    if not surfaces:
        return []
    stems = _stems(surfaces)
    english = _is_english(stems) if language is None else language.startswith("en")
    words: dict[str, Word] = {}
    for surface in surfaces:
        dutch_stem, english_stem = stems[surface]
        own = english_stem if english else dutch_stem
        if own is None:
            continue  # a stop word of the text's own language; "door" is one in Dutch and a thing in English
        parts = [part for part in re.split(r"[-'’]", surface) if part != surface]
        looked_up = dict.fromkeys(filter(None, [own, dutch_stem, english_stem, "".join(parts), *parts]))
        words.setdefault(own, Word(surface, own, tuple(one for one in looked_up if len(one) > 1)))
    return list(words.values())


def _surfaces(text: str) -> list[str]:
    plain = fold(_ADDRESS.sub(" ", text[:MOST_CHARACTERS].replace("\x00", " ")))
    tokens = dict.fromkeys(token[:40] for token in _TOKEN.findall(plain))
    return [token for token in tokens if len(token) > 1 and token not in _NOISE][:MOST_WORDS]


def _stems(surfaces: list[str]) -> dict[str, tuple[str | None, str | None]]:
    """Stem by Dutch and by English rules; None for a stop word of that language."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, (ts_lexize('dutch_stem', word))[1], (ts_lexize('english_stem', word))[1]"
            " FROM unnest(%s::text[]) word",
            [surfaces],
        )
        return {word: (dutch, english) for word, dutch, english in cursor.fetchall()}


def stems_of(parts: list[str]) -> dict[str, set[str]]:
    """Both stems of loose words, for looking up parts of a compound."""
    return {part: {stem for stem in pair if stem} for part, pair in _stems(parts).items()} if parts else {}


def _is_english(stems: dict[str, tuple[str | None, str | None]]) -> bool:
    only_dutch = sum(dutch is None and english is not None for dutch, english in stems.values())
    only_english = sum(english is None and dutch is not None for dutch, english in stems.values())
    return only_english > only_dutch
