"""The list behind a figure: exactly the rows that were counted, as far as the reader may see them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kwis.accounts.guards import guard
from kwis.insight.asking import in_words
from kwis.insight.counting import Counter
from kwis.insight.figures import BY_CODE
from kwis.insight.lines import lines_of, with_all_that_is_shown
from kwis.insight.patience import TooLong, cut_off
from kwis.insight.permissions import InsightRight
from kwis.insight.views.page import choice_of
from kwis.ui.paging import page_of

PAGE = 50


@guard(InsightRight.SEE)
def figure(request: HttpRequest, code: str) -> HttpResponse:
    if code not in BY_CODE:
        raise Http404
    asked, choice = BY_CODE[code], choice_of(request)
    counter = Counter(request.user, choice)
    context = {"figure": asked, "choice": choice, "words": in_words(choice), "whole": BY_CODE.get(asked.of)}
    try:
        with cut_off():
            share = counter.share(code) if asked.of else None
            counted = share.part if share else counter.count(code)
            rows = with_all_that_is_shown(asked, asked.rows(request.user, choice))
            page = page_of(rows, ["-id"], PAGE, request.GET.get("after", ""), request.GET.get("before", ""))
    except TooLong:
        return render(request, "insight/list_too_long.html", context, status=503)
    context |= {"share": share, "counted": counted, "page": page, "lines": lines_of(page.rows)}
    return render(request, "insight/list.html", context)
