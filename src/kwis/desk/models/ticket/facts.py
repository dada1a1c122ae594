"""What a call is: its facts, the customer as they were, and the history of every fact."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from kwis.catalogue.kinds import LETTERS, Kind
from kwis.core.actors import Actor
from kwis.core.clock import now
from kwis.core.events import EventType, record
from kwis.core.locking import lock_and_read
from kwis.core.models import Event
from kwis.desk.channel import Channel
from kwis.desk.events import FactChanged
from kwis.desk.workflow import STEPS, NotNow, Status, may
from kwis.people.models import Person
from kwis.ui.pulse import beat


class Level(models.IntegerChoices):
    HIGH = 1, _("High")
    MIDDLE = 2, _("Middle")
    LOW = 3, _("Low")


class Impact(models.IntegerChoices):
    MANY = 1, _("Many people")
    SOME = 2, _("A group")
    ONE = 3, _("One person")


def priority_of(impact: int, urgency: int) -> int:
    """1 (first) to 5, looked up from impact (set by the desk) and urgency (given by the customer)."""
    return impact + urgency - 1


class CustomerSnapshot(models.Model):
    """The customer as they were when the call came in; later moves and marriages do not rewrite it."""

    customer_name = models.CharField(max_length=240, blank=True)
    customer_email = models.CharField(max_length=254, blank=True)
    customer_phone = models.CharField(max_length=40, blank=True)
    customer_department = models.CharField(max_length=200, blank=True)
    customer_place = models.CharField(max_length=250, blank=True)
    customer_cost_centre = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True

    def copy_customer(self, person: Person) -> None:
        """Take over what is known of the person now; the caller saves."""
        self.customer_name = person.name
        self.customer_email = person.email
        self.customer_phone = person.phone
        self.customer_department = person.organisation.name if person.organisation else ""
        self.customer_place = person.place.label if person.place else ""
        self.customer_cost_centre = person.organisation.cost_centre if person.organisation else ""


class TicketFacts(CustomerSnapshot):
    number = models.CharField(max_length=20, unique=True)
    subject = models.CharField(_("subject"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    status = models.CharField(_("state"), max_length=20, choices=Status.choices, default=Status.NEW)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices)
    desk = models.ForeignKey(
        "people.Desk", on_delete=models.PROTECT, related_name="tickets", verbose_name=_("service desk")
    )
    service = models.ForeignKey(
        "catalogue.Service",
        on_delete=models.PROTECT,
        null=True,
        related_name="tickets",
        verbose_name=_("service"),
    )
    customer = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="tickets", verbose_name=_("customer")
    )
    reported_by = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="reported_tickets",
        verbose_name=_("reported by"),
    )
    place = models.ForeignKey(
        "people.Place", on_delete=models.PROTECT, null=True, related_name="tickets", verbose_name=_("where")
    )
    impact = models.PositiveSmallIntegerField(_("affects"), choices=Impact.choices, default=Impact.ONE)
    urgency = models.PositiveSmallIntegerField(_("urgency"), choices=Level.choices, default=Level.MIDDLE)
    need_by = models.DateTimeField(_("needed"), null=True)
    priority = models.PositiveSmallIntegerField(_("priority"), default=4)
    expectation = models.TextField(_("what the customer expects"), blank=True)
    confidential = models.BooleanField(_("confidential"), default=False)
    # what somebody on this side did not look at yet: the customer's last words
    unread = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    # when somebody has to act: the promise, else the clock, else since it came in
    act_at = models.DateTimeField(default=now)
    next_promise_at = models.DateTimeField(null=True)
    next_promise_how = models.CharField(max_length=10, blank=True)
    next_due_at = models.DateTimeField(null=True)
    # without a key no two calls are the same, and an empty one would be a key
    dedupe_key = models.CharField(max_length=80, null=True, unique=True)  # noqa: DJ001

    _in_change = False
    # fields that the running verb changed; written in one go at its end
    _unsaved: frozenset[str] = frozenset()

    class Meta:
        abstract = True

    @property
    def pulse_key(self) -> str:
        """What the pages of this call listen to."""
        return f"ticket:{self.pk}"

    @property
    def letter(self) -> str:
        return LETTERS[self.kind]

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One change at a time: a transaction with the row locked and read again, so that verbs see the truth.

        A verb that uses another verb is already inside: the row is not read twice, and written once.
        """
        if self._in_change:
            yield
            return
        with transaction.atomic():
            lock_and_read(self)
            with self._one_change():
                yield

    @contextmanager
    def coming_in(self) -> Iterator[None]:
        """The transaction that inserts the row: nobody else can see it yet, so there is nothing to lock or to read."""
        with self._one_change():
            yield

    @contextmanager
    def _one_change(self) -> Iterator[None]:
        self._in_change, self._unsaved = True, frozenset()
        try:
            yield
            if self._unsaved:
                self.save(update_fields=sorted(self._unsaved))
        finally:
            self._in_change, self._unsaved = False, frozenset()

    def report(self, what: EventType, *, by: Actor, public: bool = False, channel: str = "") -> Event:
        """Record an event about this call."""
        return record(what, by=by, subject=self, ticket_key=self.pk, public=public, channel=channel)

    def keep(self, *fields: str) -> None:
        """Save these fields (at the end of the running verb), reckon when somebody has to act, mark the call as changed."""
        self.changed_at = now()
        self.act_at = self.next_promise_at or self.next_due_at or self.created_at
        changed = {*fields, "changed_at", "act_at"}
        if self._in_change:
            self._unsaved |= changed
        else:
            self.save(update_fields=sorted(changed))
        beat(self.pulse_key, f"desk:{self.desk_id}")

    def step(self, verb: str) -> None:
        """Move to the state the verb leads to. Raises `NotNow` when the workflow has no such step."""
        if not may(verb, self.status):
            raise NotNow(
                _("This cannot be done: the call is “%(state)s”.") % {"state": self.get_status_display()}
            )
        self.status = STEPS[verb].target

    def set_fact(self, name: str, value: Any, *, by: Actor) -> bool:
        """Change one fact and write old and new in the history; False when it was so already."""
        with self.changing():
            old = getattr(self, name)
            if old == value:
                return False
            before = self._as_kept(name)
            setattr(self, name, value)
            changed = [name]
            if name in {"impact", "urgency"}:
                self.priority = priority_of(self.impact, self.urgency)
                changed.append("priority")
            self.keep(*changed)
            self.report(FactChanged(field=name, old=before, new=self._as_kept(name)), by=by)
            return True

    def _as_kept(self, name: str) -> Any:
        """A fact as its history keeps it: a code as it is, of a row its name, in both languages where it has them."""
        value = getattr(self, name)
        if not isinstance(value, models.Model):
            return value if isinstance(value, bool | int | str) else str(value or "")
        names = getattr(value, "name", None)
        return names if isinstance(names, dict) else str(value)
