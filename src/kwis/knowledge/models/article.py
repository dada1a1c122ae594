"""A piece of knowledge in two languages, for everybody or for inside only."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kwis.core.clock import now
from kwis.core.wording import say
from kwis.knowledge.permissions import KnowledgeRight


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: Any) -> "ArticleQuerySet":
        """Published public ones for everybody; internal ones for who works here; drafts for their editors."""
        if user.is_authenticated and user.has_right(KnowledgeRight.MANAGE):
            return self
        published = self.filter(state=Article.State.PUBLISHED)
        if user.is_authenticated and user.has_right(KnowledgeRight.SEE_INTERNAL):
            return published
        return published.filter(internal=False)


class Article(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    code = models.SlugField(_("code"), max_length=80, unique=True)
    title = models.JSONField(_("title"), default=dict)
    summary = models.JSONField(_("in one line"), default=dict, blank=True)
    body = models.JSONField(_("text"), default=dict)
    words = models.JSONField(_("words that people use"), default=dict, blank=True)
    services: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "catalogue.Service", blank=True, related_name="articles", verbose_name=_("services")
    )
    internal = models.BooleanField(_("for inside only"), default=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    changed_at = models.DateTimeField(default=now, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __str__(self) -> str:
        return say(self.title)
