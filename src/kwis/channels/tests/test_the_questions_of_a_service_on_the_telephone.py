"""On the telephone the questions of the service are asked too; what the caller does not know stays open."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.cast import Cast

from kwis.catalogue.models import FormField, IntakeForm
from kwis.channels.tests.test_a_telephone_call_is_taken_down import HEARD, INTAKE, WORDS, a_call, text_of
from kwis.core import jobs
from kwis.desk.models import Ticket
from kwis.dispatch.models import Plan, PlanStep, WorkOrder

NEW, MORE = {"key": "nieuw", "label": {"nl": "Nieuw", "en": "New"}}, {"key": "meer", "label": {"nl": "Meer"}}


@pytest.fixture
def anna(cast: Cast, client: Client) -> Client:
    client.force_login(cast.anna.user)
    return client


@pytest.fixture
def form(cast: Cast) -> IntakeForm:
    """Printing asks which printer, whether there is more, and a photo that nobody can give by telephone."""
    form = IntakeForm.objects.create(service=cast.printing)
    rows: list[dict[str, Any]] = [
        {"key": "printer", "type": "text", "label": {"nl": "Welke printer?", "en": "Which printer?"}, "required": True},
        {"key": "dag", "type": "date", "label": {"nl": "Sinds wanneer?"}},
        {"key": "soort", "type": "choice", "label": {"nl": "Wat voor?"}, "options": [NEW, MORE]},
        {"key": "foto", "type": "file", "label": {"nl": "Foto van het scherm"}, "required": True},
    ]  # fmt: skip
    for order, row in enumerate(rows):
        FormField.objects.create(form=form, order=order, **row)
    return form


def answers(call: Ticket) -> dict[str, str]:
    return {answer.field.key: answer.text for answer in call.answers.all()}


def test_the_questions_appear_when_the_service_is_known_and_not_before(
    cast: Cast, anna: Client, form: IntakeForm
) -> None:
    assert "Welke printer?" not in text_of(anna.get(INTAKE))
    said = text_of(anna.post(HEARD, {"text": WORDS}))
    assert "Welke printer?" in said
    assert f'name="asked" value="{form.pk}"' in said
    assert "Foto van het scherm" not in said


def test_questions_that_stand_there_are_left_alone_while_somebody_answers(
    cast: Cast, anna: Client, form: IntakeForm
) -> None:
    said = text_of(anna.post(HEARD, {"text": WORDS, "asked": form.pk, "q-printer": "P-1"}))
    assert "#intake-asked" not in said
    without = text_of(anna.post(HEARD, {"text": "", "asked": form.pk}))
    assert "#intake-asked" in without
    assert "Welke printer?" not in without


def test_without_a_form_nothing_is_asked(cast: Cast, anna: Client) -> None:
    said = text_of(anna.post(HEARD, {"text": WORDS}))
    assert f'id="service-{cast.printing.pk}"' in said
    assert 'name="asked"' not in said


def test_the_service_of_which_questions_are_answered_stays_whatever_the_next_words_propose(
    cast: Cast, anna: Client, form: IntakeForm
) -> None:
    chosen = f'id="service-{cast.printing.pk}" name="service" value="{cast.printing.pk}" data-key="5" checked'
    sent = {"text": "Ik wil praten", "asked": form.pk, "q-printer": "P-1"}
    assert chosen in text_of(anna.post(HEARD, sent))
    assert chosen not in text_of(anna.post(HEARD, {**sent, "q-printer": ""}))
    by_hand = {**sent, "service": cast.hr_talk.pk, "service_proposed": cast.printing.pk}
    assert chosen not in text_of(anna.post(HEARD, by_hand))


@pytest.mark.parametrize("decision", ["answered", "taken"])
def test_what_was_answered_is_kept_and_what_was_not_stands_in_a_note(
    cast: Cast, anna: Client, form: IntakeForm, decision: str
) -> None:
    sent = a_call(
        cast, decision=decision, service=cast.printing.pk, **{"q-soort": "nieuw", "q-dag": "2026-03-02"}
    )
    assert anna.post(INTAKE, sent).status_code == 302
    call = Ticket.objects.get()
    assert answers(call) == {"soort": "Nieuw", "dag": "2 maart 2026"}
    note = call.messages.get(direction="note")
    assert note.text == "Nog niet gevraagd: Welke printer?; Foto van het scherm"
    assert not note.public


def test_when_all_is_answered_nothing_is_left_to_ask(cast: Cast, anna: Client, form: IntakeForm) -> None:
    form.fields.filter(key="foto").delete()
    anna.post(INTAKE, a_call(cast, service=cast.printing.pk, **{"q-printer": "P-12"}))
    call = Ticket.objects.get()
    assert answers(call) == {"printer": "P-12"}
    assert not call.messages.filter(direction="note").exists()


def test_an_answer_that_cannot_be_right_is_said_and_nothing_is_kept(
    cast: Cast, anna: Client, form: IntakeForm
) -> None:
    sent = a_call(
        cast, service=cast.printing.pk, asked=form.pk, **{"q-dag": "31-02-2026", "q-printer": "P-12"}
    )
    answer = anna.post(INTAKE, sent)
    assert answer.status_code == 422
    assert 'href="#id-dag-field"' in text_of(answer)
    assert 'value="P-12"' in text_of(answer)
    assert not Ticket.objects.exists()


@pytest.fixture
def plan(cast: Cast, form: IntakeForm) -> Plan:
    """Somebody looks; only for more there is a second part."""
    plan = Plan.objects.create(service=cast.printing)
    PlanStep.objects.create(plan=plan, key="kijken", title={"nl": "Kijken"}, team=cast.workplace)
    PlanStep.objects.create(
        plan=plan,
        key="extra",
        title={"nl": "Extra"},
        team=cast.hr,
        condition={"field": "soort", "equals": "meer"},
    )
    return plan


def test_a_plan_that_starts_at_once_goes_by_the_answers(cast: Cast, anna: Client, plan: Plan) -> None:
    cast.printing.start = "at_once"
    cast.printing.save()
    anna.post(INTAKE, a_call(cast, decision="taken", service=cast.printing.pk, **{"q-soort": "meer"}))
    jobs.run_waiting()
    assert {order.step.key for order in WorkOrder.objects.all()} == {"kijken", "extra"}


def test_setting_out_by_plan_needs_the_answers_that_can_be_given_by_telephone(
    cast: Cast, anna: Client, plan: Plan
) -> None:
    sent = a_call(cast, decision="passed", to="plan", service=cast.printing.pk, **{"q-soort": "nieuw"})
    refused = anna.post(INTAKE, sent)
    assert refused.status_code == 422
    assert 'href="#id-printer-field"' in text_of(refused)
    [(anchor, words)] = refused.context["heard"].asking.wrong
    assert (anchor, words.startswith("Welke printer? ")) == ("#id-printer-field", True)
    assert not Ticket.objects.exists()
    assert anna.post(INTAKE, {**sent, "q-printer": "P-12"}).status_code == 302
    assert {order.step.key for order in WorkOrder.objects.all()} == {"kijken"}


def test_to_a_team_the_questions_may_stay_open(cast: Cast, anna: Client, form: IntakeForm) -> None:
    sent = a_call(cast, decision="passed", to=str(cast.workplace.pk), service=cast.printing.pk)
    assert anna.post(INTAKE, sent).status_code == 302
    assert "Nog niet gevraagd: Welke printer?" in WorkOrder.objects.get().instruction


def test_a_double_click_keeps_every_answer_once(cast: Cast, anna: Client, form: IntakeForm) -> None:
    sent = a_call(cast, service=cast.printing.pk, **{"q-printer": "P-12"})
    assert anna.post(INTAKE, sent).status_code == anna.post(INTAKE, sent).status_code == 302
    assert answers(Ticket.objects.get()) == {"printer": "P-12"}


def test_the_questions_are_in_the_language_of_the_agent(cast: Cast, anna: Client, form: IntakeForm) -> None:
    anna.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    said = text_of(anna.post(HEARD, {"text": WORDS}))
    assert "Which printer?" in said
    assert "Questions of Printing" in said


def test_what_was_answered_is_shown_as_words(cast: Cast, anna: Client, form: IntakeForm) -> None:
    bad = "<script>alert(1)</script>"
    sent = {"text": WORDS, "asked": bad, "q-printer": bad, "q-soort": bad, "service": cast.printing.pk}
    assert "<script>alert" not in text_of(anna.post(HEARD, sent))
    assert "<script>alert" not in text_of(anna.post(INTAKE, a_call(cast, decision="", **sent)))
