"""Storing, service Printen: set out an order to Werkplekbeheer. Made, tried, switched off and traced on a page."""

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.automation.models import Rule, RuleRun
from kwis.core import jobs
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket


def a_call(cast: Cast, **given: object) -> Ticket:
    wanted: dict[str, object] = {
        "channel": "portal",
        "text": "Printer stuk",
        "customer": cast.carla,
        "by": cast.carla.actor,
        "service": cast.printing,
        "kind": "fault",
    }
    return take_in(Contact(**{**wanted, **given}))  # type: ignore[arg-type]


@pytest.fixture
def lead(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ineke.user)
    return client


def form(cast: Cast, **given: object) -> dict[str, object]:
    return {
        "name": "Printers",
        "when": "desk.ticket_taken_in",
        "kind": "fault",
        "service": cast.printing.pk,
        "action": "set_out",
        "team": cast.workplace.pk,
        "title": "Printer nakijken",
        "due_minutes": 480,
        **given,
    }


@pytest.fixture
def rule(cast: Cast, lead: Client) -> Rule:
    lead.post("/desk/rules/new/", form(cast))
    return Rule.objects.get()


def test_a_new_rule_is_off_until_it_is_switched_on(cast: Cast, lead: Client, rule: Rule) -> None:
    a_call(cast)
    jobs.run_waiting()
    assert not rule.active
    assert RuleRun.objects.count() == 0


def test_a_rule_that_is_on_sets_out_the_order_once_and_leaves_a_trace(
    cast: Cast, lead: Client, rule: Rule
) -> None:
    lead.post(f"/desk/rules/{rule.pk}/switch/", {"active": "yes"})
    call = a_call(cast)
    jobs.run_waiting()
    call.translate(service=cast.printing, kind="fault", by=cast.anna.actor)
    jobs.run_waiting()
    order = call.orders.get()
    assert (order.title, order.team) == ("Printer nakijken", cast.workplace)
    page = lead.get(f"/desk/rules/{rule.pk}/").content.decode()
    assert call.number in page
    assert order.number in page


def test_a_call_that_does_not_fit_is_left_alone(cast: Cast, lead: Client, rule: Rule) -> None:
    lead.post(f"/desk/rules/{rule.pk}/switch/", {"active": "yes"})
    call = a_call(cast, kind="wish")
    jobs.run_waiting()
    assert call.orders.count() == 0


def test_switched_off_it_does_nothing(cast: Cast, lead: Client, rule: Rule) -> None:
    lead.post(f"/desk/rules/{rule.pk}/switch/", {"active": "yes"})
    lead.post(f"/desk/rules/{rule.pk}/switch/", {"active": "no"})
    call = a_call(cast)
    jobs.run_waiting()
    assert call.orders.count() == 0


def test_trying_says_what_it_would_do_and_changes_nothing(cast: Cast, lead: Client, rule: Rule) -> None:
    fits, other = a_call(cast), a_call(cast, kind="wish")
    assert "Printer nakijken" in lead.get(f"/desk/rules/{rule.pk}/", {"number": fits.number}).content.decode()
    against = lead.get(f"/desk/rules/{rule.pk}/", {"number": other.number}).content.decode()
    assert other.number in against
    assert (fits.orders.count(), RuleRun.objects.count()) == (0, 0)


def test_a_rule_without_a_back_office_is_refused_in_words(cast: Cast, lead: Client) -> None:
    answer = lead.post("/desk/rules/new/", form(cast, team=""))
    assert answer.status_code == 422
    assert Rule.objects.count() == 0


@pytest.mark.parametrize("who", ["anna", "wim", "carla"])
def test_who_may_not_manage_rules_sees_no_page_and_changes_nothing(
    cast: Cast, lead: Client, rule: Rule, client: Client, who: str
) -> None:
    client.force_login(getattr(cast, who).user)
    for address in ("/desk/rules/", f"/desk/rules/{rule.pk}/", "/desk/rules/new/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/desk/rules/{rule.pk}/switch/", {"active": "yes"}).status_code == 404
    rule.refresh_from_db()
    assert not rule.active
