"""A small book of calls for these tests: every figure has something to count, in this week and in one before."""

from datetime import timedelta

from tests.cast import Cast

from kwis.core import clock
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from kwis.dispatch.accepting import accept_all
from kwis.dispatch.completing import report_ready
from kwis.dispatch.handing_back import hand_back
from kwis.dispatch.setting_out import set_out, set_out_again
from kwis.surveys.asking import ask, record_answer


def a_call(cast: Cast, **given: object) -> Ticket:
    contact: dict[str, object] = {
        "channel": "phone",
        "text": "De printer doet niets",
        "customer": cast.carla,
        "by": cast.anna.actor,
        "service": cast.printing,
        "kind": "fault",
    }
    return take_in(Contact(**{**contact, **given}))  # type: ignore[arg-type]


def asked_and_closed(cast: Cast, call: Ticket, face: str) -> None:
    call.refresh_from_db()
    call.solve("Het is klaar. Klopt dat?", author=cast.anna)
    accept_all(call, by=cast.carla.actor)
    record_answer(ask(call), face, by=cast.carla.actor)


def with_workplace(cast: Cast, face: str = "good", trips: int = 0, **given: object) -> Ticket:
    """A call with work for the workplace team that came back so many times before it was done."""
    call = a_call(cast, **given)
    call.take(cast.anna)
    order = set_out(call, title="Printer nakijken", team=cast.workplace, by=cast.anna.actor)
    for _trip in range(trips):
        hand_back(order, reason="missing_information", text="Welke printer?", by=cast.wim.actor)
        order = set_out_again(order, by=cast.anna.actor)
    report_ready(order, text="Nieuwe toner.", by=cast.wim.actor)
    asked_and_closed(cast, call, face)
    return call


def with_supplier(cast: Cast, *, late: bool = False) -> Ticket:
    call = a_call(cast, channel="email")
    call.take(cast.anna)
    order = set_out(
        call, title="Printer vervangen", supplier=cast.supplier, by=cast.anna.actor, due_minutes=60
    )
    with clock.at(clock.now() + timedelta(days=4 if late else 0, minutes=1)):
        report_ready(order, text="Vervangen.", by=cast.anna.actor)
        asked_and_closed(cast, call, "could_be_better" if late else "very_happy")
    return call


def confidential(cast: Cast) -> Ticket:
    """Taken in by the desk, done by HR: seen by the lead, by HR and by nobody else."""
    call = a_call(
        cast, channel="counter", service=cast.hr_talk, kind="wish", confidential=True, text="Ik wil praten"
    )
    order = set_out(call, title="Gesprek", team=cast.hr, by=cast.ineke.actor)
    report_ready(order, text="Gesproken.", by=cast.hanna.actor)
    call.refresh_from_db()
    call.solve("", author=cast.ineke)
    accept_all(call, by=cast.carla.actor)
    record_answer(ask(call), "not_good", by=cast.carla.actor)
    return call


def a_book(cast: Cast) -> None:
    """Some weeks of work, told in order."""
    present = clock.now()
    with clock.at(present - timedelta(days=15)):
        with_workplace(cast, trips=1)
        with_supplier(cast, late=True)
        broken = a_call(cast, channel="portal", kind="complaint", service=None)
        at_once = a_call(cast)
        at_once.answer_at_once("De stekker zat los.", author=cast.anna)
    with clock.at(present - timedelta(days=9)):
        broken.break_promise()
        kept = a_call(cast, channel="portal", kind="information")
        kept.keep_promise(by=cast.anna.actor)
        with_workplace(cast, "could_be_better", trips=2)
        with_workplace(cast, "not_good", trips=3)
        with_workplace(cast)
    with clock.at(present - timedelta(minutes=5)):
        kept.refresh_from_db()
        kept.take(cast.anna)
        kept.solve("Zo is het.", author=cast.anna)
        kept.close("term", by=cast.anna.actor)
        again = with_workplace(cast, "very_happy")
        again.refresh_from_db()
        again.reopen("came_back", by=cast.carla.actor, words="Weer stuk")
        with_supplier(cast)
        confidential(cast)
