"""Following a notice: it is seen from then on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from kwis.core.models import Notice
from kwis.core.notices import see
from kwis.ui.gates import gate


@require_POST
@gate("signed_in")
def follow(request: HttpRequest, key: int) -> HttpResponse:
    """Only the own notice; it leads to a page of this site."""
    if not request.user.is_authenticated:
        raise Http404
    notice = get_object_or_404(Notice, pk=key, user_key=request.user.pk)
    see(notice.user_key, notice.pk)
    return redirect(notice.url if notice.url.startswith("/") and not notice.url.startswith("//") else "/")
