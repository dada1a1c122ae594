"""Work orders from setting out to the customer's yes, through the verbs of this room."""

import pytest
from tests.cast import Cast

from kwis.core.clock import now
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from kwis.desk.workflow import NotNow
from kwis.dispatch.accepting import accept_all, accept_part, parts_of, refuse_part
from kwis.dispatch.completing import report_ready
from kwis.dispatch.handing_back import cancel, hand_back
from kwis.dispatch.models import Plan, PlanStep, WorkOrder
from kwis.dispatch.models.plan import LoopRefused, refuse_loops
from kwis.dispatch.setting_out import set_out, set_out_again, start_plan


@pytest.fixture
def call(cast: Cast) -> Ticket:
    ticket = take_in(
        Contact(
            channel="counter",
            text="Nieuwe printer graag",
            customer=cast.carla,
            by=cast.carla.actor,
            service=cast.printing,
        )
    )
    ticket.take(cast.anna)
    return ticket


def to_workplace(cast: Cast, call: Ticket, **given: object) -> WorkOrder:
    wanted: dict[str, object] = {"title": "Printer plaatsen", "team": cast.workplace, "by": cast.anna.actor}
    return set_out(call, **{**wanted, **given})  # type: ignore[arg-type]


def test_setting_out_moves_the_work_and_not_the_owner(cast: Cast, call: Ticket) -> None:
    order = to_workplace(cast, call)
    call.refresh_from_db()
    assert order.number.startswith("W-")
    assert (call.owner, call.with_team, call.with_supplier) == (cast.anna, cast.workplace, None)
    assert order.due_at is not None
    assert order.due_at > now()


def test_an_order_waits_for_another_and_starts_when_that_is_ready(cast: Cast, call: Ticket) -> None:
    first = to_workplace(cast, call)
    second = set_out(call, title="Koppelen", supplier=cast.supplier, by=cast.anna.actor, needs=[first])
    assert second.released_at is None
    with pytest.raises(NotNow):
        second.start(by=cast.anna.actor)
    report_ready(first, text="Staat.", by=cast.wim.actor)
    second.refresh_from_db()
    call.refresh_from_db()
    assert second.released_at is not None
    assert call.with_supplier == cast.supplier


def test_an_order_is_for_one_team_or_one_supplier(cast: Cast, call: Ticket) -> None:
    for both in ({"team": cast.workplace, "supplier": cast.supplier}, {"team": None}):
        with pytest.raises(NotNow):
            to_workplace(cast, call, **both)
    assert WorkOrder.objects.count() == 0


def test_handing_back_needs_words_and_brings_the_work_to_the_desk(cast: Cast, call: Ticket) -> None:
    order = to_workplace(cast, call)
    with pytest.raises(NotNow):
        hand_back(order, reason="wrong_team", text=" ", by=cast.wim.actor)
    hand_back(order, reason="missing_information", text="Welke kamer?", by=cast.wim.actor)
    call.refresh_from_db()
    assert (order.state, call.with_team, call.owner) == ("refused", None, cast.anna)
    assert order.handbacks.get().answered_at is None


def test_setting_out_again_is_a_round_trip_and_answers_the_hand_back(cast: Cast, call: Ticket) -> None:
    order = to_workplace(cast, call)
    waiting = to_workplace(cast, call, title="Testen", needs=[order])
    hand_back(order, reason="missing_information", text="Welke kamer?", by=cast.wim.actor)
    again = set_out_again(order, by=cast.anna.actor, instruction="Kamer 2.08")
    assert again.again_for == order
    assert order.handbacks.get().answered_at is not None
    assert list(waiting.needs.all()) == [again]


def test_a_call_cannot_be_solved_while_work_runs(cast: Cast, call: Ticket) -> None:
    order = to_workplace(cast, call)
    with pytest.raises(NotNow, match=order.number):
        call.solve("Klaar.", author=cast.anna)
    call.refresh_from_db()
    assert call.status == "open"


