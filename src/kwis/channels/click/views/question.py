"""A question in the customer's own words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kwis.catalogue.kinds import Kind
from kwis.channels.click.forms import QuestionForm
from kwis.channels.click.reaching import reach_of
from kwis.channels.click.sending import dedupe_key, end_of, first_promise, new_token
from kwis.channels.click.uploads import taken, ticket_for
from kwis.channels.click.who import customer
from kwis.core.files import FileRefused
from kwis.core.models import StoredFile
from kwis.desk.channel import Channel
from kwis.desk.intake import Contact, desk_for, take_in_once, taken_in_before
from kwis.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@customer
def ask(request: HttpRequest, person: Person) -> HttpResponse:
    if request.method == "POST":
        return _send(request, person)
    kind = request.GET.get("kind", "")
    start = {
        "kind": kind if kind in Kind.values else "",
        "text": request.GET.get("text", "")[:2000],
        "place": person.place_id if person.place and person.place.active else None,
        "token": new_token(),
    }
    return _page(request, QuestionForm(initial=start))


def _send(request: HttpRequest, person: Person) -> HttpResponse:
    form = QuestionForm(request.POST)
    key = dedupe_key(person, request.POST.get("token", ""))
    earlier = taken_in_before(key)
    if earlier is not None:
        return redirect("portal:sent", earlier.number)
    files: list[StoredFile] = []
    refused = ""
    try:
        files = taken(request, "files", by=person.actor)
    except FileRefused as refusal:
        refused = str(refusal)
    if not form.is_valid() or refused:
        return _page(request, form, files=files, refused=refused, status=422)
    given = form.cleaned_data
    ticket = take_in_once(
        Contact(
            channel=Channel.PORTAL,
            text=given["text"],
            customer=person,
            by=person.actor,
            kind=given["kind"],
            place=given["place"],
            files=files,
            need_by=end_of(given["need_by"]),
            urgency=given["urgency"],
            expectation=given["expectation"],
            dedupe_key=key,
        )
    )
    return redirect("portal:sent", ticket.number)


def _page(
    request: HttpRequest,
    form: QuestionForm,
    *,
    files: list[StoredFile] | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    desk = desk_for(None)
    context = {
        "form": form,
        "kind": form["kind"].value() or "",
        "kept_files": [(file, ticket_for(file, request)) for file in files or []],
        "refused": refused,
        "reach": reach_of(desk),
        "promise": first_promise(desk),
    }
    return render(request, "channels/click/question.html", context, status=status)
