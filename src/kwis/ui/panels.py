"""The bell of the workplace: how much a person should notice. What it is, is read when the bell is opened."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from kwis.core.notices import how_many_unseen
from kwis.ui import slots

SHOWN = 9


def bell(request: HttpRequest) -> str | None:
    """How many notices were not seen; more than nine are nine and a plus."""
    if not request.user.is_authenticated:
        return None
    waiting = how_many_unseen(request.user.pk, SHOWN + 1)
    context = {"waiting": min(waiting, SHOWN), "more": waiting > SHOWN}
    return render_to_string("ui/parts/bell.html", context)


slots.register("workplace.tools", bell, order=90)
