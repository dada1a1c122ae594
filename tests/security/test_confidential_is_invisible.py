"""A confidential call of HR does not exist for an IT specialist, nor for an agent without the right, through any door."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape

from kwis.accounts.models import Role
from kwis.accounts.roles import give
from kwis.api.models import ApiToken
from kwis.channels.delivering.letters import confirm
from kwis.channels.models import Counter, Delivery
from kwis.channels.permissions import ChannelsRight
from kwis.core import clock, jobs
from kwis.core.clock import now
from kwis.core.files import keep
from kwis.core.models import StoredFile
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Message, Ticket
from kwis.desk.searching import index
from kwis.desk.worklist import VIEWS
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.setting_out import set_out
from kwis.insight.figures import FIGURES
from kwis.insight.panes import PANES
from kwis.people.models import Person
from tests.cast import Cast, person

MARKER = "kwartelei"
UNKNOWN = "26-9999"


@dataclass(frozen=True)
class Secret:
    """Two calls of HR, one that runs with an order, a file and a note, one that is finished; and a plain call of Anna's."""

    cast: Cast
    call: Ticket
    finished: Ticket
    plain: Ticket
    order: WorkOrder
    file: StoredFile
    message: Message

    @property
    def numbers(self) -> tuple[str, ...]:
        return (self.call.number, self.finished.number, self.order.number)


@pytest.fixture
def secret(cast: Cast) -> Secret:
    file = keep(f"{MARKER}.txt", f"{MARKER} bewijs".encode(), by=cast.carla.actor)
    Counter.objects.create(desk=cast.desk, name="Balie 1")
    call = of_hr(cast, files=[file])
    call.take(cast.ineke)
    call.note(f"{MARKER} intern", author=cast.ineke)
    order = set_out(call, title=f"Gesprek over {MARKER}", team=cast.hr, by=cast.ineke.actor)
    call.refresh_from_db()
    finished = of_hr(cast)
    finished.answer_at_once(f"{MARKER} besproken", author=cast.ineke)
    plain = take_in(
        Contact(channel="phone", text="De lamp knippert", customer=cast.carla, by=cast.anna.actor)
    )
    plain.take(cast.anna)
    plain.involve(cast.workplace)
    confirm(call)
    jobs.run_waiting()
    index([call.pk, finished.pk, plain.pk])
    return Secret(cast, call, finished, plain, order, file, call.messages.order_by("id")[0])


def of_hr(cast: Cast, **more: object) -> Ticket:
    words = f"Vertrouwelijk gesprek over {MARKER}"
    ticket: Ticket = take_in(
        Contact(
            channel="portal",
            subject=words,
            text=words,
            html=f"<p>{words}</p>",
            customer=cast.carla,
            by=cast.carla.actor,
            service=cast.hr_talk,
            **more,  # type: ignore[arg-type]
        )
    )
    assert ticket.confidential
    return ticket


# the doors: each gives what a person would read ------------------------------------------------------------------------

Door = Callable[[Client, Secret, Person], HttpResponse]


def page(path: str) -> Door:
    """A page; braces name what the secret knows."""
    return lambda client, secret, who: client.get(
        path.format(
            call=secret.call.number,
            order=secret.order.number,
            file=secret.file.token,
            message=secret.message.pk,
            customer=secret.cast.carla.pk,
            plain=secret.plain.number,
            marker=MARKER,
        ),
        follow=True,
    )


def by_key(path: str) -> Door:
    def door(client: Client, secret: Secret, who: Person) -> HttpResponse:
        _token, key = ApiToken.issue(
            name="Proef", user=who.user, scopes=["calls:read"], expires_at=now() + timedelta(days=1)
        )
        return client.get(path.format(call=secret.call.number), headers={"Authorization": f"Bearer {key}"})

    return door


def intake_listens(client: Client, secret: Secret, who: Person) -> HttpResponse:
    words = {
        "words": "vertrouwelijk gesprek",
        "customer": secret.cast.carla.pk,
        "service": secret.cast.hr_talk.pk,
    }
    return client.post("/desk/intake/heard/", words)


