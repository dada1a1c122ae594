"""What we know of the reader, and how they want to see Kwis."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kwis.accounts.guards import signed_in
from kwis.channels.click.who import me


@require_safe
@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    return render(request, "channels/click/profile.html", {"person": me(request)})
