"""Which target holds for a call or a work order: the most specific one, the same for the same question every time.

Read from left to right, the first difference decides:

    agreement     of the own organisation, then of the organisation it is part of, …, then for everybody, then none
    kind of call  this kind (a complaint has a term of its own, whatever it is about), then every kind
    service       this service, then every service
    priority      this priority, then every priority
    valid from    the newest
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from kwis.agreements.models import Agreement, Target
from kwis.catalogue.models import Service
from kwis.people.models import Organisation, Team

_EVERYBODY = 1_000_000
_NO_AGREEMENT = _EVERYBODY + 1


def choose_target(
    service: Service | None,
    priority: int | None,
    organisation: Organisation | None,
    at: datetime,
    *,
    kind: str = Agreement.Kind.SLA,
    team: Team | None = None,
    call_kind: str = "",
) -> Target | None:
    """The target that holds at a moment, with its agreement and calendar loaded; None when nothing was agreed.

    `call_kind` is that of the call; without it only what holds for every kind. For an `ola` give the team, for a `contract` the supplier as `organisation`; our own standard (a target without
    agreement) is about customers, so it holds for `sla` only. One query, and one per level of the organisation tree
    when an agreement with an organisation is among the candidates.
    """
    day = timezone.localdate(at)
    agreed = Q(agreement__kind=kind)
    if kind == Agreement.Kind.SLA:
        agreed |= Q(agreement=None)
    if kind == Agreement.Kind.OLA:
        agreed &= Q(agreement__team=team)
    candidates = list(
        Target.objects.on(day)
        .filter(agreed)
        .filter(call_kind__in={"", call_kind})
        .filter(Q(service=None) | Q(service=service), Q(priority=None) | Q(priority=priority))
        .select_related("agreement", "calendar")
        .order_by()
    )
    distances = _distances(candidates, organisation)
    ranked = [
        (
            distance,
            not target.call_kind,
            target.service_id is None,
            target.priority is None,
            -target.valid_from.toordinal(),
            target.pk,
            target,
        )
        for target in candidates
        if (distance := distances.get(_with_whom(target))) is not None
    ]
    return min(ranked, key=lambda entry: entry[:6])[6] if ranked else None


def _with_whom(target: Target) -> int:
    """The key of the organisation that was agreed with; 0 for everybody, -1 without an agreement."""
    if target.agreement is None:
        return -1
    return target.agreement.organisation_id or 0


def _distances(candidates: list[Target], organisation: Organisation | None) -> dict[int, int]:
    distances = {0: _EVERYBODY, -1: _NO_AGREEMENT}
    if any(_with_whom(target) > 0 for target in candidates):
        distances.update({key: steps for steps, key in enumerate(_upward(organisation))})
    return distances


def _upward(organisation: Organisation | None) -> Iterator[int]:
    """The organisation and all that it is part of; a tree that was tied into a loop ends too."""
    seen: set[int] = set()
    while organisation is not None and organisation.pk not in seen:
        seen.add(organisation.pk)
        yield organisation.pk
        organisation = organisation.parent
