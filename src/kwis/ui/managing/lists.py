"""What a managed list is, and which lists there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from kwis.core import clock
from kwis.core.actors import Actor
from kwis.core.wording import say
from kwis.ui import moments
from kwis.ui.rights import may

Words = str | Promise
if TYPE_CHECKING:
    AnyForm = forms.ModelForm[Any]
    AnyFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    AnyForm, AnyFormSet = forms.ModelForm, forms.BaseInlineFormSet


@dataclass(frozen=True)
class Column:
    """A column: `name` is an attribute, method or path ("desk__name"); `show` turns the row into words itself."""

    name: str
    title: Words
    show: Callable[[Any], str | SafeString] | None = None
    end: bool = False


@dataclass(frozen=True)
class Filter:
    """A choice above the list. `choices(user)` gives (value, words); `apply(rows, value)` narrows, by default on `name`."""

    name: str
    title: Words
    choices: Callable[[Any], Sequence[tuple[Any, Words]]]
    apply: Callable[[models.QuerySet[Any], str], models.QuerySet[Any]] | None = None

    def narrow(self, rows: models.QuerySet[Any], value: str) -> models.QuerySet[Any]:
        return self.apply(rows, value) if self.apply else rows.filter(**{self.name: value})


@dataclass(frozen=True)
class Children:
    """Rows that belong to a row and are edited on its page, such as the questions of a form.

    `rules` is a formset with more to say: rows that must fit together, or saving in a way of its own.
    """

    name: str
    title: Words
    model: type[models.Model]
    form: type[AnyForm]
    parent: str
    order: tuple[str, ...] = ("pk",)
    blank: int = 0
    may_remove: bool = True
    most: int = 200
    rules: type[AnyFormSet] = forms.BaseInlineFormSet

    def formset(self, instance: models.Model, data: Any = None, files: Any = None) -> AnyFormSet:
        made = forms.inlineformset_factory(
            type(instance), self.model, form=self.form, formset=self.rules, fk_name=self.parent,
            extra=self.blank, can_delete=self.may_remove, max_num=self.most, validate_max=True,
        )  # fmt: skip
        rows = self.model._default_manager.order_by(*self.order)
        return made(data, files, instance=instance, prefix=self.name, queryset=rows)


class Managed:
    """One list. A room sets what differs; every method may be overridden."""

    slug: ClassVar[str]
    title: ClassVar[Words]
    singular: ClassVar[Words]
    room: ClassVar[Words]  # the heading on the overview
    icon: ClassVar[str] = "list-details"
    intro: ClassVar[Words] = ""
    right: ClassVar[str]
    pick_with: ClassVar[tuple[str, ...]] = ()  # rights with which rows may be picked on other lists' forms
    model: ClassVar[type[models.Model]]
    form: ClassVar[type[AnyForm] | None] = None  # None: the list is only read
    columns: ClassVar[tuple[Column, ...]] = ()
    search: ClassVar[tuple[str, ...]] = ()
    filters: ClassVar[tuple[Filter, ...]] = ()
    sort: ClassVar[tuple[str, ...]] = ("pk",)
    related: ClassVar[tuple[str, ...]] = ()  # for select_related
    retire: ClassVar[str] = (
        ""  # a boolean "active" or a moment "retired_at"; empty: rows are not retired here
    )
    secret: ClassVar[frozenset[str]] = frozenset()
    children: ClassVar[tuple[Children, ...]] = ()
    order: ClassVar[int] = 50

    def queryset(self, user: Any) -> models.QuerySet[Any]:
        """The rows this user may manage; start at `visible_to(user)` where the model has one."""
        visible = getattr(self.model._default_manager, "visible_to", None)
        rows: models.QuerySet[Any] = visible(user) if visible else self.model._default_manager.all()
        return rows

    def may_see(self, user: Any) -> bool:
        return may(user, self.right)

    def may_add(self, user: Any) -> bool:
        return self.form is not None

    def may_change(self, user: Any, row: Any) -> bool:
        return self.form is not None

    def may_pick(self, user: Any) -> bool:
        return self.may_see(user) or any(may(user, right) for right in self.pick_with)

    def words(self, row: Any) -> str:
        """How the row is called in titles, events and pick lists."""
        return str(row)

    def hint(self, row: Any) -> str:
        """A second line in pick lists."""
        return ""

    def form_for(self, request: HttpRequest, row: Any | None) -> AnyForm:
        """The form, filled with the request's data when it is a POST."""
        assert self.form is not None
        data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        return self.form(data, files, instance=row if row is not None else self.new(request.user))

    def new(self, user: Any) -> Any:
        """An empty row to fill in."""
        return self.model()

    def children_for(self, user: Any) -> tuple[Children, ...]:
        """The rows below a row, as this user may fill them in."""
        return self.children

    def save(self, form: AnyForm, by: Actor) -> Any:
        """Keep what was filled in; a room with a verb of its own calls that instead."""
        return form.save()

    def after_save(self, row: Any, by: Actor) -> None:
        """Once the row and its children are kept, in the same transaction."""

    def set_retired(self, row: Any, retired: bool, by: Actor) -> None:
        """Take the row out of use, or back into it."""
        field = self.model._meta.get_field(self.retire)
        value: Any = (
            not retired if isinstance(field, models.BooleanField) else (clock.now() if retired else None)
        )
        setattr(row, self.retire, value)
        row.save(update_fields=[self.retire])

    def obstacle_to_retiring(self, row: Any) -> str:
        """Why this row cannot be retired now, in words; empty when it can."""
        return ""

    def is_retired(self, row: Any) -> bool:
        if not self.retire:
            return False
        value = getattr(row, self.retire)
        return not value if isinstance(value, bool) else value is not None

    def in_use(self, rows: models.QuerySet[Any], retired: bool = False) -> models.QuerySet[Any]:
        """Only the rows in use, or only the retired ones."""
        if not self.retire:
            return rows.none() if retired else rows
        if isinstance(self.model._meta.get_field(self.retire), models.BooleanField):
            return rows.filter(**{self.retire: not retired})
        return rows.filter(**{f"{self.retire}__isnull": not retired})

    def found(self, rows: models.QuerySet[Any], words: str) -> models.QuerySet[Any]:
        """Rows in which every word occurs in one of the search fields."""
        looks_further = any("__" in name for name in self.search)
        for word in words.split()[:8]:
            wanted = models.Q()
            for name in self.search:
                wanted |= models.Q(**{f"{name}__icontains": word})
            if looks_further:
                # through a relation a row can fit more than once; found by its key it stands there once
                fitting = self.model._default_manager.order_by().filter(wanted)
                wanted = models.Q(pk__in=fitting.values("pk"))
            rows = rows.filter(wanted)
        return rows

    def cells(self, row: Any) -> list[tuple[Column, str | SafeString]]:
        return [
            (column, column.show(row) if column.show else shown(_value(row, column.name)))
            for column in self.columns
        ]

    def url(self, row: Any) -> str:
        return reverse("ui:managed_row", args=[self.slug, row.pk])

    @property
    def list_url(self) -> str:
        return reverse("ui:managed", args=[self.slug])


