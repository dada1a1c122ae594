"""What helps an agent with these words: services, articles, calls that were solved before, calls that run now.

Only what the reader may see is looked at: calls through `Ticket.visible_to`, articles through `Article.visible_to`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast

from kwis.catalogue.matching import Match, match
from kwis.catalogue.models import Service
from kwis.core.folding import fold, plain_words
from kwis.desk.models import Message, Ticket
from kwis.desk.workflow import CLOSED, SOLVED
from kwis.knowledge.models import Article
from kwis.people.models import Person, Place

MOST_WORDS = 2_000  # letters of the text that are looked at
MOST_SERVICES = 3
MOST_CALLS = 5
MOST_ARTICLES = 3
MOST_SOLVED = 3
LEAST_SCORE = 0.12  # below this a service is a guess that distracts
LATEST_SOLVED = 60  # calls of the likeliest service of which the subject is compared
FINISHED = (SOLVED, CLOSED)


@dataclass(frozen=True)
class SuggestedService:
    """`words` of the text led here. `sure`: it may be followed without asking."""

    service: Service
    words: Sequence[str] = ()
    sure: bool = False


@dataclass(frozen=True)
class SolvedCall:
    ticket: Ticket
    solution: str


@dataclass(frozen=True)
class Suggestions:
    """Everything best first; `kind` is empty when the words do not tell."""

    services: Sequence[SuggestedService] = ()
    kind: str = ""
    articles: Sequence[Article] = ()
    solved: Sequence[SolvedCall] = ()
    of_customer: Sequence[Ticket] = ()
    at_place: Sequence[Ticket] = field(default=())

    @property
    def any_help(self) -> bool:
        return bool(self.services or self.articles or self.solved or self.at_place)


def suggest(
    user: Any,
    text: str,
    customer: Person | None = None,
    place: Place | None = None,
    *,
    service: Service | None = None,
    without: Ticket | None = None,
) -> Suggestions:
    """Help with the words of a caller or of a call. With `service` that one is taken as understood.

    With a customer only services for that customer are proposed. `without` is the call that is being read.
    """
    words = " ".join(text.split())[:MOST_WORDS]
    found = match(words, person=customer, limit=MOST_SERVICES) if words else Match([], "", 0.0, False)
    services = [
        SuggestedService(proposal.service, proposal.reason.words, sure=found.confident and at == 0)
        for at, proposal in enumerate(found.services)
        if proposal.score >= LEAST_SCORE
    ]
    chosen = service or (services[0].service if services else None)
    numbers = [number for proposal in found.services for number in proposal.reason.calls]
    return Suggestions(
        services=services,
        kind=found.kind or (chosen.kind if chosen else ""),
        articles=_articles(user, words, chosen, services),
        solved=_solved(user, words, numbers, chosen, without),
        of_customer=_of_customer(user, customer, without),
        at_place=_at_place(user, place, customer, chosen, without),
    )


def _articles(
    user: Any, text: str, chosen: Service | None, services: Sequence[SuggestedService]
) -> list[Article]:
    """Articles of the likely services, and those that people find with the words that led there."""
    likely = [chosen] if chosen else []
    likely += [one.service for one in services if one.service != chosen]
    telling = [fold(word) for one in services[:1] for word in one.words if len(word) > 3]
    if not likely:
        return []
    asked = Q(services__in=likely)
    for word in telling:
        asked |= Q(spoken__icontains=word) | Q(called__icontains=word)
    rows = (
        Article.objects.visible_to(user)
        .filter(state=Article.State.PUBLISHED)
        .annotate(spoken=Cast("words", TextField()), called=Cast("title", TextField()))
        .filter(asked)
        .distinct()
        .prefetch_related("services")[:40]
    )
    said = _words(text)
    rank = {one.pk: 3.0 / (at + 1) for at, one in enumerate(likely)}
    scored = [(_article_score(article, said, rank), article) for article in rows]
    scored.sort(key=lambda pair: (-pair[0], pair[1].code))
    return [article for score, article in scored if score >= 1][:MOST_ARTICLES]


def _article_score(article: Article, said: set[str], rank: dict[int, float]) -> float:
    spoken = [word for words in article.words.values() for word in words]
    own = _words(" ".join([*article.title.values(), *spoken]))
    linked = max((rank.get(service.pk, 0.0) for service in article.services.all()), default=0.0)
    return linked + len(said & own)


def _solved(
    user: Any, text: str, numbers: Sequence[str], chosen: Service | None, without: Ticket | None
) -> list[SolvedCall]:
    """Finished calls with words like these, each with what the customer was told last."""
    told = Message.objects.filter(ticket=OuterRef("pk"), direction=Message.Direction.OUT, public=True)
    finished = (
        Ticket.objects.visible_to(user)
        .filter(status__in=FINISHED)
        .exclude(pk=without.pk if without else None)
        .annotate(solution=Subquery(told.order_by("-id").values("text")[:1]))
    )
    by_number = {call.number: call for call in finished.filter(number__in=list(numbers))} if numbers else {}
    found = [by_number[number] for number in numbers if number in by_number]
    if len(found) < MOST_SOLVED and chosen is not None:
        said = _words(text)
        latest = finished.filter(service=chosen).order_by("-id")[:LATEST_SOLVED]
        alike = [(len(said & _words(call.subject)), call.pk, call) for call in latest if call not in found]
        found += [
            call for shared, _key, call in sorted(alike, key=lambda one: one[:2], reverse=True) if shared
        ]
    return [SolvedCall(call, call.solution) for call in dict.fromkeys(found) if call.solution][:MOST_SOLVED]


def _of_customer(user: Any, customer: Person | None, without: Ticket | None) -> list[Ticket]:
    if customer is None:
        return []
    running = Ticket.objects.visible_to(user).unfinished().filter(customer=customer)
    return list(_other(running, without))


def _at_place(
    user: Any, place: Place | None, customer: Person | None, chosen: Service | None, without: Ticket | None
) -> list[Ticket]:
    """What others reported in this room, and about the same service anywhere at this site."""
    if place is None:
        return []
    here = Q(place=place)
    if chosen is not None:
        here |= Q(service=chosen, place__site=place.site_id or place.pk)
    running = Ticket.objects.visible_to(user).unfinished().filter(here)
    if customer is not None:
        running = running.exclude(customer=customer)
    return list(_other(running, without))


def _other(running: Any, without: Ticket | None) -> Any:
    if without is not None:
        running = running.exclude(pk=without.pk)
    return running.select_related("place", "service").order_by("-id")[:MOST_CALLS]


def _words(text: str | Iterable[str]) -> set[str]:
    """Words of four letters and more, folded; short ones say little."""
    spoken = text if isinstance(text, str) else " ".join(text)
    return {word for word in plain_words(spoken).split() if len(word) > 3}
