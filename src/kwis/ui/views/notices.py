"""What is in the bell, and following it: a notice is seen from then on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kwis.core.models import Notice
from kwis.core.notices import see, unseen
from kwis.ui.gates import gate
from kwis.ui.panels import SHOWN


@require_safe
@gate("signed_in")
def listed(request: HttpRequest) -> HttpResponse:
    """The newest unseen notices of this reader; a fragment."""
    if not request.user.is_authenticated:
        raise Http404
    found = unseen(request.user.pk).order_by("-id")[:SHOWN]
    return render(request, "ui/parts/notices.html", {"notices": found})


@require_POST
@gate("signed_in")
def follow(request: HttpRequest, key: int) -> HttpResponse:
    """Only the own notice; it leads to a page of this site."""
    if not request.user.is_authenticated:
        raise Http404
    notice = get_object_or_404(Notice, pk=key, user_key=request.user.pk)
    see(notice.user_key, notice.pk)
    return redirect(notice.url if notice.url.startswith("/") and not notice.url.startswith("//") else "/")
