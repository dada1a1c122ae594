"""Words -> service, kind and team, with the reason; no model, no cloud, every figure can be explained.

A word counts for a service when it stands in its name, synonyms or summary, or when earlier calls with that word
were about it; a word that fits everywhere counts for little. Texts much like an earlier one follow that one.
"""

import math
from dataclasses import dataclass, field

from kwis.catalogue.kind_cues import cues
from kwis.catalogue.models import Service
from kwis.catalogue.near_examples import Near, near_examples
from kwis.catalogue.teaching import CLOSED, CORRECTED, forget, teach
from kwis.catalogue.word_evidence import Evidence, Known, gather
from kwis.catalogue.word_stems import read_words
from kwis.people.models import Person
from kwis.people.naming import fold

__all__ = ["CLOSED", "CORRECTED", "Match", "Reason", "ServiceProposal", "forget", "match", "teach"]

ENOUGH = 0.5  # a proposal below this is shown, not followed
AHEAD = 0.12  # and it must be this far ahead of the next one
DOUBT = 0.45  # one word alone never gives full marks
BY_WORDS = 0.9  # nor do words alone: only a text that was understood before does


@dataclass(frozen=True)
class Reason:
    """`words` of the text that led here, strongest first; `calls` are source keys of texts much like it.

    Who shows a call as a reason looks first whether its reader may see that call.
    """

    words: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ServiceProposal:
    service: Service
    score: float
    reason: Reason


@dataclass(frozen=True)
class Match:
    """`kind` is empty when the text says nothing about it. `confident`: the first proposal may be followed."""

    services: list[ServiceProposal]
    kind: str
    kind_confidence: float
    confident: bool


def match(text: str, *, language: str | None = None, limit: int = 5, person: Person | None = None) -> Match:
    """Understand a text: likely services, best first, and the kind of call.

    With a person only services for that person are proposed; without one all published services, for who works
    at the desk.
    """
    words = read_words(text, language)
    evidence = gather(words)
    near = near_examples(words, evidence)
    allowed = Service.objects.for_person(person) if person is not None else Service.objects.published()
    scores, led = _score(evidence, near)
    codes = dict(allowed.filter(pk__in=scores).order_by().values_list("pk", "code"))
    best = sorted(codes, key=lambda key: (-scores[key], codes[key]))[:limit]
    services = Service.objects.select_related("team", "category", "desk").in_bulk(best)
    proposals = [
        ServiceProposal(services[key], round(scores[key], 3), Reason(led.get(key, []), near.calls(key)))
        for key in best
    ]
    kind, certainty = _kind(text, evidence, near, proposals[0] if proposals else None)
    return Match(proposals, kind, certainty, _is_confident(proposals))


def _is_confident(proposals: list[ServiceProposal]) -> bool:
    if not proposals or proposals[0].score < ENOUGH:
        return False
    return len(proposals) == 1 or proposals[0].score - proposals[1].score >= AHEAD


def _score(evidence: Evidence, near: Near) -> tuple[dict[int, float], dict[int, list[str]]]:
    """Score per service, and the words that led there."""
    weights = [(known, *_weigh(known, evidence)) for known in evidence.words]
    total = sum(telling for _known, telling, _shares in weights) + DOUBT
    by_words: dict[int, float] = {}
    led: dict[int, list[tuple[float, str]]] = {}
    for known, telling, shares in weights:
        for service, share in shares.items():
            part = telling * share
            by_words[service] = by_words.get(service, 0.0) + part / total
            if part / total >= 0.03:
                led.setdefault(service, []).append((part, known.word.surface))
    scores = {
        key: 1 - (1 - BY_WORDS * score) * (1 - near.by_service.get(key, 0.0))
        for key, score in by_words.items()
    }
    scores |= {key: score for key, score in near.by_service.items() if key not in scores}
    if near.decided is not None:
        # the same words were understood before: that one first, the others well behind
        scores = {key: score if key == near.decided else score * 0.8 for key, score in scores.items()}
        scores[near.decided] = max(scores[near.decided], *scores.values())
    return scores, {
        key: [word for _part, word in sorted(parts, reverse=True)[:4]] for key, parts in led.items()
    }


def _weigh(known: Known, evidence: Evidence) -> tuple[float, dict[int, float]]:
    """How telling a word is (0..1), and how well each service that has it covers it (0..1)."""
    seen = {
        service: weight / (evidence.seen_totals.get(service, weight) + 5)
        for service, weight in known.seen.items()
    }
    highest = max(seen.values(), default=0.0)
    amount = sum(known.seen.values())
    trust_own = 2.0 if known.own else 0.0
    trust_seen = 3.0 * amount / (amount + 4.0)
    if not trust_own + trust_seen:
        return 0.0, {}
    shares = {
        service: (
            trust_own * known.own.get(service, 0.0)
            + trust_seen * (seen.get(service, 0.0) / highest if highest else 0.0)
        )
        / (trust_own + trust_seen)
        for service in known.own.keys() | seen.keys()
    }
    breadth = sum(shares.values())
    # one service: 1; two: 0.61; ten: 0.22: a word that fits everywhere says nothing
    telling = 1 / (1 + math.log2(max(breadth, 1.0))) ** 1.2
    strength = max(shares.values())
    trust = min(1.0, (trust_own + trust_seen) / 2)
    return known.quality * trust * telling * (0.4 + 0.6 * strength), shares


def _kind(text: str, evidence: Evidence, near: Near, first: ServiceProposal | None) -> tuple[str, float]:
    """The likeliest kind, from telling patterns, from words seen before, and from the service itself."""
    scores = cues(fold(text))
    for known in evidence.words:
        shares = {
            kind: weight / (evidence.kind_totals.get(kind, weight) + 10)
            for kind, weight in known.kinds.items()
        }
        total = sum(shares.values())
        amount = sum(known.kinds.values())
        for kind, share in shares.items():
            # only what sticks out above an even spread over the four kinds
            scores[kind] = scores.get(kind, 0.0) + max(0.0, share / total - 0.3) * amount / (amount + 6)
    if first is not None:
        scores[first.service.kind] = scores.get(first.service.kind, 0.0) + 1.5 * first.score
    for kind, likeness in near.by_kind.items():
        scores[kind] = scores.get(kind, 0.0) + 4 * likeness
    if not scores:
        return "", 0.0
    kind = max(scores, key=lambda one: (scores[one], one))
    return kind, round(scores[kind] / (sum(scores.values()) + 0.5), 3)
