"""The letters that went out or still wait: for who looks after the mail, and in the demo in place of a mail server."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kwis.accounts.guards import guard
from kwis.channels.models import Delivery
from kwis.channels.permissions import ChannelsRight
from kwis.core import jobs
from kwis.core.clock import now
from kwis.ui import toasts
from kwis.ui.paging import page_of
from kwis.ui.security import mail_frame

# a list does not read the letters themselves
LIST = (
    "id",
    "ticket",
    "letter",
    "address",
    "name",
    "subject",
    "state",
    "said",
    "made_at",
    "ended_at",
    "not_before",
)


@require_safe
@guard(ChannelsRight.SEE_LETTERS)
def letters(request: HttpRequest) -> HttpResponse:
    rows = Delivery.objects.visible_to(request.user).select_related("ticket").only(*LIST, "ticket__number")
    state = request.GET.get("state", "")
    if state in Delivery.State.values:
        rows = rows.filter(state=state)
    page = page_of(rows, ["-made_at", "-id"], 50, request.GET.get("after", ""), request.GET.get("before", ""))
    context = {"page": page, "states": Delivery.State.choices, "state": state}
    return render(request, "channels/letters.html", context)


@require_safe
@guard(ChannelsRight.SEE_LETTERS)
def letter(request: HttpRequest, key: int) -> HttpResponse:
    found = get_object_or_404(
        Delivery.objects.visible_to(request.user).select_related("ticket", "message"), pk=key
    )
    return render(request, "channels/letter.html", {"letter": found})


@require_safe
@guard(ChannelsRight.SEE_LETTERS)
@mail_frame
def letter_html(request: HttpRequest, key: int) -> HttpResponse:
    return HttpResponse(
        get_object_or_404(Delivery.objects.visible_to(request.user), pk=key, secret=False).html
    )


@require_POST
@guard(ChannelsRight.SEE_LETTERS)
def again(request: HttpRequest, key: int) -> HttpResponse:
    """Try a refused letter once more, after its address was mended."""
    moved = (
        Delivery.objects.visible_to(request.user)
        .filter(pk=key, secret=False, state__in=(Delivery.State.REFUSED, Delivery.State.BOUNCED))
        .update(state=Delivery.State.WAITING, attempts=0, said="", not_before=now())
    )
    if moved:
        jobs.defer("channels.send", queue=jobs.MAIL_OUT, key=key)
        toasts.say(request, _("The letter goes out again."))
    return redirect("channels:letter", key=key)
