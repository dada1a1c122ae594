"""The board of a back office: its orders in columns, due first, with the customer's promise in sight."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kwis.accounts.guards import guard
from kwis.core.clock import now
from kwis.desk.worklist import end_of_today
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.permissions import DispatchRight
from kwis.dispatch.workflow import COLUMNS, OPEN
from kwis.people.models import Team
from kwis.people.signed_in import me
from kwis.ui.asked import for_fragment
from kwis.ui.rights import may

# a column shows this many cards; what is below is said in words
CARDS = 60


@dataclass(frozen=True)
class Column:
    code: str
    name: object
    orders: list[WorkOrder]
    limit: int | None = None

    @property
    def full(self) -> bool:
        return self.limit is not None and len(self.orders) > self.limit


@guard(DispatchRight.SEE)
def boards(request: HttpRequest) -> HttpResponse:
    """To the board of the own team, or a list of boards to choose from."""
    own = me(request).teams.filter(active=True, role=Team.Role.BACK_OFFICE)
    if own.count() == 1:
        return redirect("dispatch:board", code=own.get().code)
    teams = Team.objects.filter(active=True, role=Team.Role.BACK_OFFICE)
    return render(request, "dispatch/boards.html", {"own": own, "teams": teams.exclude(pk__in=own)})


@guard(DispatchRight.SEE)
def board(request: HttpRequest, code: str) -> HttpResponse:
    team = get_object_or_404(Team, code=code, role=Team.Role.BACK_OFFICE)
    rows = WorkOrder.objects.visible_to(request.user).filter(team=team).on_board().for_cards()
    in_team = me(request).teams.filter(pk=team.pk).exists()
    if not in_team and not may(request.user, DispatchRight.SET_OUT):
        raise Http404
    mine = request.GET.get("who") == "me"
    if mine:
        rows = rows.filter(person=me(request))
    moment = now()
    orders = list(rows.order_by("due_at", "id")[: CARDS * len(COLUMNS)])
    context = {
        "team": team,
        "columns": [
            Column(
                name,
                label,
                [o for o in orders if o.state in states],
                team.in_progress_limit if name == "busy" else None,
            )
            for name, label, states in COLUMNS
        ],
        "mine": mine,
        "works": WorkOrder.objects.workable_by(request.user).filter(team=team).exists(),
        "today": sum(
            1 for o in orders if o.state in OPEN and o.due_at and moment <= o.due_at < end_of_today()
        ),
        "late": sum(1 for o in orders if o.state in OPEN and o.due_at and o.due_at < moment),
    }
    return render(
        request, "dispatch/_columns.html" if for_fragment(request) else "dispatch/board.html", context
    )
