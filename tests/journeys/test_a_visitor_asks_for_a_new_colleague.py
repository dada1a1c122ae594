"""Journey d: one wish at the counter becomes work in three departments and at a supplier, until the customer says yes."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from kwis.catalogue.models import FormField, IntakeForm, Service
from kwis.channels.models import Counter, Delivery
from kwis.core.clock import at, now
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Reopening, Ticket
from kwis.dispatch.models import Plan, PlanStep, WorkOrder
from kwis.people.models import Person, Team, TeamMembership
from kwis.surveys.models import SurveyAnswer
from tests.cast import Cast, person
from tests.journeys.walking import Walk

pytestmark = pytest.mark.django_db(transaction=True)

NEWCOMER = "Sam Smit"
# the figures that this story moves, for whoever sees all of its call
MOVED = {"taken-in": 1, "finished": 1, "answered": 1, "satisfied": 1}


@dataclass(frozen=True)
class Story:
    cast: Cast
    newcomer: Service
    guard: Person  # looks after buildings and passes


@pytest.fixture
def story(cast: Cast, live_server: LiveServer, settings: Any) -> Story:
    """A service with a question and a plan over three departments and a supplier; an earlier call, so no figure is nought."""
    settings.BASE_URL = live_server.url
    Counter.objects.create(desk=cast.desk, name="Balie 1")
    buildings = Team.objects.create(code="gebouwen", name="Gebouwbeheer", department="facility")
    guard = person("Gerda", "Groen", role="specialist")
    TeamMembership.objects.create(team=buildings, person=guard)
    service = Service.objects.create(
        code="nieuwe-medewerker",
        category=cast.printing.category,
        kind="wish",
        state="published",
        start="at_once",
        name={"nl": "Nieuwe medewerker", "en": "New colleague"},
        popular=True,
    )
    form = IntakeForm.objects.create(service=service)
    FormField.objects.create(form=form, key="naam", type="text", label={"nl": "Wie komt er?"}, required=True)
    plan = Plan.objects.create(service=service)
    contract = step(plan, 1, "Contract", team=cast.hr)
    step(plan, 2, "Laptop", team=cast.workplace)
    step(plan, 3, "Toegangspas", team=buildings).needs.add(contract)
    step(plan, 4, "Bureau", supplier=cast.supplier)
    with at(now() - timedelta(hours=3)):
        earlier = take_in(
            Contact(channel="phone", text="De printer doet niets", customer=cast.dirk, by=cast.anna.actor)
        )
        earlier.involve(cast.workplace)
        earlier.answer_at_once("Hij staat weer aan.", author=cast.anna)
    return Story(cast, service, guard)


def step(plan: Plan, order: int, what: str, **to: object) -> PlanStep:
    words = {"nl": what, "en": what}
    return PlanStep.objects.create(
        plan=plan, key=what.lower(), order=order, title=words, customer_label=words, **to
    )


def test_from_the_counter_to_the_customers_yes(walk: Walk, story: Story) -> None:
    cast = story.cast
    readers = (cast.anna, cast.wim, cast.ineke)
    before = {reader.pk: figures_of(walk, reader) for reader in readers}

    call = ordered_at_the_counter(walk, story)
    parts = {order.title: order for order in WorkOrder.objects.filter(ticket=call)}
    assert [parts[name].holder_name for name in ("Contract", "Laptop", "Toegangspas", "Bureau")] == [
        "HR-advies",
        "Werkplekbeheer",
        "Gebouwbeheer",
        "Printfix",
    ]
    pass_waits_for_the_contract(walk, story, parts)
    sees_progress(walk, story, call, asked=0)

    supplier_reports_ready_by_its_link(walk, parts["Bureau"])
    reports_ready(walk, cast.hanna, parts["Contract"], look=True)
    reports_ready(walk, story.guard, parts["Toegangspas"])
    reports_ready(walk, cast.wim, parts["Laptop"])
    sees_progress(walk, story, call, asked=4)

    says_no_to_the_laptop(walk, call, parts["Laptop"])
    reports_ready(walk, cast.wim, parts["Laptop"])
    says_yes_at_last_with_a_face(walk, story, call)

    after = {reader.pk: figures_of(walk, reader) for reader in readers}
    for reader in readers:
        for code, more in MOVED.items():
            assert (reader, code, after[reader.pk][code]) == (
                reader,
                code,
                before[reader.pk].get(code, 0) + more,
            )


# the steps of the story --------------------------------------------------------------------------------------------


def ordered_at_the_counter(walk: Walk, story: Story) -> Ticket:
    walk.as_(story.cast.anna)
    page = walk.to("/desk/counter/")
    page.get_by_role("combobox", name="Naam").press_sequentially("carla", delay=20)
    page.get_by_role("option", name=re.compile("Carla")).click()
    page.locator("button[name=now]").click()
    expect(page.locator(".now-head")).to_contain_text("Carla Çelik")
    walk.look()
    walk.on_a_phone()
    page.get_by_role("link", name=re.compile("Nieuwe medewerker")).click()
    page.get_by_label("Wie komt er?").fill(NEWCOMER)
    walk.look()
    page.locator("button[value=taken]").click()
    expect(page.locator("#toasts")).to_contain_text("is aangenomen")
    walk.work()
    call: Ticket = Ticket.objects.get(service=story.newcomer)
    assert (call.channel, call.customer, call.owner) == ("counter", story.cast.carla, story.cast.anna)
    assert call.answers.get().text == NEWCOMER
    page = walk.to(f"/desk/tickets/{call.number}/")
    expect(page.locator(".work-order")).to_have_count(4)
    return call


def pass_waits_for_the_contract(walk: Walk, story: Story, parts: dict[str, WorkOrder]) -> None:
    assert list(parts["Toegangspas"].needs.all()) == [parts["Contract"]]
    assert parts["Toegangspas"].released_at is None
    walk.as_(story.guard)
    page = walk.to("/desk/boards/gebouwen/")
    expect(page.locator(".board-card")).to_have_count(0)


def sees_progress(walk: Walk, story: Story, call: Ticket, *, asked: int) -> None:
    """One bar for all departments; a part counts as ready once the customer says so."""
    walk.as_(story.cast.carla)
    page = walk.to(f"/calls/{call.number}/")
    expect(page.locator("#journey")).to_have_text("0 van de 4 onderdelen zijn klaar")
    expect(page.locator(".journey-part")).to_have_count(4)
    expect(page.locator("form[action*='/parts/']")).to_have_count(asked)
    if not asked:
        walk.on_a_phone()


def supplier_reports_ready_by_its_link(walk: Walk, order: WorkOrder) -> None:
    letter = Delivery.objects.get(order=order)
    assert letter.address == "planning@printfix.example"
    assert order.number in letter.subject + letter.text
    link = re.search(r"http://\S+/supplier/[^\s]+/", letter.text)
    assert link is not None, letter.text
    walk.as_(None)
    page = walk.to(link[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Bureau")
    walk.on_a_phone()
    ready = page.locator("details", has=page.locator("form[action$='/ready/']"))
    ready.locator("summary").click()
    ready.locator("[name=text]").fill("Bureau geplaatst op 2.08")
    ready.locator("button[type=submit]").click()
    page.wait_for_load_state("networkidle")
    walk.look()
    walk.work()
    order.refresh_from_db()
    assert order.state == "reported_ready"


def reports_ready(walk: Walk, who: Person, order: WorkOrder, *, look: bool = False) -> None:
    walk.as_(who)
    assert order.team is not None
    page = walk.to(f"/desk/boards/{order.team.code}/")
    if look:
        walk.on_a_phone()
    card = page.locator(".board-card", has_text=order.number)
    card.locator("[data-open-row]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(order.title)
    if look:
        walk.look()
        walk.on_a_phone()
    page.locator("a[href$='/completion/']").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("[name=text]").fill(f"{order.title} gedaan")
    dialog.locator("[name=customer_words]").fill(f"{order.title} ligt klaar.")
    walk.look()
    dialog.locator("button[type=submit]").click()
    expect(dialog).to_have_count(0)
    walk.work()
    order.refresh_from_db()
    assert order.state == "reported_ready"


def question_about(page: Page, order: WorkOrder) -> Locator:
    return page.locator(f"form[action$='/parts/{order.number}/answer/']")


def says_no_to_the_laptop(walk: Walk, call: Ticket, laptop: WorkOrder) -> None:
    page = walk.page
    for order in WorkOrder.objects.filter(ticket=call).exclude(pk=laptop.pk):
        question_about(page, order).get_by_role("button", name="Versturen").click()
        expect(question_about(page, order)).to_have_count(0)
    question = question_about(page, laptop)
    question.get_by_label("Nee, nog niet").check()
    choose(question.locator("[name=cause]"), "incomplete")
    question.locator("[name=words]").fill("De oplader zit er niet bij.")
    walk.look()
    question.get_by_role("button", name="Versturen").click()
    expect(question_about(page, laptop)).to_have_count(0)
    expect(page.locator("#journey")).to_have_text("3 van de 4 onderdelen zijn klaar")
    walk.work()
    opened = Reopening.objects.get(ticket=call)
    assert (opened.cause, opened.words, opened.part) == (
        "incomplete",
        "De oplader zit er niet bij.",
        "Laptop",
    )
    laptop.refresh_from_db()
    assert laptop.state == "in_progress"


def choose(field: Locator, value: str) -> None:
    """Whether it is drawn as a list or as choices."""
    if field.first.evaluate("field => field.tagName") == "SELECT":
        field.first.select_option(value)
    else:
        field.and_(field.page.locator(f"[value={value}]")).check()


def says_yes_at_last_with_a_face(walk: Walk, story: Story, call: Ticket) -> None:
    walk.as_(story.cast.anna)
    page = walk.to(f"/desk/tickets/{call.number}/")
    page.locator("a[href$='/solution/']").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("[name=text]").fill("Alles staat klaar voor Sam. Is het zo goed?")
    dialog.locator("button[type=submit]").click()
    expect(dialog).to_have_count(0)
    walk.work()

    walk.as_(story.cast.carla)
    page = walk.to(f"/calls/{call.number}/")
    laptop = WorkOrder.objects.get(ticket=call, title="Laptop")
    question_about(page, laptop).get_by_role("button", name="Versturen").click()
    page.get_by_text("Heel fijn").click()
    walk.look()
    page.locator("form[action$='/face/']").get_by_role("button", name="Versturen").click()
    expect(page.locator("form[action$='/face/']")).to_have_count(0)
    expect(page.locator("#journey")).to_have_text("4 van de 4 onderdelen zijn klaar")
    walk.work()
    call.refresh_from_db()
    assert (call.status, call.closures.get().by) == ("closed", "customer")
    assert SurveyAnswer.objects.get().face == "very_happy"


# the figures -------------------------------------------------------------------------------------------------------

COUNTED = re.compile(r"^([\d.]+)")


def figures_of(walk: Walk, reader: Person) -> dict[str, int]:
    """The plain figures on the insight page by code, each held against the list that it opens."""
    walk.as_(reader)
    page = walk.to(reverse("insight:page"))
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    walk.look()
    found: dict[str, int] = {}
    links = page.locator("a[data-figure]").evaluate_all(
        "all => all.map(a => [a.dataset.figure, a.href, a.firstChild.textContent])"
    )
    assert links
    for code, address, text in {tuple(link) for link in links}:
        number = COUNTED.match(text.strip())
        assert number is not None, text
        length, rows = list_behind(page, address)
        assert length == rows, address
        if "%" not in text:
            assert int(number[1].replace(".", "")) == length, (reader, address, text)
            if "team=" not in address and "desk=" not in address:
                found[code] = length
    return found


def list_behind(page: Page, address: str) -> tuple[int, int]:
    """What the list says of its length, and the rows that it shows."""
    answer = page.request.get(address)
    assert answer.ok, address
    told = re.search(r"data-length>([\d.]+)<", answer.text())
    assert told is not None, address
    return int(told[1].replace(".", "")), answer.text().count("<tr data-row")