# doors where the lead, who may see confidential calls, does read it: so there is something to hide
TELLING: dict[str, Door] = {
    **{
        f"list {view.code}": page(f"/desk/?view={view.code}")
        for view in VIEWS
        if view.code in ("mine", "back-office", "all")
    },
    "search by word": page("/desk/search/?q={marker}"),
    "search by number": page("/desk/search/?q={call}"),
    "number guess": page("/desk/tickets/{call}/"),
    "order guess": page("/desk/orders/{order}/"),
    "board": page("/desk/boards/hr/"),
    "file": page("/files/{file}/"),
    "mail as it was sent": page("/desk/tickets/{call}/messages/{message}/html/"),
    "beside another call of the same customer": page("/desk/tickets/{plain}/suggestions/"),
    "api list": by_key("/api/v1/calls"),
    "api guess": by_key("/api/v1/calls/{call}"),
    "list behind a figure": page("/desk/insight/taken-in/"),
    "letters": page("/desk/letters/"),
}
# and the other places where it could turn up
SILENT: dict[str, Door] = {
    **{f"list {view.code}": page(f"/desk/?view={view.code}") for view in VIEWS},
    **{f"figure {figure.code}": page(f"/desk/insight/{figure.code}/") for figure in FIGURES},
    "older messages": page("/desk/tickets/{call}/older/"),
    "suggestions there": page("/desk/tickets/{call}/suggestions/"),
    "another call of the same customer": page("/desk/tickets/{plain}/"),
    "intake for this caller": page("/desk/intake/?customer={customer}"),
    "autocomplete of the intake": intake_listens,
    "autocomplete of people": page("/desk/choose/people/?q={marker}"),
    "autocomplete of services": page("/desk/choose/services/?q={marker}"),
    "autocomplete of the portal": page("/find/while-typing/?q={marker}"),
    "search in the portal": page("/find/?q={marker}"),
    "portal guess": page("/calls/{call}/"),
    "portal list": page("/calls/"),
    "counter": page("/desk/counter/"),
    "quarantine": page("/desk/quarantine/"),
}


def read(answer: HttpResponse, asked: str = "") -> str:
    """What the answer tells, without what was asked itself."""
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
    return content.decode().replace(asked, "") if asked else content.decode()


def test_the_lead_reads_it_through_these_doors(
    secret: Secret, client: Client, subtests: pytest.Subtests
) -> None:
    client.force_login(secret.cast.ineke.user)
    for name, door in TELLING.items():
        with subtests.test(name):
            told = without_what_was_asked(door(client, secret, secret.cast.ineke))
            assert MARKER in told or secret.call.number in told


@pytest.mark.parametrize("who", ["wim", "anna"])
def test_nobody_else_reads_it_through_any_door(
    who: str, secret: Secret, client: Client, subtests: pytest.Subtests
) -> None:
    person_ = getattr(secret.cast, who)
    client.force_login(person_.user)
    for name, door in (TELLING | SILENT).items():
        with subtests.test(name):
            answer = door(client, secret, person_)
            told = without_what_was_asked(answer)
            assert not [word for word in (MARKER, *secret.numbers) if word in told]


def without_what_was_asked(answer: HttpResponse) -> str:
    """A page may repeat its own address and the words that were searched for; nothing of the call stands in those."""
    told = read(answer)
    address = answer.wsgi_request.get_full_path()  # type: ignore[attr-defined]
    asked = [address, answer.wsgi_request.path, *answer.wsgi_request.GET.values()]  # type: ignore[attr-defined]
    for echo in sorted(asked, key=len, reverse=True):
        told = told.replace(escape(echo), "")
    return told


