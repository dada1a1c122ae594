"""Taking in a list of people: choose a file, read what would happen, then do it."""

from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from kwis.accounts.guards import guard
from kwis.people.import_file import MOST_BYTES
from kwis.people.importing import FileRefused, import_people
from kwis.people.permissions import PeopleRight
from kwis.ui import toasts
from kwis.ui.managing.keeping import actor_of

KEPT_SECONDS = 30 * 60


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "The first line holds the headings, for example: Personeelsnummer;Voornaam;Achternaam;E-mail;Afdeling;Kamer"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(PeopleRight.MANAGE)
def trial(request: HttpRequest) -> HttpResponse:
    """The page; posting a file to it changes nothing and shows what would happen."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if request.method == "POST" else 200)
    data = form.cleaned_data["file"].read(MOST_BYTES + 1)
    try:
        report = import_people(data, by=actor_of(request.user), trial=True)
    except FileRefused as refusal:
        form.add_error("file", str(refusal))
        return _page(request, form, status=422)
    cache.set(_kept(request), data, KEPT_SECONDS)
    return _page(request, ImportForm(), report=report)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(PeopleRight.MANAGE)
def run(request: HttpRequest) -> HttpResponse:
    """Do what the trial showed, with the same file; its rows that are refused stay refused."""
    if request.method != "POST":
        return redirect(
            "people:import"
        )  # who comes back to this address after choosing another theme or language
    data = cache.get(_kept(request))
    if data is None:
        toasts.say(request, _("The file is no longer here. Choose it again."))
        return redirect("people:import")
    report = import_people(data, by=actor_of(request.user), trial=False)
    cache.delete(_kept(request))
    done = report.added + report.changed
    toasts.say(request, ngettext("%(n)s person taken in.", "%(n)s people taken in.", done) % {"n": done})
    return _page(request, ImportForm(), report=report)


def _kept(request: HttpRequest) -> str:
    return f"people-import-{request.user.pk}"


def _page(request: HttpRequest, form: ImportForm, status: int = 200, **context: object) -> HttpResponse:
    return render(request, "people/importing.html", {"form": form, **context}, status=status)
