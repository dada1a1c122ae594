"""Mail that was put aside: look, try again, make a call of it, or drop it with a reason."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kwis.accounts.guards import guard
from kwis.channels.call.mail.receive import process
from kwis.channels.call.mail.showing import as_text
from kwis.channels.models import RawMail
from kwis.channels.permissions import ChannelsRight
from kwis.core.actors import Actor
from kwis.ui import toasts
from kwis.ui.paging import page_of

PAGE = 50


class DropForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("Why nothing is done with it"), max_length=300)


@require_safe
@guard(ChannelsRight.HANDLE_QUARANTINE)
def mails(request: HttpRequest) -> HttpResponse:
    """What waits, newest first; on request also what was dropped."""
    dropped = request.GET.get("state") == "dropped"
    rows = RawMail.objects.visible_to(request.user).for_list()
    rows = rows.filter(state=RawMail.State.DROPPED) if dropped else rows.exclude(state=RawMail.State.DROPPED)
    page = page_of(rows, ["-id"], PAGE, request.GET.get("after", ""), request.GET.get("before", ""))
    return render(request, "channels/quarantine.html", {"page": page, "dropped": dropped})


@require_safe
@guard(ChannelsRight.HANDLE_QUARANTINE)
def mail(request: HttpRequest, key: int) -> HttpResponse:
    """One mail: why it stands here, what the screens said, and its text as it came."""
    return _page(request, _visible(request, key), DropForm())


@require_POST
@guard(ChannelsRight.HANDLE_QUARANTINE)
def again(request: HttpRequest, key: int) -> HttpResponse:
    """Process it once more; with "insist" it becomes a call or message whatever the screens say."""
    row = _visible(request, key)
    process(row.pk, by=_me(request), insist="insist" in request.POST)
    row = RawMail.objects.for_list().select_related("message__ticket").get(pk=row.pk)
    if row.message is None:
        toasts.say(request, _("Looked at again: %(reason)s") % {"reason": row.explained})
        return redirect("channels:quarantined", key=row.pk)
    toasts.say(request, _("It is now with call %(number)s.") % {"number": row.message.ticket.number})
    return redirect("channels:quarantine")


@require_POST
@guard(ChannelsRight.HANDLE_QUARANTINE)
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """Nothing more is done with it; it stays to be found, with the reason and who decided."""
    row = _visible(request, key)
    form = DropForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    row.decide_to_drop(form.cleaned_data["why"], by=_me(request))
    toasts.say(request, _("Dropped. It can be found under Dropped."))
    return redirect("channels:quarantine")


def _visible(request: HttpRequest, key: int) -> RawMail:
    row: RawMail = get_object_or_404(RawMail.objects.visible_to(request.user), pk=key)
    return row


def _me(request: HttpRequest) -> Actor:
    person = getattr(request.user, "person", None)
    return person.actor if person is not None else Actor(name=str(request.user))


def _page(request: HttpRequest, row: RawMail, form: DropForm, status: int = 200) -> HttpResponse:
    context = {"mail": row, "text": as_text(bytes(row.content)), "form": form}
    return render(request, "channels/quarantined.html", context, status=status)
