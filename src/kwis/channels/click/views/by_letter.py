"""A page behind a link of a letter, without log-in: looking changes nothing, only a press on the button does.

Programs that look at mail open every link in it; that must not say yes for a customer.
"""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kwis.accounts.guards import by_link
from kwis.channels.click.forms import FaceForm, RefusalForm
from kwis.channels.click.letter_links import CALL, SURVEY, Asked, open_link
from kwis.desk.workflow import NotNow
from kwis.dispatch.accepting import accept_all, accept_part, refuse_part
from kwis.surveys.asking import ask, record_answer


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def letter(request: HttpRequest, signed: str) -> HttpResponse:
    asked = open_link(signed)
    if asked is None:
        raise Http404
    if request.method != "POST":
        return _page(request, asked)
    if asked.purpose == SURVEY:
        return _face(request, asked)
    if not asked.stands:
        return _page(request, asked, status=409)
    if request.POST.get("answer") == "no":
        return _no(request, asked)
    if request.POST.get("answer") == "yes":
        return _yes(request, asked)
    return _page(request, asked, trouble=_("Choose yes or no."), status=422)


def _yes(request: HttpRequest, asked: Asked) -> HttpResponse:
    by = asked.ticket.customer.actor
    form = FaceForm(request.POST)
    try:
        with transaction.atomic():
            if asked.purpose == CALL:
                accept_all(asked.ticket, by=by)
                if form.is_valid():
                    record_answer(ask(asked.ticket), form.face, form.cleaned_data["tip"], by=by)
            elif asked.order is not None:
                accept_part(asked.order, by=by)
    except NotNow as trouble:
        return _page(request, asked, trouble=str(trouble), status=409)
    return _page(request, asked, thanks=_("Thank you. We are glad that it is right."))


def _no(request: HttpRequest, asked: Asked) -> HttpResponse:
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, form=form, status=422)
    given, by = form.cleaned_data, asked.ticket.customer.actor
    try:
        if asked.order is not None:
            refuse_part(asked.order, cause=given["cause"], words=given["words"], by=by)
        else:
            asked.ticket.reopen(given["cause"], words=given["words"], by=by)
    except NotNow as trouble:
        return _page(request, asked, trouble=str(trouble), status=409)
    return _page(request, asked, thanks=_("Thank you. We work on it again."))


def _face(request: HttpRequest, asked: Asked) -> HttpResponse:
    form = FaceForm(request.POST)
    if not form.is_valid() or asked.survey is None:
        return _page(request, asked, face_form=form, status=422)
    record_answer(asked.survey, form.face, form.cleaned_data["tip"], by=asked.ticket.customer.actor)
    return _page(request, asked, thanks=_("Thank you for your answer."))


def _page(request: HttpRequest, asked: Asked, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "asked": asked,
        "ticket": asked.ticket,
        "is_survey": asked.purpose == SURVEY,
        "is_call": asked.purpose == CALL,
        "form": RefusalForm(),
        "face_form": FaceForm(),
        **more,
    }
    answer = render(request, "channels/click/by_letter.html", context, status=status)
    # the address is the key: it must not stay in a shared cache
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
