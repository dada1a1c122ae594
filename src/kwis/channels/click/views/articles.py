"""Good to know: articles for customers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kwis.accounts.guards import public
from kwis.channels.click.suggesting import portal_articles, search_articles
from kwis.channels.click.views.browsing import visible_services


@require_safe
@public
def browse(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:300]
    rows = search_articles(words, request.user)
    return render(request, "channels/click/articles.html", {"articles": rows, "words": words})


@require_safe
@public
def article(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(portal_articles(request.user), code=code)
    services = visible_services(request).filter(articles=row)
    return render(request, "channels/click/article.html", {"article": row, "services": services})
