"""Hard words in a text, each with a plain one to say rather."""

import re
from dataclasses import dataclass

from kwis.knowledge.models import PlainWord

LONGEST = 50_000
# a hard word in the plural or with an ending is the same hard word
ENDINGS = {"nl": r"(?:en|s|'s|e)?", "en": r"(?:s|es)?"}
_NO_PROSE = re.compile(r"https?://\S+|\S+@\S+|\{[a-z_]+\}")


@dataclass(frozen=True)
class Hard:
    """`word` as it stands in the text from `start` to `end`; `plain` is what to say rather."""

    word: str
    plain: str
    start: int
    end: int


def check(text: str, language: str) -> list[Hard]:
    """The hard words of a text in the order in which they stand there; addresses and placeholders are left alone."""
    rows = PlainWord.objects.filter(language=language[:2], active=True).values_list("word", "plain")
    plain = {" ".join(word.casefold().split()): instead for word, instead in rows if word.strip()}
    if not plain:
        return []
    prose = _NO_PROSE.sub(lambda found: " " * len(found[0]), text[:LONGEST])
    hard = _pattern(list(plain), ENDINGS.get(language[:2], ""))
    return [
        Hard(found[0], plain[" ".join(found["word"].casefold().split())], found.start(), found.end())
        for found in hard.finditer(prose)
    ]


def _pattern(words: list[str], endings: str) -> re.Pattern[str]:
    """Whole words only, the longest first, whatever white space and capitals."""
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?P<word>{either}){endings}(?!\w)", re.IGNORECASE)
