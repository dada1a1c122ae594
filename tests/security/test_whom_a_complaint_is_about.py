"""Whom a complaint is about does not see it through any door, though they own it, work on it or lead the desk."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from kwis.catalogue.models import MatchExample
from kwis.channels.call.mail.clues import side_of
from kwis.channels.call.mail.threading import Side
from kwis.channels.delivering.letters import confirm
from kwis.channels.models import Counter, Delivery
from kwis.core import jobs
from kwis.core.events import sentence
from kwis.core.files import keep, may_read
from kwis.core.models import Event, Notice
from kwis.core.notices import notify, unseen
from kwis.desk.intake import Contact, take_in
from kwis.desk.keeping_watch import ask_for_another_owner
from kwis.desk.models import Message, Ticket, Watcher
from kwis.desk.searching import index
from kwis.desk.workflow import NotNow
from kwis.dispatch.handing_back import hand_back
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.setting_out import set_out
from kwis.insight.panes import PANES
from kwis.people.models import Person
from kwis.people.personal_data import export
from tests.cast import Cast
from tests.security.test_confidential_is_invisible import (
    MARKER,
    SILENT,
    TELLING,
    UNKNOWN,
    Door,
    Secret,
    page,
    plain,
    read,
    without_what_was_asked,
)

DOORS: dict[str, Door] = TELLING | SILENT | {"board of the team": page("/desk/boards/werkplek/")}
# an owner, somebody of the team that works on it, who leads the desk and sees confidential calls, who holds every right
EVERYBODY = ("anna", "wim", "ineke", "admin")
# what each of them reads before they are named, so that there is something to hide
READ_BEFORE = {
    "anna": {
        "list mine",
        "search by word",
        "number guess",
        "order guess",
        "file",
        "api guess",
        "portal guess",
    },
    "wim": {"search by word", "number guess", "order guess", "board of the team", "file", "portal guess"},
    "ineke": {"list all", "search by word", "number guess", "file", "letters", "list behind a figure"},
    "admin": {"list all", "search by word", "number guess", "order guess", "file", "letters"},
}


def a_complaint(cast: Cast, **more: object) -> Ticket:
    words = f"Klacht over een vertrouwelijk gesprek met {MARKER}"
    given: dict[str, object] = {
        "channel": "portal",
        "subject": words,
        "text": words,
        "html": f"<p>{words}</p>",
        "customer": cast.carla,
        "by": cast.carla.actor,
        "kind": "complaint",
        "propose": False,
    }
    return take_in(Contact(**{**given, **more}))  # type: ignore[arg-type]


Known = Callable[[Person], Secret]


@pytest.fixture
def known(cast: Cast) -> Known:
    """Two complaints, one that runs with an order, a file and a note, and a confidential one that is finished; a plain call too.

    The person owns them where they can, works on them where their team does, and watches them.
    """

    def make(who: Person) -> Secret:
        Counter.objects.create(desk=cast.desk, name="Balie 1")
        owner = who if who == cast.anna else cast.bo
        call = a_complaint(cast, files=[keep(f"{MARKER}.txt", f"{MARKER} bewijs".encode(), by=cast.bo.actor)])
        finished = a_complaint(cast, confidential=True)
        for one in (call, finished):
            one.take(owner)
            one.add_watcher(who, by=cast.bo.actor)
        call.note(f"{MARKER} intern", author=cast.bo)
        order = set_out(call, title=f"Werk rond {MARKER}", team=cast.workplace, by=cast.bo.actor)
        call.refresh_from_db()
        finished.hear_complaint(f"{MARKER} vertelt", author=cast.bo)
        finished.decide_complaint(founded=True, text=f"{MARKER} krijgt gelijk", author=cast.bo)
        finished.solve("Zo goed?", author=cast.bo)
        finished.close("customer", by=cast.carla.actor)
        plain_call = take_in(
            Contact(channel="phone", text="De lamp knippert", customer=cast.carla, by=cast.bo.actor)
        )
        plain_call.take(cast.anna)
        plain_call.involve(cast.workplace)
        confirm(call)
        jobs.run_waiting()
        # within the test's own transaction nothing counts as committed, so the search rows are written directly
        index([call.pk, finished.pk, plain_call.pk])
        first: Message = call.messages.order_by("id")[0]
        file = first.attachments.get().file
        return Secret(cast, call, finished, plain_call, order, file, first)

    return make


def named(secret: Secret, who: Person) -> Secret:
    for one in (secret.call, secret.finished):
        one.name_about(who, by=secret.cast.bo.actor)
    jobs.run_waiting()
    cache.clear()
    return secret


def told(client: Client, secret: Secret, who: Person) -> dict[str, list[str]]:
    """What stands of the complaints behind each door."""
    found = {}
    for name, door in DOORS.items():
        words = without_what_was_asked(door(client, secret, who))
        found[name] = [word for word in (MARKER, *secret.numbers) if word in words]
    return found


@pytest.mark.parametrize("name", EVERYBODY)
def test_they_read_it_until_they_are_named_and_through_no_door_afterwards(
    name: str, cast: Cast, known: Known, client: Client, subtests: pytest.Subtests
) -> None:
    who: Person = getattr(cast, name)
    client.force_login(who.user)
    secret = known(who)
    before = told(client, secret, who)
    for door in READ_BEFORE[name]:
        with subtests.test(f"before: {door}"):
            assert before[door]
    assert client.get(f"/desk/tickets/{secret.call.number}/").status_code == 200

    named(secret, who)
    for door, words in told(client, secret, who).items():
        with subtests.test(f"after: {door}"):
            assert words == []


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_guessed_number_looks_like_one_that_is_not_there(
    name: str, cast: Cast, known: Known, client: Client
) -> None:
    who: Person = getattr(cast, name)
    secret = named(known(who), who)
    client.force_login(who.user)
    for path in ("/desk/tickets/{}/", "/calls/{}/", "/desk/search/?q={}"):
        there, not_there = client.get(path.format(secret.call.number)), client.get(path.format(UNKNOWN))
        assert there.status_code == not_there.status_code
        assert plain(read(there, secret.call.number)) == plain(read(not_there, UNKNOWN)), path
    assert not may_read(who.user, secret.file)


@pytest.mark.parametrize("name", EVERYBODY)
def test_counts_do_not_count_it(name: str, cast: Cast, known: Known, client: Client) -> None:
    who: Person = getattr(cast, name)
    secret = named(known(who), who)
    client.force_login(who.user)
    paths = ["/desk/counts/", *(f"/desk/insight/panes/{pane.code}/" for pane in PANES)]
    given = {path: plain(read(client.get(path))) for path in paths}
    Ticket.objects.filter(pk__in=(secret.call.pk, secret.finished.pk)).delete()
    cache.clear()
    for path in paths:
        assert plain(read(client.get(path))) == given[path], path


@pytest.mark.parametrize("name", EVERYBODY)
def test_nothing_can_be_done_to_it_or_to_its_work(
    name: str, cast: Cast, known: Known, client: Client
) -> None:
    who: Person = getattr(cast, name)
    secret = named(known(who), who)
    client.force_login(who.user)
    before = (Message.objects.count(), Ticket.objects.values().get(pk=secret.call.pk))
    for act in ("notes", "answers", "ownership", "owner", "facts", "complaint/about", "watchers", "orders"):
        assert client.post(f"/desk/tickets/{secret.call.number}/{act}/", {"text": "x"}).status_code == 404, (
            act
        )
    for act in ("acceptance", "start", "completion", "handback", "cancellation"):
        assert client.post(f"/desk/orders/{secret.order.number}/{act}/", {"text": "x"}).status_code == 404, (
            act
        )
    assert (Message.objects.count(), Ticket.objects.values().get(pk=secret.call.pk)) == before
    for rows in (WorkOrder.objects.visible_to(who.user), WorkOrder.objects.workable_by(who.user)):
        assert not rows.filter(pk=secret.order.pk).exists()


def test_everybody_else_goes_on_seeing_it(cast: Cast, known: Known, client: Client) -> None:
    secret = named(known(cast.anna), cast.anna)
    for who in (cast.bo, cast.ineke, cast.wim):
        client.force_login(who.user)
        assert MARKER in read(client.get(f"/desk/tickets/{secret.call.number}/"))
    client.force_login(cast.carla.user)
    for path in ("/calls/", f"/calls/{secret.call.number}/"):
        assert MARKER in read(client.get(path)), path
    assert may_read(cast.carla.user, secret.file)


def test_a_complaint_of_the_owner_becomes_nobodys_and_who_leads_the_desk_is_told(
    cast: Cast, known: Known
) -> None:
    secret = named(known(cast.anna), cast.anna)
    secret.call.refresh_from_db()
    assert (secret.call.owner, secret.call.owned_since) == (None, None)
    assert [notice.url for notice in unseen(cast.ineke.user_id) if secret.call.number in notice.text] == [
        f"/desk/tickets/{secret.call.number}/"
    ]
    assert not unseen(cast.bo.user_id).exists()


def test_who_leads_the_desk_is_not_told_of_a_complaint_about_themselves(cast: Cast) -> None:
    call = a_complaint(cast)
    call.take(cast.ineke)
    call.name_about(cast.ineke, by=cast.anna.actor)
    jobs.run_waiting()
    assert not unseen(cast.ineke.user_id).exists()
    assert {notice.user_key for notice in Notice.objects.all()} == {cast.anna.user_id, cast.bo.user_id}
    ask_for_another_owner(call)
    assert not unseen(cast.ineke.user_id).exists()


def test_what_they_were_told_before_is_taken_back_and_nothing_new_comes(cast: Cast, known: Known) -> None:
    secret = known(cast.anna)
    here = f"/desk/tickets/{secret.call.number}/"
    notify([cast.anna.user_id, cast.bo.user_id], "Belofte niet nagekomen", here)
    named(secret, cast.anna)
    earlier = list(Delivery.objects.values_list("pk", flat=True))
    hand_back(secret.order, reason="not_our_work", text="Niet van ons", by=cast.wim.actor)
    secret.call.refresh_from_db()
    secret.call.answer(f"Antwoord over {MARKER}", author=cast.bo)
    jobs.run_waiting()
    assert not Notice.objects.filter(user_key=cast.anna.user_id).exists()
    assert Notice.objects.filter(user_key=cast.bo.user_id, url=here).exists()
    later = Delivery.objects.exclude(pk__in=earlier)
    assert list(later.values_list("address", flat=True)) == ["carla@example.org"]


def test_they_watch_no_more_and_cannot_watch_or_own_it_again(cast: Cast, known: Known) -> None:
    secret = named(known(cast.anna), cast.anna)
    call = secret.call
    before = (Watcher.objects.count(), Ticket.objects.values().get(pk=call.pk), Event.objects.count())
    assert not Watcher.objects.filter(person=cast.anna).exists()
    with pytest.raises(NotNow):
        call.add_watcher(cast.anna, by=cast.carla.actor)
    with pytest.raises(NotNow):
        call.take(cast.anna, by=cast.bo.actor)
    after = (Watcher.objects.count(), Ticket.objects.values().get(pk=call.pk), Event.objects.count())
    assert after == before


def test_who_reported_it_for_somebody_else_loses_sight_of_it_too(cast: Cast, client: Client) -> None:
    call = a_complaint(cast, reported_by=cast.dirk)
    client.force_login(cast.dirk.user)
    assert client.get(f"/calls/{call.number}/").status_code == 200
    call.name_about(cast.dirk, by=cast.anna.actor)
    assert client.get(f"/calls/{call.number}/").status_code == 404
    assert call.number not in read(client.get("/calls/"))
    assert side_of(call, "dirk@example.org", cast.dirk) is Side.STRANGER


def test_mail_of_that_person_does_not_reach_the_call(cast: Cast, known: Known) -> None:
    secret = known(cast.wim)
    assert side_of(secret.call, "wim@example.org", cast.wim) is Side.CUSTOMER
    named(secret, cast.wim)
    assert side_of(secret.call, "wim@example.org", cast.wim) is Side.NO_ACCESS


def test_the_history_says_that_somebody_was_named_and_by_whom_not_who(cast: Cast) -> None:
    call = a_complaint(cast)
    call.name_about(cast.wim, by=cast.anna.actor)
    event = Event.objects.filter(type="desk.complaint_about_named").get()
    assert (event.actor_name, event.public) == (cast.anna.name, False)
    assert event.data == {"named": True, "owner_left": False}
    for language in ("nl", "en"):
        with translation.override(language):
            words = sentence(event)
            assert words and "Wim" not in words and "Wagenaar" not in words


def test_their_export_says_nothing_of_it(cast: Cast, known: Known) -> None:
    secret = named(known(cast.anna), cast.anna)
    assert not [number for number in secret.numbers if number in str(export(cast.anna))]


def test_what_its_words_taught_is_forgotten(cast: Cast) -> None:
    call = a_complaint(cast)
    call.translate(service=cast.printing, kind="complaint", by=cast.anna.actor)
    jobs.run_waiting()
    assert MatchExample.objects.filter(source_key=call.number).exists()
    call.name_about(cast.wim, by=cast.anna.actor)
    jobs.run_waiting()
    assert not MatchExample.objects.filter(source_key=call.number).exists()
    call.translate(service=cast.hr_talk, kind="complaint", by=cast.anna.actor)
    jobs.run_waiting()
    assert not MatchExample.objects.filter(source_key=call.number).exists()


def test_it_stays_hidden_when_it_turns_out_to_be_no_complaint_and_comes_back_when_that_is_taken_away(
    cast: Cast, client: Client
) -> None:
    call = a_complaint(cast)
    call.name_about(cast.anna, by=cast.bo.actor)
    call.translate(service=None, kind="fault", by=cast.bo.actor)
    client.force_login(cast.anna.user)
    assert client.get(f"/desk/tickets/{call.number}/").status_code == 404
    call.name_about(None, by=cast.bo.actor)
    assert client.get(f"/desk/tickets/{call.number}/").status_code == 200
