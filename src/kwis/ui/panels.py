"""The bell of the workplace: what a person should notice."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from kwis.core.models import Notice
from kwis.ui import slots

SHOWN = 9


def bell(request: HttpRequest) -> str | None:
    """The newest unseen notices; more than nine are nine and a plus."""
    if not request.user.is_authenticated:
        return None
    unseen = list(
        Notice.objects.filter(user_key=request.user.pk, seen_at__isnull=True).order_by("-id")[: SHOWN + 1]
    )
    context = {"notices": unseen[:SHOWN], "more": len(unseen) > SHOWN}
    return render_to_string("ui/parts/bell.html", context, request)


slots.register("workplace.tools", bell, order=90)
