"""Writing on a call: to the customer, or a note that stays inside. Two addresses, so that neither can become the other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kwis.accounts.guards import guard
from kwis.core.files import FileRefused, keep
from kwis.desk.forms import MessageForm
from kwis.desk.permissions import DeskRight
from kwis.desk.views.finding import ticket_or_404
from kwis.desk.views.ticket import ticket_page
from kwis.desk.workflow import NotNow
from kwis.people.signed_in import me
from kwis.ui import toasts


@require_POST
@guard(DeskRight.WORK)
def answers(request: HttpRequest, number: str) -> HttpResponse:
    return _write(request, number, internal=False)


@require_POST
@guard(DeskRight.WORK, DeskRight.NOTE)
def notes(request: HttpRequest, number: str) -> HttpResponse:
    return _write(request, number, internal=True)


def _write(request: HttpRequest, number: str, *, internal: bool) -> HttpResponse:
    ticket = ticket_or_404(request, number)
    form = MessageForm(request.POST, request.FILES)
    author = me(request)
    if form.is_valid():
        try:
            files = [keep(upload.name, upload, by=author.actor) for upload in form.cleaned_data["files"]]
            if internal:
                ticket.note(form.cleaned_data["text"], author=author, files=files)
                toasts.say(request, _("Note kept. The customer does not see it."))
            else:
                ticket.answer(form.cleaned_data["text"], author=author, files=files)
                toasts.say(request, _("Sent to the customer."))
            return redirect("desk:ticket", number=number)
        except (FileRefused, NotNow) as trouble:
            form.add_error("files" if isinstance(trouble, FileRefused) else "text", str(trouble))
    return ticket_page(request, ticket, form=form, internal=internal, status=422)
