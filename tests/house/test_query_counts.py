"""No page asks the database more because there is more in it, and none asks more than it did without anybody deciding so.

The figures stand in query_counts.json. Rewrite it on purpose: `KWIS_WRITE_QUERY_COUNTS=1 pytest tests/house/test_query_counts.py`.
"""

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from kwis.channels.models import Delivery
from kwis.core import clock, search
from kwis.core.actors import Actor
from kwis.core.models import Event
from kwis.desk.channel import Channel
from kwis.desk.events import PromiseMade
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Message, Promise, Ticket
from kwis.dispatch.models import WorkOrder
from kwis.knowledge.models import Article
from kwis.people.models import Organisation, Person, PersonAddress, Place
from tests.cast import Cast

COUNTED = Path(__file__).with_name("query_counts.json")
FEW, MANY = 10, 1000

# who, and the pages that they open; {call} is a call with a conversation, {order} its work order
PAGES: dict[str, list[str]] = {
    "": ["/", "/services/", "/articles/", "/contact/", "/account/login/"],
    "carla": [
        "/",
        "/calls/",
        "/calls/{call}/",
        "/services/",
        "/services/printen/",
        "/articles/",
        "/find/?q=printer",
        "/find/while-typing/?q=printer",
        "/me/",
    ],
    "anna": [
        "/desk/",
        "/desk/?view=all",
        "/desk/?view=mine",
        "/desk/?view=back-office",
        "/desk/counts/",
        "/desk/search/?q=printer",
        "/desk/search/?q=printer+gang",
        "/desk/tickets/{call}/",
        "/desk/tickets/{call}/suggestions/",
        "/desk/intake/",
        "/desk/counter/",
        "/desk/choose/people/?q=meter",
        "/pulse/",
    ],
    "wim": ["/desk/", "/desk/boards/werkplek/", "/desk/tickets/{call}/"],
    "ineke": ["/desk/", "/desk/insight/"],
    "admin": [
        "/manage/",
        "/manage/people/",
        "/manage/people/{person}/",
        "/manage/organisations/",
        "/manage/places/",
        "/manage/services/",
        "/manage/articles/",
        "/manage/teams/",
        "/manage/logins/",
        "/desk/letters/",
        "/desk/quarantine/",
        "/desk/rules/",
        "/desk/keys/",
    ],
}


