"""Asking for a service: its own questions, the promise before it is sent, who does what."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kwis.catalogue.answering import Answer
from kwis.catalogue.models import FormField, IntakeForm, Service
from kwis.channels.click import questions
from kwis.channels.click.customer_words import department_of
from kwis.channels.click.filling import Filled, fill_in
from kwis.channels.click.reaching import reach_of
from kwis.channels.click.sending import dedupe_key, first_promise, new_token
from kwis.channels.click.views.browsing import visible_services
from kwis.channels.click.who import customer
from kwis.core.wording import say
from kwis.desk.channel import Channel
from kwis.desk.intake import Contact, desk_for, take_in_once, taken_in_before
from kwis.dispatch.models import PlanStep
from kwis.people.models import Person, Place
from kwis.ui.fields import named

MORE_WORDS = 20_000
MORE_FILES = "more-files"
NO_WORDS = frozenset({FormField.Type.SECTION, FormField.Type.EXPLANATION, FormField.Type.FILE})


@require_http_methods(["GET", "HEAD", "POST"])
@customer
def request_service(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    rows = visible_services(request).select_related("category__parent", "desk")
    service = get_object_or_404(rows, code=code)
    form = service.form
    if request.method == "POST":
        return _send(request, person, service, form)
    start = Filled(values=_known_already(form, person))
    return _page(request, service, form, start, token=new_token())


def _send(request: HttpRequest, person: Person, service: Service, form: IntakeForm | None) -> HttpResponse:
    token = request.POST.get("token", "")
    key = dedupe_key(person, token)
    earlier = taken_in_before(key)
    if earlier is not None:
        return redirect("portal:sent", earlier.number)
    filled = _read(request, person, form)
    if filled.errors:
        return _page(request, service, form, filled, token=token or new_token(), status=422)
    ticket = take_in_once(
        Contact(
            channel=Channel.PORTAL,
            subject=_subject(service, filled.answers),
            text=filled.words,
            customer=person,
            by=person.actor,
            service=service,
            place=_place(filled.answers),
            answers=filled.answers,
            files=filled.all_files,
            dedupe_key=key,
        )
    )
    return redirect("portal:sent", ticket.number)


def _read(request: HttpRequest, person: Person, form: IntakeForm | None) -> Filled:
    """The answers, and what the customer wants to tell besides."""
    filled = fill_in(request, form, by=person.actor)
    filled.words = request.POST.get("more", "").replace("\x00", "").strip()[:MORE_WORDS]
    filled.take_files(request, MORE_FILES, by=person.actor)
    return filled


def _known_already(form: IntakeForm | None, person: Person) -> dict[str, list[str]]:
    """What we know is filled in: the own room, number and address."""
    if form is None:
        return {}
    known: Mapping[str, str] = {
        FormField.Type.PLACE: str(person.place.pk) if person.place and person.place.active else "",
        FormField.Type.PHONE: person.phone,
        FormField.Type.EMAIL: person.email,
    }
    return {one.key: [known[one.type]] for one in form.fields.all() if known.get(one.type)}


def _subject(service: Service, answers: list[Answer]) -> str:
    """The service, and the first short answer that had to be given: "New employee: Daan Visser"."""
    telling = next((a.text for a in answers if a.field.type == FormField.Type.TEXT and a.field.required), "")
    return f"{say(service.name)}: {telling}" if telling else say(service.name)


def _place(answers: list[Answer]) -> Place | None:
    key = next((answer.value for answer in answers if answer.field.type == FormField.Type.PLACE), None)
    return Place.objects.filter(pk=key).first() if key is not None else None


def _page(
    request: HttpRequest,
    service: Service,
    form: IntakeForm | None,
    filled: Filled,
    *,
    token: str,
    status: int = 200,
) -> HttpResponse:
    desk = desk_for(service)
    fields = list(form.fields.all()) if form else []
    files = filled.kept(request)
    drawn = questions.drawn(fields, filled.values, filled.errors, files)
    context = {
        "service": service,
        "questions": drawn,
        "errors": [_error(drawn, key, words) for key, words in filled.errors.items()],
        "asks_words": not _ends_in_own_words(fields) or bool(filled.words),
        "more_words": filled.words,
        "more_files": files.get(MORE_FILES, []),
        "more_refused": filled.errors.get(MORE_FILES, ""),
        "asks_files": any(question.shape == "files" for question in drawn),
        "token": token,
        "promise": first_promise(desk),
        "reach": reach_of(desk),
        "steps": steps_of(service),
    }
    return render(request, "channels/click/request.html", context, status=status)


def _ends_in_own_words(fields: list[FormField]) -> bool:
    """Whether the form itself leaves room to tell more: the last question besides files is a long text for everybody."""
    last = next((one for one in reversed(fields) if one.type not in NO_WORDS), None)
    return last is not None and last.type == FormField.Type.LONG_TEXT and not last.shown_if


def _error(drawn: list[questions.Question], key: str, words: str) -> tuple[str, str]:
    """Where the field is, and what is wrong with it."""
    for question in drawn:
        if question.key == key:
            return f"#{question.focus_on}", named(question.label, words)
    return "#id-more-files", words


def steps_of(service: Service) -> list[tuple[str, str, bool]]:
    """Who does what, as the customer sees it: the part, the department, and whether it depends on the answers."""
    rows = PlanStep.objects.filter(plan__service=service, plan__active=True).exclude(customer_label={})
    found = []
    for step in rows.select_related("team", "supplier"):
        holder = department_of(step.team) if step.team else step.supplier.name if step.supplier else ""
        if say(step.customer_label):
            found.append((say(step.customer_label), holder, bool(step.condition)))
    return found
