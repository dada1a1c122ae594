"""The pages of Beheer. Who lacks the right of a list gets the same 404 as for a list that does not exist."""

from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kwis.core.events import history_of
from kwis.ui import toasts
from kwis.ui.gates import View, by_list
from kwis.ui.managing.keeping import ChangedMeanwhile, Refused, actor_of, keep, last_change, retire
from kwis.ui.managing.links import links_of
from kwis.ui.managing.lists import AnyForm, AnyFormSet, Children, Managed, lists_for, managed

PAGE = 50
MOST_PAGES = 40
MOST_OPTIONS = 20
HISTORY = 20


def of_list(view: View) -> View:
    """Turn the slug into the list, for who may manage it."""

    @wraps(view)
    def found(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        wanted = managed(slug)
        if wanted is None or not wanted.may_see(request.user):
            raise Http404
        return view(request, wanted, **kwargs)

    return by_list(found)


def _row(request: HttpRequest, wanted: Managed, key: int) -> Any:
    row = wanted.queryset(request.user).filter(pk=key).first()
    if row is None:
        raise Http404
    return row


@by_list
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    groups = lists_for(request.user)
    if not groups:
        raise Http404
    return render(request, "ui/manage/overview.html", {"groups": groups})


@of_list
@require_GET
def rows(request: HttpRequest, wanted: Managed) -> HttpResponse:
    words, use = request.GET.get("q", "").strip(), request.GET.get("use", "")
    found = wanted.queryset(request.user).select_related(*wanted.related).order_by(*wanted.sort)
    if wanted.retire and use != "all":
        found = wanted.in_use(found, retired=use == "retired")
    filters = []
    for one in wanted.filters:
        value = request.GET.get(one.name, "")
        choices = [(str(key), label) for key, label in one.choices(request.user)]
        if value and value in dict(choices):
            found = one.narrow(found, value)
        filters.append({"name": one.name, "title": one.title, "choices": choices, "value": value})
    if words:
        found = wanted.found(found, words)
    page = _page_number(request)
    taken = list(found[(page - 1) * PAGE : page * PAGE + 1])
    return render(
        request,
        "ui/manage/rows.html",
        {
            "managed": wanted,
            "rows": [
                (row, wanted.url(row), wanted.is_retired(row), wanted.cells(row)) for row in taken[:PAGE]
            ],
            "words": words,
            "use": use,
            "filters": filters,
            "page": page,
            "next_page": page + 1 if len(taken) > PAGE and page < MOST_PAGES else None,
            "capped": len(taken) > PAGE and page == MOST_PAGES,
            "may_add": wanted.may_add(request.user),
        },
    )


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return min(max(int(asked), 1), MOST_PAGES) if asked.isdecimal() and len(asked) < 5 else 1


@by_list
@require_GET
def pick(request: HttpRequest, slug: str) -> HttpResponse:
    """Rows to pick from on another list's form, also for who may not manage this one."""
    wanted = managed(slug)
    if not request.user.is_authenticated or wanted is None or not wanted.may_pick(request.user):
        raise Http404
    found = wanted.in_use(wanted.queryset(request.user)).order_by(*wanted.sort)
    words = request.GET.get("q", "").strip()
    if words:
        found = wanted.found(found, words)
    picked = [(row.pk, wanted.words(row), wanted.hint(row)) for row in found[:MOST_OPTIONS]]
    return render(request, "ui/manage/options.html", {"options": picked, "words": words})


@of_list
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, wanted: Managed) -> HttpResponse:
    if not wanted.may_add(request.user):
        raise Http404
    return _edit(request, wanted, None)


@of_list
@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, wanted: Managed, key: int) -> HttpResponse:
    found = _row(request, wanted, key)
    if request.method == "POST" and not wanted.may_change(request.user, found):
        raise Http404
    return _edit(request, wanted, found)


def _edit(request: HttpRequest, wanted: Managed, found: Any | None) -> HttpResponse:
    may_change = wanted.may_change(request.user, found) if found is not None else True
    form = wanted.form_for(request, found) if wanted.form is not None and may_change else None
    children = _children(request, wanted, form) if form is not None else []
    status, meanwhile = 200, ""
    if request.method == "POST" and form is not None:
        # every formset is asked, so that all mistakes show at once
        if all([form.is_valid(), *(formset.is_valid() for _child, formset in children)]):
            seen = request.POST.get("seen", "")
            try:
                kept = keep(
                    wanted, form, children, actor_of(request.user), int(seen) if seen.isdecimal() else 0
                )
            except ChangedMeanwhile as change:
                meanwhile = change.by
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                toasts.say(request, _("%(name)s is kept") % {"name": wanted.words(kept)})
                return redirect(wanted.list_url if "back" in request.POST else wanted.url(kept))
        status = 422
    return render(
        request,
        "ui/manage/row.html",
        {
            "managed": wanted,
            "row": found,
            "name": wanted.words(found) if found is not None else "",
            "form": form,
            "children": children,
            "cells": wanted.cells(found) if found is not None and form is None else [],
            "retired": found is not None and wanted.is_retired(found),
            "obstacle": wanted.obstacle_to_retiring(found) if found is not None and wanted.retire else "",
            "may_change": may_change,
            "meanwhile": meanwhile,
            "seen": last_change(found),
            "links": links_of(wanted.slug, request.user, found) if found is not None else [],
            "history": history_of(found)[:HISTORY] if found is not None else [],
        },
        status=status,
    )


def _children(request: HttpRequest, wanted: Managed, form: AnyForm) -> list[tuple[Children, AnyFormSet]]:
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return [(child, child.formset(form.instance, *given)) for child in wanted.children_for(request.user)]


@of_list
@require_POST
def out_of_use(request: HttpRequest, wanted: Managed, key: int) -> HttpResponse:
    return _retire(request, wanted, key, retired=True)


@of_list
@require_POST
def into_use(request: HttpRequest, wanted: Managed, key: int) -> HttpResponse:
    return _retire(request, wanted, key, retired=False)


def _retire(request: HttpRequest, wanted: Managed, key: int, retired: bool) -> HttpResponse:
    found = _row(request, wanted, key)
    if not wanted.retire or not wanted.may_change(request.user, found):
        raise Http404
    if retired and wanted.obstacle_to_retiring(found):
        return redirect(wanted.url(found))
    try:
        retire(wanted, found, retired, actor_of(request.user))
    except Refused as refusal:
        toasts.say(request, str(refusal))
        return redirect(wanted.url(found))
    said = _("%(name)s is out of use") if retired else _("%(name)s is in use again")
    undo = f"{wanted.url(found)}{'restore' if retired else 'retire'}/"
    toasts.say(request, said % {"name": wanted.words(found)}, undo_url=undo)
    return redirect(wanted.url(found))