def test_the_customers_yes_to_every_part_closes(cast: Cast, call: Ticket) -> None:
    order = to_workplace(cast, call, customer_label="Printer")
    report_ready(order, text="Staat.", by=cast.wim.actor, customer_words="De printer staat er.")
    call.refresh_from_db()
    call.solve("De printer staat er. Is het zo goed?", author=cast.anna)
    accept_part(order, by=cast.carla.actor)
    call.refresh_from_db()
    assert (order.state, call.status, call.closures.get().by) == ("accepted_ready", "closed", "customer")


def test_the_customers_no_to_a_part_opens_again_with_a_cause(cast: Cast, call: Ticket) -> None:
    order = to_workplace(cast, call, customer_label="Printer")
    report_ready(order, text="Staat.", by=cast.wim.actor)
    call.refresh_from_db()
    call.solve("Is het zo goed?", author=cast.anna)
    refuse_part(order, cause="incomplete", words="Geen kabel", by=cast.carla.actor)
    call.refresh_from_db()
    assert (order.state, call.status, call.with_team) == ("in_progress", "open", cast.workplace)
    assert (call.reopenings.get().cause, call.reopenings.get().part) == ("incomplete", "Printer")


def test_the_desk_says_yes_for_the_customer(cast: Cast, call: Ticket) -> None:
    order = to_workplace(cast, call, customer_label="Printer")
    report_ready(order, text="Staat.", by=cast.wim.actor)
    call.refresh_from_db()
    call.solve("", author=cast.anna)
    accept_all(call, by=cast.anna.actor, closed_by="desk_for_customer")
    assert (call.status, call.closures.get().by) == ("closed", "desk_for_customer")


def test_a_cancelled_order_holds_nobody_up(cast: Cast, call: Ticket) -> None:
    first = to_workplace(cast, call)
    second = to_workplace(cast, call, title="Testen", needs=[first])
    cancel(first, by=cast.anna.actor)
    second.refresh_from_db()
    assert second.released_at is not None


def a_plan(cast: Cast) -> Plan:
    plan = Plan.objects.create(service=cast.printing)
    place = PlanStep.objects.create(
        plan=plan, key="plaatsen", title={"nl": "Plaatsen"}, team=cast.workplace, order=1
    )
    colour = PlanStep.objects.create(
        plan=plan,
        key="kleur",
        title={"nl": "Kleur"},
        team=cast.hr,
        order=2,
        condition={"field": "kleur", "equals": "ja"},
    )
    last = PlanStep.objects.create(
        plan=plan, key="koppelen", title={"nl": "Koppelen"}, supplier=cast.supplier, order=3
    )
    colour.needs.add(place)
    last.needs.add(colour)
    return plan


def test_a_plan_sets_out_its_steps_and_leaves_out_what_does_not_apply(cast: Cast, call: Ticket) -> None:
    a_plan(cast)
    orders = start_plan(call, by=cast.anna.actor)
    assert [order.title for order in orders] == ["Plaatsen", "Koppelen"]
    assert list(orders[1].needs.all()) == [orders[0]]


def test_a_plan_starts_once(cast: Cast, call: Ticket) -> None:
    a_plan(cast)
    start_plan(call, by=cast.anna.actor)
    with pytest.raises(NotNow):
        start_plan(call, by=cast.anna.actor)
    assert WorkOrder.objects.count() == 2


def test_steps_that_wait_in_a_circle_are_refused_in_words() -> None:
    with pytest.raises(LoopRefused, match="a → b → a"):
        refuse_loops({"a": ["b"], "b": ["a"]})
    refuse_loops({"a": [], "b": ["a"], "c": ["a", "b"]})


def test_the_customer_sees_parts_and_a_part_set_out_again_once(cast: Cast, call: Ticket) -> None:
    to_workplace(cast, call, title="Intern werk")
    order = to_workplace(cast, call, customer_label="Printer")
    hand_back(order, reason="wrong_team", text="Is voor de leverancier", by=cast.wim.actor)
    again = set_out_again(order, by=cast.anna.actor)
    assert parts_of(call) == [again]
