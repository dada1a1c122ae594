"""From what somebody types to what is looked for: handles, words, beginnings of words, and words meant instead."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection

from kwis.core.folding import plain_words
from kwis.core.likeness import edits

MOST_WORDS = 8
MOST_LETTERS = 40
BEGINNINGS = 40  # words that one beginning may stand for

_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()./-]{2,24}")
_HYPHENED = re.compile(r"\w{1,20}(?:-\w{1,20}){1,3}")
_PLAIN = re.compile(r"[a-z]{4,40}")


@dataclass(frozen=True)
class Asked:
    """`whole` are handles that the question as a whole may be, `handles` those that its parts may be."""

    whole: list[str]
    handles: list[str]
    words: list[str]


def read_question(question: str) -> Asked:
    """What a question asks for; anything may be typed, nothing in it is an operator."""
    text = question.replace("\x00", " ").strip()[:200]
    words = list(dict.fromkeys(word[:MOST_LETTERS] for word in plain_words(text).split()))[:MOST_WORDS]
    whole = handles_of(text)
    parts = {
        handle
        for part in text.split()
        for handle in handles_of(part)
        if any(c.isdigit() or c == "@" for c in part)
    }
    return Asked(sorted(whole), sorted(parts | whole), words)


def handles_of(text: str) -> set[str]:
    """The exact ways in which a number, address or telephone number is kept and asked for.

    A telephone number is known by its last nine digits, so +31 6, 0031 6 and 06 are one; the tail of a number of a
    call is one too, since people say "4182" for 26-4182.
    """
    low = text.strip().lower()
    if not low or len(low) > 120:
        return set()
    found = {low}
    if re.fullmatch(r"(?:[a-z]-)?[0-9]{2}-[0-9]{1,10}", low):
        found |= {low.replace("-", ""), low.rpartition("-")[2]}
    elif _TELEPHONE.fullmatch(low):
        digits = re.sub(r"[^0-9]", "", low)
        found.add(f"tel:{digits[-9:]}" if len(digits) >= 9 else f"tel:{digits}")
    return found


def stop_words(words: Iterable[str]) -> set[str]:
    """Those words that are stop words in Dutch or in English."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) word"
            " WHERE ts_lexize('dutch_stem', word) = '{}' OR ts_lexize('english_stem', word) = '{}'",
            [list(words)],
        )
        return {word for (word,) in cursor.fetchall()}


def joined_words(text: str) -> str:
    """What is written with a hyphen, written as one: wi-fi is also wifi."""
    return " ".join(found.replace("-", "") for found in _HYPHENED.findall(text))


def keep_words(texts: Iterable[str]) -> None:
    """Remember the words of these plain texts, and their stems, for who asks the singular with a typing error.

    In one order, so that two writers never wait for each other in a circle.
    """
    words = sorted({word for text in texts for word in text.split() if _PLAIN.fullmatch(word)})
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_searchword (word)"
            " SELECT DISTINCT form FROM unnest(%s::text[]) word,"
            " unnest(ARRAY[word] || ts_lexize('dutch_stem', word) || ts_lexize('english_stem', word)) form"
            " WHERE length(form) > 3 ORDER BY form ON CONFLICT DO NOTHING",
            [words],
        )


def beginning_with(words: Collection[str]) -> dict[str, list[str]]:
    """For each word of three letters or more the known words that begin with it, shortest first."""
    asked = [word for word in words if len(word) >= 3 and word.isalpha()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked, ARRAY(SELECT word FROM core_searchword WHERE word LIKE asked || '%%'"
            " ORDER BY length(word), word LIMIT %s) FROM unnest(%s::text[]) asked",
            [BEGINNINGS, asked],
        )
        return {word: found for word, found in cursor.fetchall() if found}


def meant_by(words: Collection[str]) -> dict[str, list[str]]:
    """For each word the known words that are one typing error away, or two in a long word; nearest first."""
    asked = [word for word in words if len(word) >= 4 and word.isalpha()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked, ARRAY(SELECT word FROM core_searchword WHERE word %% asked AND word <> asked"
            " ORDER BY similarity(word, asked) DESC LIMIT 30) FROM unnest(%s::text[]) asked",
            [asked],
        )
        likely = {}
        for word, candidates in cursor.fetchall():
            near = sorted((edits(word, one), one) for one in candidates if abs(len(one) - len(word)) <= 2)
            close = [one for distance, one in near if distance <= (1 if len(word) < 8 else 2)]
            if close:
                likely[word] = close[:3]
        return likely