class House:
    """A cast with one call that everybody knows, and as many others as asked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.rows = 0
        by = Actor(name="Anna", key=cast.anna.pk)
        self.call = take_in(
            Contact(
                channel=Channel.PHONE,
                text="De printer op de gang is stuk",
                customer=cast.carla,
                by=by,
                service=cast.printing,
            )
        )
        self.call.involve(cast.workplace)
        self.call.see()
        self.grow(FEW)

    def grow(self, rows: int) -> None:
        """So many of everything that a page lists."""
        new = range(self.rows, rows)
        self.rows = rows
        people = self._people(new)
        tickets = self._tickets(new, people)
        self._belongings(tickets)
        self._talk(new)
        Place.objects.bulk_create(
            Place(
                kind="room",
                path=f"stadhuis/m{n}",
                name=f"m{n}",
                label=f"Stadhuis, m{n}",
                sort_name=f"m{n:05}",
                parent=self.cast.site,
            )
            for n in new
        )
        Article.objects.bulk_create(
            Article(
                code=f"printer-{n}",
                title={"nl": f"Printer {n}"},
                body={"nl": "Zo"},
                internal=False,
                state="published",
            )
            for n in new
        )
        search.put_many(
            search.Entry(
                kind="ticket",
                key=t.pk,
                title=t.subject,
                number=t.number,
                names=[t.customer_name],
                customer_key=t.customer_id,
            )
            for t in tickets
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE desk_ticket, desk_message, core_searchentry")

    def _people(self, new: range) -> list[Person]:
        Organisation.objects.bulk_create(
            Organisation(code=f"o{n}", name=f"O{n}", sort_name=f"o{n:05}") for n in new
        )
        people = [
            Person(
                given_name=f"M{n}",
                family_name="Meter",
                organisation=self.cast.department,
                place=self.cast.room,
            )
            for n in new
        ]
        for person in people:
            person.put_name_together()
        made = Person.objects.bulk_create(people)
        PersonAddress.objects.bulk_create(
            PersonAddress(person=one, value=f"m{one.pk}@example.org", primary=True) for one in made
        )
        return made

    def _tickets(self, new: range, people: list[Person]) -> list[Ticket]:
        """Half of them Carla's; every state of a running call, with and without owner, at the desk and elsewhere."""
        cast = self.cast
        return Ticket.objects.bulk_create(
            Ticket(
                number=f"25-{n + 5000}",
                subject=f"Printer {n} op de gang",
                kind=("fault", "wish", "information")[n % 3],
                status=("open", "on_hold", "solved")[n % 3],
                channel="email",
                desk=cast.desk,
                service=cast.printing if n % 2 else cast.hr_talk,
                customer=cast.carla if n % 2 else people[0],
                customer_name="Carla Çelik" if n % 2 else people[0].name,
                owner=cast.anna if n % 4 else cast.bo,
                with_team=cast.workplace if n % 5 < 2 else None,
                with_supplier=cast.supplier if n % 5 == 2 else None,
                place=cast.room,
                act_at=clock.now() + timedelta(minutes=n),
                next_promise_at=clock.now() + timedelta(minutes=n),
                next_promise_how="call",
                next_due_at=clock.now() + timedelta(hours=n),
            )
            for n in new
        )

    def _belongings(self, tickets: list[Ticket]) -> None:
        now = clock.now()
        Promise.objects.bulk_create(
            Promise(ticket=t, how="call", due_at=now, made_by_name="Anna") for t in tickets
        )
        Message.objects.bulk_create(
            Message(
                ticket=t,
                direction="in",
                public=True,
                channel="email",
                author_id=t.customer_id,
                author_name="C",
                text="Printer",
            )
            for t in tickets
        )
        WorkOrder.objects.bulk_create(
            WorkOrder(
                number=f"W-{t.number}",
                ticket=t,
                title="Kijken",
                customer_label="Kijken",
                team=self.cast.workplace,
                person=self.cast.wim,
                place=self.cast.room,
                state=("set_out", "in_progress", "reported_ready")[t.pk % 3],
                released_at=now,
                due_at=now + timedelta(days=1),
            )
            for t in tickets
        )

    def _talk(self, new: range) -> None:
        """More is said and happens on the call that everybody knows, and letters go out about it."""
        anna, call = self.cast.anna, self.call
        messages = Message.objects.bulk_create(
            Message(
                ticket=call,
                direction="out",
                public=True,
                channel="email",
                author=anna,
                author_name=anna.name,
                text=f"Bericht {n}",
            )
            for n in new
        )
        Delivery.objects.bulk_create(
            Delivery(
                ticket=call,
                message=message,
                address="carla@example.org",
                subject="Uw melding",
                state="sent",
                mail_id=f"m{message.pk}",
            )
            for message in messages
        )
        Event.objects.bulk_create(
            Event(
                type=PromiseMade.type,
                ticket_key=call.pk,
                actor_kind="person",
                actor_name="Anna",
                public=True,
                data={"promise": 1, "how": "call", "due": clock.now().isoformat()},
            )
            for _n in new
        )


def counted(house: House) -> dict[str, int]:
    """Queries of every page, for somebody who has been here before: a first page brings cookies."""
    places = {"call": house.call.number, "person": house.cast.carla.pk}
    found = {}
    for who, pages in PAGES.items():
        client = Client()
        if who:
            client.force_login(getattr(house.cast, who).user)
            client.get("/")
        for page in pages:
            found[f"{who or 'a stranger'} {page}"] = queries(client, page.format(**places))
    return found


def queries(client: Client, page: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(page)
    assert answer.status_code == 200, (page, answer.status_code)
    return len(captured)


@pytest.fixture
def house(cast: Cast) -> House:
    return House(cast)


def test_every_page_asks_what_it_asked_and_not_more_with_a_thousand_rows(house: House) -> None:
    few = counted(house)
    house.grow(MANY)
    many = counted(house)
    # a search that finds enough at once, and a time line whose first page is full, look no further
    assert {page: (few[page], many[page]) for page in few if few[page] < many[page]} == {}
    assert {page for page in few if few[page] > many[page]} <= {
        page for page in few if "/search/" in page or "{call}" in page
    }
    if os.environ.get("KWIS_WRITE_QUERY_COUNTS"):
        COUNTED.write_text(json.dumps(few, indent=1) + "\n")
    assert few == json.loads(COUNTED.read_text())


def test_the_dearest_pages_stay_within_what_was_promised(house: House) -> None:
    known: dict[str, int] = json.loads(COUNTED.read_text())
    assert known["anna /desk/"] <= 12
    assert known["anna /desk/tickets/{call}/"] <= 20
    assert known["anna /pulse/"] == 1


def row_by_row(request: HttpRequest) -> HttpResponse:
    """A page with the mistake that this test is for."""
    return HttpResponse(" ".join(ticket.customer.name for ticket in Ticket.objects.all()[: MANY + 1]))


urlpatterns: list[Any] = [path("row-by-row/", row_by_row), path("", include("kwis.config.urls"))]


@pytest.mark.urls(__name__)
def test_a_page_that_asks_for_every_row_is_found(house: House) -> None:
    client = Client()
    client.force_login(house.cast.anna.user)
    few = queries(client, "/row-by-row/")
    house.grow(FEW * 3)
    assert queries(client, "/row-by-row/") > few
