"""A call as a row of a list. Drawn here and not by a template of its own: fifty rows were two thirds of the work of a page."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kwis.core.clock import now
from kwis.desk.listing import ListedCall, Owner
from kwis.desk.rows import clock_of, promise_of
from kwis.desk.workflow import ON_HOLD, SOLVED
from kwis.ui import components

# stands in a piece that is drawn once, where each call has its own words
WORDS = "-WORDS-"


class Rows:
    """Draws the rows of one page; what they have in common (words, addresses, faces) is made once."""

    def __init__(self, csrf_token: str) -> None:
        self.csrf_token = csrf_token
        self.page = reverse("desk:ticket", args=[WORDS])
        self.moment = now()
        self.letters: dict[str, SafeString] = {}
        self.promises: dict[str, SafeString] = {}

    def draw(self, tickets: Iterable[ListedCall], *, kept: bool = False) -> SafeString:
        """`kept`: calls of which a promise was kept today."""
        return mark_safe("".join([self._row(ticket, kept) for ticket in tickets]))  # noqa: S308 - all words are escaped

    def _row(self, ticket: ListedCall, kept: bool) -> str:
        address, number = self.page.replace(WORDS, escape(ticket.number)), escape(ticket.number)
        marks = f"{'row-unread' if ticket.unread else ''}{' row-kept' if kept else ''}"
        return (
            f'<tr data-row class="{marks}"><td class="col-kind">{self._letter(ticket.kind)}</td>'
            f'<td class="col-number">{number}</td><td class="col-subject"><div class="subject">'
            f"{self.confidential if ticket.confidential else ''}"
            f'<a href="{address}" data-open-row>{escape(ticket.subject)}</a>{self.wrote if ticket.unread else ""}</div></td>'
            f'<td class="col-customer">{escape(ticket.customer_name)}</td>'
            f'<td class="col-service">{escape(ticket.service)}</td>'
            f'<td class="col-owner">{_owner(ticket.owner) if ticket.owner else self.take.replace(WORDS, number)}</td>'
            f'<td class="col-team">{self._with(ticket)}</td><td class="col-promise">{self._promise(ticket, kept)}</td>'
            f'<td class="col-sla">{self._clock(ticket)}</td></tr>\n'
        )

    def _letter(self, kind: str) -> SafeString:
        if kind not in self.letters:
            self.letters[kind] = components.kwis_letter(kind)
        return self.letters[kind]

    def _with(self, ticket: ListedCall) -> str:
        if ticket.with_supplier:
            return f"{self.at_supplier}{escape(ticket.with_supplier)}"
        if ticket.with_team:
            return f"{self.at_team}{escape(ticket.with_team)}"
        return self.at_desk.get(ticket.status, self.at_desk[""])

    def _promise(self, ticket: ListedCall, kept: bool) -> str:
        if kept:
            return self.kept
        told = promise_of(ticket, self.moment)
        if told is None:
            return ""
        if told.state not in self.promises:
            self.promises[told.state] = components.promise(told.state, WORDS)
        return self.promises[told.state].replace(WORDS, escape(told.words))

    def _clock(self, ticket: ListedCall) -> str:
        told = clock_of(ticket, self.moment)
        return f'<span class="sla-clock sla-{told.state}">{escape(told.words)}</span>' if told else ""

    @cached_property
    def take(self) -> str:
        """The form to become the owner of the call with this number."""
        return format_html(
            '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<button class="take-it" type="submit">{}<span class="visually-hidden"> {}</span></button></form>',
            reverse("desk:ownership", args=[WORDS]),
            self.csrf_token,
            _("Take it"),
            WORDS,
        )

    @cached_property
    def confidential(self) -> SafeString:
        return _mark("lock", _("confidential"))

    @cached_property
    def wrote(self) -> SafeString:
        return format_html(" {}", _mark("message-circle", _("the customer wrote")))

    @cached_property
    def kept(self) -> SafeString:
        return components.promise("kept", _("Kept"))

    @cached_property
    def at_supplier(self) -> SafeString:
        return format_html(
            '{}<span class="visually-hidden">{} </span>', components.icon("truck"), _("Supplier")
        )

    @cached_property
    def at_team(self) -> SafeString:
        return components.icon("users-group")

    @cached_property
    def at_desk(self) -> dict[str, SafeString]:
        """By state, and for every other state."""
        return {
            ON_HOLD: format_html("{}{}", components.icon("message-question"), _("On hold")),
            SOLVED: format_html("{}{}", components.icon("checks"), _("Asked")),
            "": format_html("{}{}", components.icon("headset"), _("Desk")),
        }


@lru_cache(maxsize=1_000)
def _owner(owner: Owner) -> SafeString:
    """A colleague looks the same on every row of every page."""
    return components.person(owner, owner.given_name or owner.name)


def _mark(icon: str, words: str) -> SafeString:
    return format_html(
        '<span class="new-reply">{}<span class="visually-hidden">{}</span></span>',
        components.icon(icon),
        words,
    )
