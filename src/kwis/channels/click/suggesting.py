"""Answers while a customer types: own calls, articles that solve it, services that can be asked for.

Only what the reader may see is ever looked at, so that nothing has to be taken away afterwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kwis.catalogue.matching import match
from kwis.catalogue.models import Service
from kwis.catalogue.word_stems import read_words
from kwis.core.wording import say
from kwis.desk.models import Ticket
from kwis.knowledge.models import Article
from kwis.people.models import Person
from kwis.people.naming import fold

LEAST_LETTERS = 2
_LOOSE = ".,;:!?()'\"“”"
OWN_CALLS_READ = 50
# the long texts of a service are not read for a list under a field
SHOWN_OF_SERVICE = ("code", "name", "summary", "synonyms", "delivery_words", "icon", "kind")


@dataclass(frozen=True)
class Found:
    """What answers the words, best first. `telling` are those of the words that were looked for."""

    words: str
    telling: str = ""
    calls: list[Ticket] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.calls) + len(self.articles) + len(self.services)


def find(words: str, user: Any, person: Person | None, *, limit: int = 3) -> Found:
    """All answers to a few words; empty under two letters."""
    words = " ".join(words.split())[:300]
    parts = _telling(words)
    if len(words) < LEAST_LETTERS or not parts:
        return Found(words)
    services = _services(words, parts, user, person)
    return Found(
        words,
        " ".join(parts),
        calls=_own_calls(parts, user)[:2],
        articles=_articles(parts, user, services)[:limit],
        services=services[:limit],
    )


def _telling(words: str) -> list[str]:
    """The words that say what it is about: nobody looks for "de" and "niet". All of them when nothing else is left."""
    parts = [part for part in fold(words).split() if len(part) > 1]
    telling = {word.surface for word in read_words(words)}
    return [bare for part in parts if (bare := part.strip(_LOOSE)) in telling] or parts


def portal_articles(user: Any) -> Any:
    """Articles for customers; who works here reads the internal ones in the workplace."""
    return Article.objects.visible_to(user).filter(internal=False, state=Article.State.PUBLISHED)


def _own_calls(parts: list[str], user: Any) -> list[Ticket]:
    if not user.is_authenticated:
        return []
    recent = (
        Ticket.objects.of_customer(user).unfinished().select_related("owner").order_by("-id")[:OWN_CALLS_READ]
    )
    return [call for call in recent if _hits(parts, [call.subject, call.number]) == len(parts)]


def _services(words: str, parts: list[str], user: Any, person: Person | None) -> list[Service]:
    """Understood as a sentence, and by the beginnings of words, because the last one is still being typed."""
    visible = Service.objects.for_person(person) if person else Service.objects.visible_to(user)
    known = {service.pk: service for service in visible.only(*SHOWN_OF_SERVICE)}
    scores: dict[int, float] = {}
    # whom a service is for was asked already; asking the matching too would cost as much again
    for proposal in match(words, limit=40).services:
        if proposal.service.pk in known and proposal.score >= 0.15:
            scores[proposal.service.pk] = proposal.score
    for key, service in known.items():
        begun = _hits(parts, service.name.values()) + 0.6 * _hits(parts, _synonyms(service))
        if begun:
            scores[key] = scores.get(key, 0.0) + min(begun / len(parts), 1.5)
    return [known[key] for key in sorted(scores, key=lambda key: (-scores[key], known[key].code))]


def _articles(parts: list[str], user: Any, services: list[Service]) -> list[Article]:
    by_article = _linked(services[:3])
    scored: list[tuple[float, Article]] = []
    for article in portal_articles(user).only("code", "title", "summary", "words"):
        spoken = [word for words in article.words.values() for word in words]
        own = (
            _hits(parts, article.title.values())
            + 0.8 * _hits(parts, spoken)
            + 0.3 * _hits(parts, article.summary.values())
        )
        score = own / len(parts) + by_article.get(article.pk, 0.0)
        if score >= 0.25:
            scored.append((score, article))
    return [article for _score, article in sorted(scored, key=lambda row: (-row[0], row[1].code))]


def _linked(services: list[Service]) -> dict[int, float]:
    """What an article gains by belonging to one of the likeliest services."""
    gain = {service.pk: 1 / (place + 2) for place, service in enumerate(services)}
    pairs = Article.services.through.objects.filter(service__in=gain).values_list("article", "service")
    found: dict[int, float] = {}
    for article, service in pairs:
        found[article] = max(found.get(article, 0.0), gain[service])
    return found


def search_articles(words: str, user: Any) -> list[Article]:
    """Articles for customers, all of them by title, or those that answer the words."""
    parts = _telling(words)
    if parts:
        return _articles(parts, user, [])
    return sorted(portal_articles(user), key=lambda article: fold(say(article.title)))


def _synonyms(service: Service) -> list[str]:
    return [word for words in service.synonyms.values() for word in words]


def _hits(parts: list[str], texts: Iterable[str]) -> int:
    """How many parts begin a word of the texts."""
    spoken = " " + fold(" ".join(str(text) for text in texts)).replace("-", " ")
    return sum(f" {part}" in spoken for part in parts)
