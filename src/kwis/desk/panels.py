"""What the desk shows on every page of the workplace, and what its pages listen to."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from kwis.accounts.models.role import ScopeKind
from kwis.desk.menu_entries import works
from kwis.desk.permissions import DeskRight
from kwis.people.models import Desk
from kwis.ui import pulse, slots


def search_field(request: HttpRequest) -> str | None:
    if not works(request):
        return None
    action = reverse("desk:search")
    context = {
        "action": action,
        "words": _("Search by number, name, telephone or word"),
        # a list in Manage has a search of its own
        "value": request.GET.get("q", "") if request.path == action else "",
    }
    return render_to_string("ui/parts/topbar_search.html", context, request)


def suggestions(request: HttpRequest, ticket: Any) -> str:
    """The place for what perhaps helps; filled after the page is there."""
    return render_to_string("desk/_suggestions_later.html", {"ticket": ticket}, request)


slots.register("workplace.search", search_field)
slots.register("ticket.side", suggestions)


@pulse.listens
def desks_of(user: Any) -> list[str]:
    """The desks whose book this user sees."""
    scopes = user.scopes_of(DeskRight.SEE)
    if user.has_right_everywhere(DeskRight.SEE):
        return [f"desk:{key}" for key in Desk.objects.filter(active=True).values_list("pk", flat=True)]
    return [f"desk:{scope.key}" for scope in scopes if scope.kind == ScopeKind.DESK]
