"""The life of a call through the desk's own verbs."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.cast import Cast

from kwis.core import jobs
from kwis.core.clock import at, now
from kwis.core.models import Event, EventTransaction
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Closure, Hold, Message, Promise, Ticket
from kwis.desk.workflow import NotNow


def a_call(cast: Cast, **given: object) -> Ticket:
    contact: dict[str, object] = {
        "channel": "email",
        "text": "De printer op de tweede print niets meer.",
        "customer": cast.carla,
        "by": cast.carla.actor,
    }
    return take_in(Contact(**{**contact, **given}))  # type: ignore[arg-type]


def test_a_contact_becomes_a_call_with_number_desk_message_and_promise(cast: Cast) -> None:
    call = a_call(cast, service=cast.printing)
    assert call.number.startswith(f"{now().year % 100}-")
    assert (call.desk, call.status, call.kind, call.owner) == (cast.desk, "new", "fault", None)
    assert call.messages.get().text == "De printer op de tweede print niets meer."
    assert call.open_promise is not None
    assert call.next_promise_at == call.open_promise.due_at > now()


def test_the_customer_is_copied_as_they_were(cast: Cast) -> None:
    call = a_call(cast)
    cast.carla.family_name = "Getrouwd"
    cast.carla.organisation = None
    cast.carla.save()
    call.refresh_from_db()
    assert (call.customer_name, call.customer_department, call.customer_cost_centre) == (
        "Carla Çelik",
        "Burgerzaken",
        "4100",
    )
    assert call.customer_place == "Stadhuis, 2.08"


def test_the_same_contact_twice_is_one_call(cast: Cast) -> None:
    first = a_call(cast, dedupe_key="click-1")
    assert a_call(cast, dedupe_key="click-1") == first
    assert Ticket.objects.count() == 1


def test_taking_in_defers_one_job_however_many_events_there_are(cast: Cast) -> None:
    jobs.run_waiting()
    call = a_call(cast)
    assert Event.objects.filter(ticket_key=call.pk).count() >= 3
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'core.react' AND status = 'todo'"
        )
        assert cursor.fetchone() == (1,)
    assert EventTransaction.objects.count() == 1


def test_answering_keeps_a_promise_that_is_kept_by_writing(cast: Cast) -> None:
    call = a_call(cast)
    call.take(cast.anna)
    call.answer("Wij kijken vandaag.", author=cast.anna)
    assert call.promises.get().state == Promise.State.KEPT
    assert call.next_promise_at is None


def test_answering_does_not_keep_a_promise_to_call(cast: Cast) -> None:
    call = a_call(cast)
    call.promise("call", now() + timedelta(hours=2), by=cast.anna.actor)
    call.answer("Ik bel u straks.", author=cast.anna)
    assert call.open_promise is not None
    assert call.open_promise.how == "call"


def test_a_note_is_internal(cast: Cast) -> None:
    call = a_call(cast)
    note = call.note("Klant is boos, wees aardig.", author=cast.anna)
    assert (note.public, note.direction) == (False, Message.Direction.NOTE)


def test_moving_a_promise_keeps_the_old_one_with_its_reason(cast: Cast) -> None:
    call = a_call(cast)
    moved = call.move_promise(now() + timedelta(days=2), "Onderdeel is later", by=cast.anna.actor)
    earlier = call.promises.exclude(pk=moved.pk).get()
    assert (earlier.state, earlier.moved_to, earlier.reason) == ("moved", moved, "Onderdeel is later")


def test_a_promise_that_passed_is_broken_once_and_can_be_kept_late(cast: Cast) -> None:
    call = a_call(cast)
    with at(call.next_promise_at + timedelta(minutes=1)):
        assert call.break_promise()
        assert not call.break_promise()
        kept = call.keep_promise(by=cast.anna.actor)
    assert kept is not None
    assert kept.was_broken
    assert Event.objects.filter(ticket_key=call.pk, type="desk.promise_broken").count() == 1


def test_holding_stops_and_resuming_goes_on(cast: Cast) -> None:
    call = a_call(cast)
    call.take(cast.anna)
    call.hold(Hold.Reason.CUSTOMER, by=cast.anna.actor)
    assert call.status == "on_hold"
    call.resume(by=cast.anna.actor)
    assert (call.status, call.holds.get().ended_at is None) == ("open", False)


def test_only_somebody_of_a_desk_can_own_a_call(cast: Cast) -> None:
    call = a_call(cast)
    with pytest.raises(NotNow):
        call.take(cast.wim)
    call.refresh_from_db()
    assert call.owner is None


def test_the_customers_yes_closes_and_their_no_opens_again(cast: Cast) -> None:
    call = a_call(cast)
    call.take(cast.anna)
    call.solve("De printer doet het weer.", author=cast.anna)
    assert call.status == "solved"
    call.reopen("not_solved", by=cast.carla.actor, words="Nog steeds niets.")
    assert (call.status, call.reopenings.get().recovery.owner) == ("open", cast.anna)
    call.recover("Nieuwe toner gezet.", by=cast.anna.actor)
    call.solve("Nu echt.", author=cast.anna)
    call.close(Closure.By.CUSTOMER, by=cast.carla.actor)
    call.close(Closure.By.CUSTOMER, by=cast.carla.actor)
    assert (call.status, call.closures.count(), call.closures.get().by) == ("closed", 1, "customer")
    assert call.open_promise is None


def test_a_call_cannot_be_closed_without_being_solved(cast: Cast) -> None:
    call = a_call(cast)
    with pytest.raises(NotNow):
        call.close(Closure.By.CUSTOMER, by=cast.carla.actor)
    call.refresh_from_db()
    assert (call.status, call.closures.count()) == ("new", 0)


def test_answered_at_once_is_a_full_call(cast: Cast) -> None:
    call = a_call(cast, channel="phone")
    call.answer_at_once("Wachtwoord opnieuw ingesteld.", author=cast.anna)
    assert (call.status, call.owner, call.answered_at_once) == ("closed", cast.anna, True)
    assert call.closures.get().by == Closure.By.DESK_FOR_CUSTOMER


def test_a_closed_call_opens_again_within_the_term_only(cast: Cast) -> None:
    call = a_call(cast)
    call.answer_at_once("Klaar.", author=cast.anna)
    with at(now() + timedelta(days=31)), pytest.raises(NotNow):
        call.reopen("came_back", by=cast.carla.actor)
    call.reopen("came_back", by=cast.carla.actor)
    assert call.status == "open"


def test_every_fact_keeps_its_history(cast: Cast) -> None:
    call = a_call(cast)
    call.set_fact("impact", 1, by=cast.anna.actor)
    changed = Event.objects.get(ticket_key=call.pk, type="desk.fact_changed")
    assert (changed.data["field"], changed.data["old"] != changed.data["new"]) == ("impact", True)
    assert call.priority == 2


def test_translating_teaches_the_same_words(cast: Cast) -> None:
    call = a_call(cast, text="Het grote apparaat doet raar", service=None)
    call.translate(service=cast.printing, kind="fault", by=cast.anna.actor)
    jobs.run_waiting()
    again = a_call(cast, text="Het grote apparaat doet raar")
    assert again.service == cast.printing


def test_a_call_that_waits_for_the_customer_goes_on_when_they_answer(cast: Cast) -> None:
    call = a_call(cast)
    call.take(cast.anna)
    call.hold(Hold.Reason.CUSTOMER, by=cast.anna.actor)
    call.note("Nog niets gehoord.", author=cast.anna)
    jobs.run_waiting()
    call.refresh_from_db()
    assert call.status == "on_hold"
    call.receive("Het is kamer 2.08.", author=cast.carla, channel="email")
    jobs.run_waiting()
    call.refresh_from_db()
    assert call.status == "open"
