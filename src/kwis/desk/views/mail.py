"""A mail's own HTML, at an address of its own, for a sandboxed frame."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kwis.accounts.guards import guard
from kwis.desk.mail_html import document
from kwis.desk.permissions import DeskRight
from kwis.desk.views.finding import ticket_or_404
from kwis.ui.security import mail_frame


@require_safe
@guard(DeskRight.SEE, DeskRight.SEE_TEAM)
@mail_frame
def message_html(request: HttpRequest, number: str, key: int) -> HttpResponse:
    message = get_object_or_404(ticket_or_404(request, number).messages, pk=key)
    return HttpResponse(document(message))
