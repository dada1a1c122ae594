"""A plan that starts after the questions were answered on the page of the call goes by those answers."""

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.catalogue.models import FormField, IntakeForm, Service
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import FormAnswer, Ticket
from kwis.dispatch.models import Plan, PlanStep
from kwis.dispatch.setting_out import start_plan

BROKEN = {"key": "stuk", "label": {"nl": "Stuk", "en": "Broken"}}
EMPTY = {"key": "toner", "label": {"nl": "Toner op", "en": "Out of toner"}}


def asks(service: Service) -> FormField:
    form = IntakeForm.objects.create(service=service)
    return FormField.objects.create(
        form=form, key="wat", type="choice", label={"nl": "Wat?"}, options=[BROKEN, EMPTY], required=True
    )


@pytest.fixture
def call(cast: Cast) -> Ticket:
    """Came by mail, so nobody asked anything."""
    asks(cast.printing)
    plan = Plan.objects.create(service=cast.printing)
    for order, (key, condition) in enumerate(
        [("kijken", {}), ("ruilen", {"field": "wat", "equals": "stuk"})], start=1
    ):
        PlanStep.objects.create(
            plan=plan, key=key, title={"nl": key}, team=cast.workplace, order=order, condition=condition
        )
    contact = Contact(channel="email", text="Printer kapot", customer=cast.carla, by=cast.carla.actor)
    ticket = take_in(contact)
    ticket.translate(service=cast.printing, kind="fault", by=cast.anna.actor)
    return ticket


def titles(call: Ticket, cast: Cast) -> list[str]:
    return [order.title for order in start_plan(call, by=cast.anna.actor)]


def test_without_an_answer_a_step_with_a_condition_is_left_out(call: Ticket, cast: Cast) -> None:
    assert titles(call, cast) == ["kijken"]


@pytest.mark.parametrize(("answer", "steps"), [("stuk", ["kijken", "ruilen"]), ("toner", ["kijken"])])
def test_what_the_desk_filled_in_decides(
    answer: str, steps: list[str], call: Ticket, cast: Cast, client: Client
) -> None:
    client.force_login(cast.anna.user)
    asked = cast.printing.forms.get().pk
    sent = {"asked": asked, "stood": "{}", "q-wat": answer}
    assert client.post(f"/desk/tickets/{call.number}/questions/", sent).status_code == 302
    assert titles(call, cast) == steps


def test_an_answer_to_a_question_of_another_service_decides_nothing(call: Ticket, cast: Cast) -> None:
    FormAnswer.objects.create(ticket=call, field=asks(cast.hr_talk), value="stuk", text="Stuk")
    assert titles(call, cast) == ["kijken"]
