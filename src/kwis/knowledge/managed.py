"""The lists of this room in Beheer: articles, guides, reply templates, letters, plain words."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kwis.catalogue.models import Service
from kwis.core import clock
from kwis.core.actors import Actor
from kwis.knowledge import forms
from kwis.knowledge.letters import PLACEHOLDERS, render
from kwis.knowledge.models import Article, Guide, GuideQuestion, Letter, PlainWord, ReplyTemplate
from kwis.knowledge.permissions import KnowledgeRight
from kwis.ui import slots
from kwis.ui.managing import Children, Column, Filter, Link, Managed, links_from, register
from kwis.ui.managing.lists import AnyForm
from kwis.ui.rights import may

ROOM = _("Knowledge")


@register
class Articles(Managed):
    slug = "articles"
    title, singular, room = _("Articles"), _("Article"), ROOM
    icon = "article"
    intro = _("What we know. Customers read what is published and not for inside only.")
    right = KnowledgeRight.MANAGE
    model = Article
    form = forms.ArticleForm
    columns = (
        Column("title", _("title")),
        Column("summary", _("in one line")),
        Column("internal", _("for inside only")),
        Column("state", _("state")),
        Column("changed_at", _("changed")),
    )
    search = ("title__nl", "title__en", "summary__nl", "code", "words__nl", "words__en")
    filters = (
        Filter(
            "internal", _("for whom"), lambda user: [("True", _("inside only")), ("False", _("everybody"))]
        ),
        Filter("state", _("state"), lambda user: Article.State.choices[:2]),
    )
    sort = ("title__nl", "pk")
    retire = "state"
    order = 50

    def is_retired(self, row: Article) -> bool:
        return row.state == Article.State.RETIRED

    def in_use(self, rows: QuerySet[Article], retired: bool = False) -> QuerySet[Article]:
        gone = Article.State.RETIRED
        return rows.filter(state=gone) if retired else rows.exclude(state=gone)

    def set_retired(self, row: Article, retired: bool, by: Actor) -> None:
        """Who takes an article into use again reads it before it is published."""
        row.state = Article.State.RETIRED if retired else Article.State.DRAFT
        row.save(update_fields=["state"])

    def save(self, form: AnyForm, by: Actor) -> Article:
        if form.has_changed():
            form.instance.changed_at = clock.now()
        article: Article = form.save()
        return article


@register
class Guides(Managed):
    slug = "guides"
    title, singular, room = _("Conversation guides"), _("Conversation guide"), ROOM
    icon = "messages"
    intro = _("What to ask on with a service, and what then probably helps.")
    right = KnowledgeRight.MANAGE
    model = Guide
    form = forms.GuideForm
    columns = (
        Column("service", _("service"), show=lambda row: str(row.service)),
        Column("questions", _("questions"), end=True, show=lambda row: str(len(row.questions.all()))),
    )
    search = ("service__name__nl", "service__name__en", "service__code")
    sort = ("service__name__nl", "pk")
    related = ("service",)
    retire = "active"
    children = (
        Children("questions", _("Questions"), GuideQuestion, forms.GuideQuestionForm, "guide", ("order", "pk"), most=40),
    )  # fmt: skip
    order = 51

    def queryset(self, user: Any) -> QuerySet[Guide]:
        return Guide.objects.prefetch_related("questions")

    def form_for(self, request: HttpRequest, row: Guide | None) -> AnyForm:
        form = super().form_for(request, row)
        if row is None and request.GET.get("service", "").isdecimal():
            form.initial["service"] = int(request.GET["service"])
        return form


@register
class ReplyTemplates(Managed):
    slug = "reply-templates"
    title, singular, room = _("Reply templates"), _("Reply template"), ROOM
    icon = "message-reply"
    intro = _("Answers that people of the desk choose and then make their own.")
    right = KnowledgeRight.MANAGE
    model = ReplyTemplate
    form = forms.ReplyTemplateForm
    columns = (
        Column("name", _("name")),
        Column("code", _("short name")),
        Column("body", _("text"), show=lambda row: _start(row)),
    )
    search = ("name__nl", "name__en", "code", "body__nl", "body__en")
    sort = ("name__nl", "pk")
    retire = "active"
    order = 52


def _start(row: ReplyTemplate) -> str:
    words = str(row.body.get("nl", ""))
    return words if len(words) < 90 else f"{words[:90].rsplit(' ', 1)[0]}…"


@register
class Letters(Managed):
    slug = "letters"
    title, singular, room = _("Letters"), _("Letter"), ROOM
    icon = "mail"
    intro = _("What Kwis sends by itself. Where you write none, it sends its own letter.")
    right = KnowledgeRight.MANAGE
    model = Letter
    form = forms.LetterForm
    columns = (
        Column("code", _("moment"), show=lambda row: forms.moment_name(row.code)),
        Column("desk", _("service desk"), show=lambda row: str(row.desk or gettext("all"))),
        Column("subject", _("subject")),
    )
    search = ("code", "subject__nl", "subject__en", "body__nl", "body__en")
    sort = ("code", "pk")
    related = ("desk",)
    retire = "active"
    order = 53

    def words(self, row: Letter) -> str:
        return forms.moment_name(row.code)


@register
class PlainWords(Managed):
    slug = "plain-words"
    title, singular, room = _("Plain words"), _("Plain word"), ROOM
    icon = "abc"
    intro = _("Hard words with a plain one beside it. Kwis points them out before a customer reads them.")
    right = KnowledgeRight.MANAGE
    model = PlainWord
    form = forms.PlainWordForm
    columns = (
        Column("word", _("hard word")),
        Column("plain", _("say rather")),
        Column("language", _("language")),
    )
    search = ("word", "plain")
    filters = (Filter("language", _("language"), lambda user: [("nl", _("Dutch")), ("en", _("English"))]),)
    sort = ("word", "pk")
    retire = "active"
    order = 54


@links_from("services")
def guide_of_service(user: Any, row: Service) -> Iterable[Link]:
    if not may(user, KnowledgeRight.MANAGE):
        return
    guide = Guide.objects.filter(service=row).first()
    if guide is None:
        yield Link(
            _("Write a conversation guide"),
            f"{reverse('ui:managed_new', args=['guides'])}?service={row.pk}",
            "messages",
        )
    else:
        yield Link(
            _("Its conversation guide"), reverse("ui:managed_row", args=["guides", guide.pk]), "messages"
        )


# what the braces say in a preview; no customer of anybody's
def _sample() -> dict[str, str]:
    return {
        "customer_name": gettext("Mrs De Boer"),
        "number": "26-0001",
        "subject": gettext("The printer on the second floor"),
        "promise": gettext("today before 15:00"),
        "link": "https://…",
        "desk_name": gettext("The service desk"),
        "desk_phone": "4400",
        "text": gettext("Your printer works again. It got new toner."),
    }


def preview(request: HttpRequest, managed: Managed, row: Any) -> str | None:
    """How a letter reads, as it is kept now, in both languages; and what its braces can name."""
    if not isinstance(row, Letter):
        return None
    values = _sample()
    if row.desk is not None:
        values |= {"desk_name": row.desk.name, "desk_phone": row.desk.phone}
    letters = [
        (words, render(row.code, row.desk, code, values)) for code, words in (("nl", _("Dutch")), ("en", _("English")))
    ] if row.active else []  # fmt: skip
    context = {"letters": letters, "braces": [(f"{{{name}}}", values[name]) for name in PLACEHOLDERS]}
    return render_to_string("knowledge/letter_preview.html", context, request)


slots.register("manage.row", preview)
