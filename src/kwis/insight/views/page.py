"""The page, at once on the screen, and its panes, each reckoned on its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from kwis.accounts.guards import guard
from kwis.insight.asking import desks_for, offices, periods, sees_calls
from kwis.insight.choice import Choice, Nonsense, read
from kwis.insight.counting import Counter
from kwis.insight.panes import BY_CODE, PANES, Pane
from kwis.insight.patience import TooLong, keep
from kwis.insight.permissions import InsightRight


def choice_of(request: HttpRequest) -> Choice:
    try:
        return read(request.GET.dict())
    except Nonsense as trouble:
        raise Http404 from trouble


@guard(InsightRight.SEE)
def page(request: HttpRequest) -> HttpResponse:
    choice = choice_of(request)
    context = {
        "choice": choice,
        "periods": periods(),
        "desks": desks_for(request.user),
        "offices": offices(),
        "panes": PANES,
        "sees_calls": sees_calls(request.user),
    }
    return render(request, "insight/page.html", context)


@guard(InsightRight.SEE)
def pane(request: HttpRequest, code: str) -> HttpResponse:
    """One pane as a fragment. What took long to reckon is kept for this reader for a while."""
    if code not in BY_CODE:
        raise Http404
    asked, choice = BY_CODE[code], choice_of(request)
    key = f"insight-{request.user.pk}-{request.LANGUAGE_CODE}-{code}-{choice.period.first}-{choice.query}"
    try:
        figures, reckoned_at = keep(key, lambda: _reckoned(request, asked, choice))
    except TooLong:
        return render(request, "insight/too_long.html", {"pane": asked, "choice": choice})
    told = render_to_string("insight/counted_at.html", {"counted_at": reckoned_at}) if reckoned_at else ""
    return HttpResponse(figures + told)


def _reckoned(request: HttpRequest, asked: Pane, choice: Choice) -> str:
    figures = asked.reckon(Counter(request.user, choice))
    return render_to_string(asked.template, {**figures, "pane": asked, "choice": choice}, request)
