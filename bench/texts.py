"""What people write in the calls of the benchmark: sentences of the demo's stories, shuffled, each text with things of its own."""

import re
from dataclasses import dataclass
from random import Random

from kwis.demo.contents import Content
from kwis.desk.drawing_words import drawn

TEXTS = 4000
THINGS = (
    "printer",
    "laptop",
    "beamer",
    "monitor",
    "sleutel",
    "pas",
    "stoel",
    "kraan",
    "lamp",
    "deur",
    "scanner",
    "koffieautomaat",
)


@dataclass(frozen=True)
class Texts:
    """`long` are messages of three to six sentences, `drawn` the same as they are shown, `short` subjects."""

    long: list[str]
    drawn: list[str]
    short: list[str]


def make_texts(content: Content, dice: Random) -> Texts:
    sentences = sorted(
        {
            part.strip()
            for story in content.stories
            for words in story.words
            for part in _SENTENCE.split(words)
        }
    )
    usable = [sentence for sentence in sentences if 15 < len(sentence) < 200]
    subjects = sorted({subject for story in content.stories for subject in story.subjects})
    long = [_text(usable, dice) for _ in range(TEXTS)]
    return Texts(
        long=long,
        drawn=[drawn(text) for text in long],
        short=[f"{dice.choice(subjects)} {dice.choice(THINGS)}"[:190] for _ in range(TEXTS)],
    )


_SENTENCE = re.compile(r"(?<=[.?])\s+|\n+")


def _text(sentences: list[str], dice: Random) -> str:
    own = f"Het gaat om {dice.choice(THINGS)} {dice.choice('ABCDEFGH')}{dice.randrange(10_000):04d}."
    return " ".join([*dice.sample(sentences, dice.randint(3, 6)), own])