_lists: dict[str, Managed] = {}


def register(description: type[Managed]) -> type[Managed]:
    """Add a list; also as a decorator. The slug is its address and must be its own."""
    known = _lists.get(description.slug)
    if known is not None and type(known).__qualname__ != description.__qualname__:
        raise ValueError(f"two lists are called {description.slug}")
    _lists[description.slug] = description()
    return description


def managed(slug: str) -> Managed | None:
    return _lists.get(slug)


def all_lists() -> list[Managed]:
    return list(_lists.values())


def lists_for(user: Any) -> list[tuple[str, list[Managed]]]:
    """The lists this user may manage, under the headings of their rooms."""
    groups: dict[str, list[Managed]] = {}
    for one in sorted(_lists.values(), key=lambda one: (one.order, str(one.title))):
        if one.may_see(user):
            groups.setdefault(str(one.room), []).append(one)
    return list(groups.items())


def _value(row: Any, path: str) -> Any:
    display = getattr(row, f"get_{path}_display", None)
    if display is not None:
        return display()
    for part in path.split("__"):
        if row is None:
            return None
        row = getattr(row, part)
    return row() if callable(row) else row


YES, NO = gettext_lazy("yes"), gettext_lazy("no")


def shown(value: Any) -> str | SafeString:
    """A value as people read it: two-language content in theirs, moments and numbers as Kwis writes them."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(YES if value else NO)
    if isinstance(value, datetime):
        return moments.when(value)
    if isinstance(value, date):
        return moments.day_of(value)
    if isinstance(value, dict):
        return say(value) if set(value) <= {"nl", "en"} else gettext("%(n)s parts") % {"n": len(value)}
    if isinstance(value, list | tuple | set):
        return ", ".join(str(shown(part)) for part in value)
    return value if isinstance(value, SafeString) else str(value)
