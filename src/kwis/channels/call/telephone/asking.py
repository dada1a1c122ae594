"""The questions of the service it is about, asked while the customer is on the line; what is not known stays open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kwis.catalogue.answering import Answer, AnswersRefused, read_answers, read_so_far
from kwis.catalogue.models import FormField, IntakeForm, Service
from kwis.channels.call.telephone.forms import numbered
from kwis.channels.click.questions import PREFIX, Question, drawn
from kwis.core.wording import say
from kwis.ui.fields import named

# the key of the form whose questions stand on the page
ASKED = "asked"


@dataclass(frozen=True)
class Asking:
    """The questions on the page, with what was answered and what is wrong with it."""

    form: IntakeForm
    service: Service
    questions: Sequence[Question]

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """(anchor, words) of every answer that is not right, with its question."""
        return [(f"#{one.focus_on}", named(one.label, one.error)) for one in self.questions if one.error]


@dataclass(frozen=True)
class Told:
    """What the caller answered; `open` are questions that still have to be asked."""

    answers: Sequence[Answer] = ()
    open: Sequence[FormField] = ()
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What still has to be asked, in one line; empty when that is nothing."""
        asked = "; ".join(say(one.label) for one in self.open)
        return _("Not asked yet: %(questions)s") % {"questions": asked} if asked else ""


def ask(
    service: Service | None, sent: Mapping[str, Any], errors: Mapping[str, str] | None = None
) -> Asking | None:
    """The questions of a service as the page draws them; None when it asks nothing by telephone."""
    form = service.form if service else None
    if service is None or form is None:
        return None
    # nobody hands over a file by telephone
    fields = [one for one in form.fields.all() if one.type != FormField.Type.FILE]
    if not fields:
        return None
    questions = drawn(fields, {one.key: _sent(sent, one.key) for one in fields}, errors or {}, {})
    return Asking(form, service, questions)


def stands_there(asking: Asking | None, sent: Mapping[str, Any]) -> bool:
    """Whether the page has these questions already: then they are left alone while somebody answers."""
    return str(sent.get(ASKED, "")) == (str(asking.form.pk) if asking else "")


def answered_service(sent: Mapping[str, Any]) -> Service | None:
    """The service whose questions are being answered: it stays, whatever the next words propose."""
    if not any(_sent(sent, name.removeprefix(PREFIX)) for name in sent if name.startswith(PREFIX)):
        return None
    form = numbered(IntakeForm.objects.filter(published=True), sent.get(ASKED))
    published = Service.objects.published().select_related("team", "desk", "category")
    return published.filter(pk=form.service_id).first() if form else None


def told(service: Service | None, sent: Mapping[str, Any], *, complete: bool = False) -> Told:
    """Read the answers. `complete`: the plan starts now and goes by them, so nothing that can be asked stays open."""
    form = service.form if service else None
    if form is None:
        return Told()
    raw = {one.key: _sent(sent, one.key) for one in form.fields.all() if one.type != FormField.Type.FILE}
    try:
        answers, still_open = read_so_far(form, raw)
    except AnswersRefused as refused:
        return Told(errors=refused.errors)
    if complete and any(one.key in raw for one in still_open):
        return Told(errors=_needed(form, raw))
    return Told(answers, still_open)


def _needed(form: IntakeForm, raw: Mapping[str, Any]) -> dict[str, str]:
    try:
        read_answers(form, raw)
    except AnswersRefused as refused:
        return {key: text for key, text in refused.errors.items() if key in raw}
    return {}


def _sent(sent: Mapping[str, Any], key: str) -> list[str]:
    name = f"{PREFIX}{key}"
    found = sent.getlist(name) if hasattr(sent, "getlist") else [sent[name]] if sent.get(name) else []
    return [text for text in map(str, found) if text.strip()]
