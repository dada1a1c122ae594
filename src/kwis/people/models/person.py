"""Anybody who brings or handles a call, with or without a log-in."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.people.naming import digits, fold


class Person(models.Model):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("log-in"),
    )
    given_name = models.CharField(_("first name"), max_length=80, blank=True)
    prefix = models.CharField(_("prefix"), max_length=30, blank=True)
    family_name = models.CharField(_("last name"), max_length=120)
    name = models.CharField(max_length=240, editable=False)
    sort_name = models.CharField(max_length=240, editable=False)
    salutation = models.CharField(
        _("how to address"), max_length=80, blank=True, help_text=_("For example: mevrouw De Boer")
    )
    function = models.CharField(_("function"), max_length=120, blank=True)
    employee_number = models.CharField(_("employee number"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("department"),
    )
    place = models.ForeignKey(
        "people.Place",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("room"),
    )
    manager = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="staff",
        verbose_name=_("manager"),
    )
    language = models.CharField(
        _("language"), max_length=5, default="nl", choices=[("nl", _("Dutch")), ("en", _("English"))]
    )
    external = models.BooleanField(_("from outside"), default=False)
    active = models.BooleanField(_("in use"), default=True)
    since = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering: ClassVar = ["sort_name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes: ClassVar = [models.Index(fields=["sort_name"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.put_name_together()
        super().save(*args, **kwargs)

    def put_name_together(self) -> None:
        """The name as it is written and as it is sorted; to be called before rows are saved in bulk."""
        self.name = " ".join(part for part in (self.given_name, self.prefix, self.family_name) if part)
        self.sort_name = fold(
            " ".join(part for part in (self.family_name, self.given_name, self.prefix) if part)
        )

    @property
    def actor(self) -> Actor:
        return Actor(name=self.name, key=self.pk)

    @property
    def email(self) -> str:
        """The address that letters go to; empty when there is none."""
        first = min(self.addresses.all(), key=lambda a: (not a.primary, a.pk), default=None)
        return first.value if first else ""

    @property
    def phone(self) -> str:
        first = min(self.numbers.all(), key=lambda n: n.pk, default=None)
        return first.value if first else ""


class PersonAddress(models.Model):
    """An e-mail address; an address belongs to one person. Only a verified one links a log-in."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="addresses", verbose_name=_("person")
    )
    value = models.EmailField(_("e-mail address"))
    primary = models.BooleanField(_("letters go here"), default=False)
    verified_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("value"), name="address_of_one_person")]

    def __str__(self) -> str:
        return self.value


class PersonNumber(models.Model):
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="numbers", verbose_name=_("person")
    )
    value = models.CharField(_("telephone"), max_length=40)
    dialled = models.CharField(max_length=40, editable=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dialled"], name="number_dialled")]

    def __str__(self) -> str:
        return self.value

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.dialled = digits(self.value)
        super().save(*args, **kwargs)
