"""The plans of services in Beheer: steps, who does them, and what waits for what."""

from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.accounts.roles import give
from kwis.catalogue.models import FormField, IntakeForm
from kwis.core.events import history_of
from kwis.dispatch.models import Plan, PlanStep

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client, cast: Cast) -> Client:
    give(cast.dirk.user, "catalogue_owner")
    client.force_login(cast.dirk.user)
    client.cookies["django_language"] = "nl"
    return client


def steps(*given: dict[str, Any], there: int = 0, **changes: Any) -> dict[str, Any]:
    rows: dict[str, Any] = {"steps-TOTAL_FORMS": len(given), "steps-INITIAL_FORMS": there, "seen": 10**9}
    for at, row in enumerate(given):
        rows |= {f"steps-{at}-{name}": value for name, value in ({"due_minutes": 480} | row).items()}
    return rows | changes


def kept(step: PlanStep, **changes: Any) -> dict[str, Any]:
    given = {
        "id": step.pk,
        "key": step.key,
        "title_nl": step.title["nl"],
        "team": step.team_id,
        "order": step.order,
    }
    return given | {"needs": [one.pk for one in step.needs.all()]} | changes


@pytest.fixture
def plan(cast: Cast) -> Plan:
    made = Plan.objects.create(service=cast.printing)
    first = PlanStep.objects.create(
        plan=made, key="halen", title={"nl": "Toner halen"}, team=cast.workplace, order=1
    )
    second = PlanStep.objects.create(
        plan=made, key="plaatsen", title={"nl": "Toner plaatsen"}, team=cast.workplace, order=2
    )
    second.needs.add(first)
    return made


def test_a_plan_is_made_with_steps_for_a_team_and_a_supplier(owner: Client, cast: Cast):
    given = steps(
        {"title_nl": "Toner halen", "team": cast.workplace.pk},
        {"title_nl": "Printer nakijken", "supplier": cast.supplier.pk, "customer_label_nl": "De printer"},
        service=cast.printing.pk,
    )
    answer = owner.post("/manage/plans/new/", given)
    assert answer.status_code == 302, answer.content.decode()
    made = Plan.objects.get()
    assert [(one.key, one.order) for one in made.steps.all()] == [("toner-halen", 1), ("printer-nakijken", 2)]
    assert "Toner halen" in str(history_of(made).get().data["changes"])


def test_steps_that_wait_for_each_other_are_refused_by_name(owner: Client, plan: Plan):
    first, second = plan.steps.all()
    answer = owner.post(
        f"/manage/plans/{plan.pk}/", steps(kept(first, needs=[second.pk]), kept(second), there=2)
    )
    assert answer.status_code == 422
    assert "Toner halen → Toner plaatsen → Toner halen" in answer.content.decode()
    assert not first.needs.exists()


def test_a_step_never_waits_for_itself_or_for_a_step_of_another_plan(owner: Client, cast: Cast, plan: Plan):
    first, second = plan.steps.all()
    other = PlanStep.objects.create(
        plan=Plan.objects.create(service=cast.hr_talk), key="a", title={"nl": "A"}, team=cast.hr
    )
    for wrong in (first.pk, other.pk):
        answer = owner.post(
            f"/manage/plans/{plan.pk}/", steps(kept(first, needs=[wrong]), kept(second), there=2)
        )
        assert answer.status_code == 422
    assert not first.needs.exists()


def test_a_step_goes_to_one_team_or_one_supplier(owner: Client, cast: Cast, plan: Plan):
    first, second = plan.steps.all()
    for wrong in ({"supplier": cast.supplier.pk}, {"team": ""}):
        answer = owner.post(f"/manage/plans/{plan.pk}/", steps(kept(first, **wrong), kept(second), there=2))
        assert answer.status_code == 422
    first.refresh_from_db()
    assert (first.team, first.supplier) == (cast.workplace, None)


def test_a_step_can_depend_on_an_answer_of_the_form(owner: Client, cast: Cast, plan: Plan):
    form = IntakeForm.objects.create(service=cast.printing)
    options = [{"key": "kleur", "label": {"nl": "Kleur"}}]
    FormField.objects.create(
        form=form, key="soort", type="choice", label={"nl": "Welke toner?"}, options=options
    )
    assert "Welke toner?: Kleur" in owner.get(f"/manage/plans/{plan.pk}/").content.decode()
    first, second = plan.steps.all()
    condition = '{"equals": "kleur", "field": "soort"}'
    owner.post(f"/manage/plans/{plan.pk}/", steps(kept(first, condition=condition), kept(second), there=2))
    first.refresh_from_db()
    assert first.condition == {"field": "soort", "equals": "kleur"}
    assert "Welke toner?: Kleur" in str(history_of(plan).first().data["changes"])


def test_a_step_that_others_wait_for_can_go(owner: Client, plan: Plan):
    first, second = plan.steps.all()
    answer = owner.post(
        f"/manage/plans/{plan.pk}/", steps(kept(first, DELETE="on"), kept(second, needs=[]), there=2)
    )
    assert answer.status_code == 302
    assert [one.key for one in plan.steps.all()] == ["plaatsen"]


def test_the_list_opens_with_few_queries_and_the_service_leads_to_its_plan(
    owner: Client, cast: Cast, plan: Plan, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        assert "Werkplekbeheer" in owner.get("/manage/plans/").content.decode()
    assert f"/manage/plans/{plan.pk}/" in owner.get(f"/manage/services/{cast.printing.pk}/").content.decode()
    assert owner.get("/manage/plans/new/").status_code == 200


def test_who_lacks_the_right_finds_no_page_and_changes_nothing(client: Client, cast: Cast, plan: Plan):
    for who in (cast.carla, cast.anna, cast.ineke):
        client.force_login(who.user)
        assert client.get("/manage/plans/").status_code == 404
        assert client.post(f"/manage/plans/{plan.pk}/", steps(there=0)).status_code == 404
        assert client.post(f"/manage/plans/{plan.pk}/retire/").status_code == 404
    plan.refresh_from_db()
    assert (plan.active, plan.steps.count()) == (True, 2)