@pytest.mark.parametrize("who", ["wim", "anna", "dirk"])
def test_a_guessed_number_looks_like_one_that_is_not_there(who: str, secret: Secret, client: Client) -> None:
    client.force_login(getattr(secret.cast, who).user)
    for path in ("/desk/tickets/{}/", "/calls/{}/", "/desk/search/?q={}"):
        there, not_there = client.get(path.format(secret.call.number)), client.get(path.format(UNKNOWN))
        assert there.status_code == not_there.status_code
        assert plain(read(there, secret.call.number)) == plain(read(not_there, UNKNOWN)), path


def plain(told: str) -> str:
    """Without the tokens against forged forms, which differ each time."""
    return "".join(line for line in told.splitlines() if "csrf" not in line.lower())


@pytest.mark.parametrize("who", ["wim", "anna"])
def test_counts_do_not_count_it(who: str, secret: Secret, client: Client) -> None:
    """What is counted with the two secret calls is what is counted without them."""
    person_ = getattr(secret.cast, who)
    client.force_login(person_.user)
    paths = ["/desk/counts/", *(f"/desk/insight/panes/{pane.code}/" for pane in PANES)]
    with clock.at(clock.now()):  # a panel tells when it was counted
        given = {path: plain(read(client.get(path))) for path in paths}
        Ticket.objects.filter(pk__in=(secret.call.pk, secret.finished.pk)).delete()
        without = Client()
        without.force_login(person_.user)
        for path in paths:
            assert plain(read(without.get(path))) == given[path], path


@pytest.mark.parametrize("who", ["wim", "anna"])
def test_nothing_can_be_done_to_it(who: str, secret: Secret, client: Client) -> None:
    client.force_login(getattr(secret.cast, who).user)
    before = (Message.objects.count(), Ticket.objects.values().get(pk=secret.call.pk))
    for act in (
        "notes",
        "answers",
        "ownership",
        "owner",
        "promise",
        "hold",
        "solution",
        "facts",
        "watchers",
        "links",
        "orders",
        "plan",
    ):
        answer = client.post(
            f"/desk/tickets/{secret.call.number}/{act}/", {"text": "x", "number": secret.plain.number}
        )
        assert answer.status_code == 404, act
    for act in ("acceptance", "start", "completion", "handback", "cancellation"):
        assert client.post(f"/desk/orders/{secret.order.number}/{act}/", {"text": "x"}).status_code == 404, (
            act
        )
    assert (Message.objects.count(), Ticket.objects.values().get(pk=secret.call.pk)) == before


def test_linking_to_a_guessed_number_says_what_it_says_of_one_that_is_not_there(
    secret: Secret, client: Client
) -> None:
    client.force_login(secret.cast.anna.user)
    answers = [
        client.post(f"/desk/tickets/{secret.plain.number}/links/", {"number": number, "kind": "related"})
        for number in (secret.call.number, UNKNOWN)
    ]
    assert answers[0].status_code == answers[1].status_code == 409
    assert plain(read(answers[0], secret.call.number)) == plain(read(answers[1], UNKNOWN))
    assert not secret.plain.links.exists()


def test_who_looks_after_letters_reads_only_those_of_calls_they_may_see(
    secret: Secret, client: Client
) -> None:
    postmaster = person("Piet", "Post", role="agent")
    role = Role.objects.create(
        code="post", name={"nl": "Post", "en": "Post"}, rights=[ChannelsRight.SEE_LETTERS]
    )
    give(postmaster.user, role.code)
    letter = Delivery.objects.filter(ticket=secret.call)[0]
    client.force_login(postmaster.user)
    assert client.get("/desk/letters/").status_code == 200
    assert MARKER not in read(client.get("/desk/letters/"))
    for path in (f"/desk/letters/{letter.pk}/", f"/desk/letters/{letter.pk}/html/"):
        assert client.get(path).status_code == 404


def test_hr_itself_sees_it(secret: Secret, client: Client) -> None:
    client.force_login(secret.cast.hanna.user)
    assert MARKER in read(client.get(f"/desk/tickets/{secret.call.number}/"))
    assert MARKER in read(client.get("/desk/boards/hr/"))
