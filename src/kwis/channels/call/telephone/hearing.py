"""What Kwis makes of a conversation that still goes on: who, what, what to ask, what helps, who can do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kwis.catalogue.kinds import LETTERS, Kind
from kwis.catalogue.models import Service
from kwis.channels.call.telephone.asking import Asking, answered_service, ask
from kwis.channels.call.telephone.forms import PLAN, numbered
from kwis.core.wording import say
from kwis.desk.suggesting import Suggestions, suggest
from kwis.dispatch.models import Plan
from kwis.dispatch.permissions import DispatchRight
from kwis.knowledge.models import Guide
from kwis.people.models import CustomerNote, Person, Place, Team
from kwis.ui.rights import may

ANSWER_LENGTH = 500


@dataclass(frozen=True)
class Pick:
    """A choice with its key on the keyboard and why it is offered."""

    value: str
    words: str
    key: str = ""
    why: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Asked:
    """A question of the guide; `state` is known, now or later."""

    key: int
    question: str
    answer: str
    options: Sequence[str]
    state: str

    @property
    def name(self) -> str:
        return f"guide-{self.key}"


@dataclass(frozen=True)
class GuideNow:
    """The guide of the chosen service with what was answered. The fix shows when all is answered or skipped."""

    service: Service
    questions: Sequence[Asked]
    fix: Sequence[str]
    skipped: bool

    @property
    def answered(self) -> int:
        return sum(bool(one.answer) for one in self.questions)

    @property
    def fix_shows(self) -> bool:
        return bool(self.fix) and (self.skipped or self.answered == len(self.questions))


@dataclass(frozen=True)
class Heard:
    """All that the intake page shows of what was said so far."""

    found: Suggestions
    customer: Person | None = None
    notes: Sequence[CustomerNote] = ()
    place: Place | None = None
    kinds: Sequence[Pick] = ()
    kind: str = ""
    kind_proposed: str = ""
    services: Sequence[Pick] = ()
    service: Service | None = None
    service_proposed: str = ""
    service_taken: str = ""
    asking: Asking | None = None
    guide: GuideNow | None = None
    receivers: Sequence[Pick] = field(default=())
    to_proposed: str = ""


def hear(user: Any, sent: Mapping[str, Any], wrong: Mapping[str, str] | None = None) -> Heard:
    """Read what the page sent so far. Proposals follow the words as long as nobody chose otherwise.

    `wrong` says what is wrong with an answer to a question of the service, by its key.
    """
    customer = numbered(
        Person.objects.filter(active=True)
        .select_related("organisation", "place")
        .prefetch_related("numbers", "addresses"),
        sent.get("customer"),
    )
    place = numbered(Place.objects.filter(active=True), sent.get("place")) or (
        customer.place if customer else None
    )
    chosen = _chosen_service(sent)
    kept = None if chosen else answered_service(sent)
    meant = chosen or kept
    found = suggest(user, str(sent.get("text", "")), customer=customer, place=place, service=meant)
    # what is not clear is offered, not filled in
    proposed = kept or (found.services[0].service if found.services and found.services[0].sure else None)
    service = chosen or proposed
    kind_proposed = meant.kind if meant and found.kind != Kind.COMPLAINT else found.kind
    kind = _own_choice(sent, "kind", Kind.values) or kind_proposed
    receivers, to_proposed = _receivers(user, service, sent)
    return Heard(
        found=found,
        customer=customer,
        notes=list(customer.notes.current()) if customer else (),
        place=place,
        kinds=[
            Pick(one, str(Kind(one).label), str(at), LETTERS[one], one == kind)
            for at, one in enumerate(Kind.values, 1)
        ],
        kind=kind,
        kind_proposed=kind_proposed,
        services=_services(found, service),
        service=service,
        service_proposed=str(proposed.pk) if proposed else "",
        service_taken=str(sent.get("service_other", "")),
        asking=ask(service, sent, wrong),
        guide=_guide(service, sent),
        receivers=receivers,
        to_proposed=to_proposed,
    )


def _own_choice(sent: Mapping[str, Any], name: str, allowed: Sequence[str]) -> str:
    """What somebody chose by hand; empty when it is still what was proposed."""
    value = str(sent.get(name, ""))
    return value if value in allowed and value != sent.get(f"{name}_proposed", "") else ""


def _chosen_service(sent: Mapping[str, Any]) -> Service | None:
    """The service chosen by hand: searched for just now, or another one than was proposed."""
    published = Service.objects.published().select_related("team", "desk", "category")
    searched = sent.get("service_other", "")
    if searched and searched != sent.get("service_taken", ""):
        found: Service | None = numbered(published, searched)
        return found
    value = sent.get("service", "")
    return numbered(published, value) if value and value != sent.get("service_proposed", "") else None


def _services(found: Suggestions, service: Service | None) -> list[Pick]:
    offered = [(one.service, ", ".join(one.words)) for one in found.services]
    if service is not None and all(one != service for one, _why in offered):
        offered = [(service, ""), *offered[:2]]
    return [
        Pick(str(one.pk), say(one.name), str(at), why, one == service)
        for at, (one, why) in enumerate(offered, len(Kind.values) + 1)
    ]


def _guide(service: Service | None, sent: Mapping[str, Any]) -> GuideNow | None:
    if service is None:
        return None
    guide = Guide.objects.filter(service=service, active=True).prefetch_related("questions").first()
    if guide is None:
        return None
    questions: list[Asked] = []
    open_before = False
    for one in guide.questions.all():
        answer = " ".join(str(sent.get(f"guide-{one.pk}", "")).split())[:ANSWER_LENGTH]
        state = "known" if answer else "later" if open_before else "now"
        open_before = open_before or not answer
        options = [say(option) for option in one.answers]
        questions.append(Asked(one.pk, say(one.question), answer, options, state))
    fix = [line.strip() for line in say(guide.likely_fix).splitlines() if line.strip()]
    return GuideNow(service, questions, fix, skipped=sent.get("guide_skipped") == str(service.pk))


def guide_words(service: Service | None, sent: Mapping[str, Any]) -> str:
    """The answers to the guide, one a line, to be kept with the call; empty when nothing was asked on."""
    guide = _guide(service, sent)
    return "\n".join(f"{one.question} {one.answer}" for one in guide.questions if one.answer) if guide else ""


def _receivers(user: Any, service: Service | None, sent: Mapping[str, Any]) -> tuple[list[Pick], str]:
    """Who may get the work: the plan of the service, its own back office, then the others."""
    if not may(user, DispatchRight.SET_OUT):
        return [], ""
    teams = {str(team.pk): team.name for team in Team.objects.filter(active=True, role=Team.Role.BACK_OFFICE)}
    offered = dict(teams)
    if service is not None and Plan.objects.filter(service=service, active=True).exists():
        offered = {PLAN: "", **teams}
    own = str(service.team_id) if service is not None and service.team_id else ""
    proposed = PLAN if PLAN in offered else own if own in offered else ""
    chosen = _own_choice(sent, "to", list(offered)) or proposed
    return [Pick(value, words, chosen=value == chosen) for value, words in offered.items()], proposed
