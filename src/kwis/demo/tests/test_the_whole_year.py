"""The whole year of 1,500 calls: a proof, since it takes a minute or two."""

from datetime import UTC, datetime

import pytest
from django.db.models import Count

from kwis.accounts.models import Role, RoleHolding
from kwis.automation.models import Rule
from kwis.demo.fingerprint import fingerprint
from kwis.demo.loading import empty, load
from kwis.desk.models import Closure, Hold, Promise, Reopening, Ticket
from kwis.desk.workflow import RUNNING, Status
from kwis.dispatch.models import Handback, WorkOrder
from kwis.dispatch.workflow import OPEN, State
from kwis.surveys.models import SurveyAnswer

NOW = datetime(2026, 6, 9, 7, 42, tzinfo=UTC)  # a Tuesday, 9:42 at the desk
LONGEST = 90  # seconds

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]


def test_the_year_has_all_that_happens_at_a_desk() -> None:
    loaded = load(NOW)

    assert loaded.calls == Ticket.objects.count() == 1500
    assert loaded.seconds < LONGEST
    assert _used(Ticket, "status") == set(Status.values)
    assert _used(WorkOrder, "state") == set(State.values)
    assert _used(Promise, "state") == set(Promise.State.values)
    assert _used(Hold, "reason") == set(Hold.Reason.values)
    assert _used(Closure, "by") == set(Closure.By.values)
    assert _used(Reopening, "cause") == set(Reopening.Cause.values)
    assert _used(Handback, "reason") == set(Handback.Reason.values)
    assert _used(SurveyAnswer, "face") == set(SurveyAnswer.Face.values)
    most = Ticket.objects.values("subject").annotate(n=Count("id")).order_by("-n").first()
    assert most is not None
    assert most["n"] <= 15
    # what is closed is off every board, and what runs has somebody
    assert not WorkOrder.objects.filter(
        ticket__status=Status.CLOSED, state__in=(*OPEN, State.REPORTED_READY)
    ).exists()
    assert Ticket.objects.filter(status__in=RUNNING).count() > 60
    assert Ticket.objects.filter(next_promise_at__gt=NOW, next_promise_at__date=NOW.date()).count() >= 8
    # every role has a log-in
    assert set(RoleHolding.objects.values_list("role__code", flat=True)) == set(
        Role.objects.exclude(code=None).values_list("code", flat=True)
    )
    assert Rule.objects.filter(active=True).count() == 1


def test_two_processes_tell_the_same_year_whichever_is_faster() -> None:
    told = []
    for _turn in range(2):
        empty()
        load(NOW, every=10)
        told.append(fingerprint())

    assert told[0] == told[1]
    moments = list(Ticket.objects.order_by("number").values_list("created_at", flat=True))
    # each process deals its own half of the numbers: never further from the order in time than that
    assert all(moments[place] <= moments[place + 2] for place in range(len(moments) - 2))


def _used(model: type, column: str) -> set[str]:
    return set(model.objects.values_list(column, flat=True).distinct())  # type: ignore[attr-defined]
