"""The page of a work order and the board of a team, as a specialist reads them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation
from tests.cast import Cast

from kwis.catalogue.models import FormField, IntakeForm
from kwis.core.clock import now
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import FormAnswer, Ticket
from kwis.desk.timeline import timeline
from kwis.desk.worklist import end_of_today
from kwis.dispatch.accepting import refuse_part
from kwis.dispatch.completing import report_ready
from kwis.dispatch.managed import plan_of_service
from kwis.dispatch.models import Plan, PlanStep, WorkOrder
from kwis.dispatch.setting_out import set_out


@pytest.fixture
def call(cast: Cast) -> Ticket:
    contact = Contact(
        channel="counter",
        text="Nieuwe printer graag",
        customer=cast.carla,
        by=cast.carla.actor,
        service=cast.printing,
    )
    ticket = take_in(contact)
    ticket.take(cast.anna)
    return ticket


@pytest.fixture
def order(cast: Cast, call: Ticket) -> WorkOrder:
    return set_out(call, title="Plaatsen", team=cast.workplace, by=cast.anna.actor, customer_label="Printer")


def read(cast: Cast, address: str) -> str:
    """The page as this specialist sees it, its words on one line."""
    client = Client()
    client.force_login(cast.wim.user)
    answer = client.get(address, headers={"accept-language": "nl"})
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def without_tags(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_the_answers_of_the_form_stand_on_the_order(cast: Cast, call: Ticket, order: WorkOrder) -> None:
    form = IntakeForm.objects.create(service=cast.printing)
    question = FormField.objects.create(
        form=form, key="colour", type="text", label={"nl": "Welke kleur?", "en": "Which colour?"}
    )
    FormAnswer.objects.create(ticket=call, field=question, value="rood", text="Rood & glanzend")
    page = read(cast, f"/desk/orders/{order.number}/")
    assert "<dt>Welke kleur?</dt><dd>Rood &amp; glanzend</dd>" in page


def test_without_an_instruction_there_is_no_heading_for_it(cast: Cast, order: WorkOrder) -> None:
    address = f"/desk/orders/{order.number}/"
    assert "Wat er moet gebeuren" not in read(cast, address)
    WorkOrder.objects.filter(pk=order.pk).update(instruction="Zet hem bij het raam.")
    assert "Wat er moet gebeuren" in read(cast, address)


def test_what_the_customer_wrote_with_a_no_is_read_by_who_does_the_work(
    cast: Cast, call: Ticket, order: WorkOrder
) -> None:
    report_ready(order, text="Staat.", by=cast.wim.actor)
    refuse_part(order, cause="incomplete", words="Geen kabel", by=cast.carla.actor)
    page = read(cast, f"/desk/orders/{order.number}/")
    assert "De klant zegt nee, " in page
    assert page.count("Geen kabel") == 1
    with translation.override("nl"):
        told = [entry.words for entry in timeline(call).entries if "Geen kabel" in entry.words]
    assert len(told) == 1
    assert told[0].endswith(". “Geen kabel”")


def test_who_took_the_order_is_named_once(cast: Cast, order: WorkOrder) -> None:
    order.accept(by=cast.wim.actor, person=cast.wim)
    assert "aangenomen, Wim Wagenaar, vandaag" in without_tags(read(cast, f"/desk/orders/{order.number}/"))
    order.accept(by=cast.anna.actor, person=cast.wim)
    page = without_tags(read(cast, f"/desk/orders/{order.number}/"))
    assert f"aangenomen, Wim Wagenaar {cast.anna.name}, vandaag" in page


def test_an_order_that_is_late_is_not_counted_as_due_today_too(
    cast: Cast, call: Ticket, order: WorkOrder
) -> None:
    other = set_out(call, title="Koppelen", team=cast.workplace, by=cast.anna.actor)
    WorkOrder.objects.filter(pk=order.pk).update(due_at=now() - timedelta(seconds=1))
    WorkOrder.objects.filter(pk=other.pk).update(due_at=end_of_today() - timedelta(microseconds=1))
    board = f"/desk/boards/{cast.workplace.code}/"
    assert "1 moet vandaag af, 1 te laat" in without_tags(read(cast, board))
    WorkOrder.objects.filter(pk=order.pk).update(due_at=end_of_today() - timedelta(microseconds=1))
    assert "2 moeten vandaag af" in without_tags(read(cast, board))


def test_a_plan_counts_its_steps_in_words_that_fit(cast: Cast) -> None:
    plan = Plan.objects.create(service=cast.printing)
    for key, told in (("een", "1 stap"), ("twee", "2 stappen")):
        PlanStep.objects.create(plan=plan, key=key, title={"nl": key}, team=cast.workplace, order=1)
        with translation.override("nl"):
            assert [link.soft for link in plan_of_service(cast.admin.user, cast.printing)] == [told]
