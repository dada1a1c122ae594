"""The questions that come with a service."""

from typing import ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kwis.core.wording import say


class IntakeFormQuerySet(models.QuerySet["IntakeForm"]):
    def newest(self) -> "IntakeFormQuerySet":
        """The version that is worked on, of every service that has one."""
        later = IntakeForm.objects.filter(
            service=models.OuterRef("service"), version__gt=models.OuterRef("version")
        )
        return self.filter(~models.Exists(later))


class IntakeForm(models.Model):
    """A version: answers keep pointing at the version that was filled in."""

    service = models.ForeignKey(
        "catalogue.Service", on_delete=models.CASCADE, related_name="forms", verbose_name=_("service")
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    published = models.BooleanField(_("published"), default=True)

    objects = IntakeFormQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "version"], name="form_version_once")
        ]
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def __str__(self) -> str:
        return str(self.service)

    @transaction.atomic
    def begin_version(self) -> None:
        """Go on as the next version, without questions; the ones that were answered stay with the version of then."""
        was = self.version
        self.version = was + 1
        self.save(update_fields=["version"])
        earlier = IntakeForm.objects.create(service=self.service, version=was, published=False)
        self.fields.update(form=earlier)


class FormField(models.Model):
    """One question. `options` is [{"key", "label": {"nl", "en"}}]; `shown_if` is {} or {"field", "equals"}."""

    class Type(models.TextChoices):
        TEXT = "text", _("Text")
        LONG_TEXT = "long_text", _("Long text")
        NUMBER = "number", pgettext_lazy("kind of field", "Number")
        MONEY = "money", _("Money")
        DATE = "date", _("Date")
        TIME = "time", _("Time")
        CHOICE = "choice", _("One of a list")
        SEVERAL = "several", _("Several of a list")
        PERSON = "person", _("Person")
        PLACE = "place", _("Place")
        FILE = "file", _("File")
        EMAIL = "email", _("E-mail address")
        PHONE = "phone", _("Telephone")
        SECTION = "section", _("Heading")
        EXPLANATION = "explanation", _("Explanation")

    form = models.ForeignKey(
        IntakeForm, on_delete=models.CASCADE, related_name="fields", verbose_name=_("form")
    )
    key = models.SlugField(_("key"), max_length=60)
    type = models.CharField(_("type"), max_length=20, choices=Type.choices)
    label = models.JSONField(_("question"), default=dict)
    help = models.JSONField(_("help"), default=dict, blank=True)
    required = models.BooleanField(_("must be answered"), default=False)
    options = models.JSONField(_("choices"), default=list, blank=True)
    shown_if = models.JSONField(_("only shown if"), default=dict, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "key"], name="form_key_once")]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return say(self.label)
