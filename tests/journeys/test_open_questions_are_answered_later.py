"""An agent asks on and fills in, on the page of the call, what nobody had asked yet."""

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from kwis.catalogue.models import FormField, IntakeForm
from kwis.desk.intake import Contact, take_in
from tests.cast import Cast
from tests.journeys.conftest import signed_in, violations

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_question_that_depends_on_another_comes_and_goes_in_the_dialog(
    quiet_page: Page, context: BrowserContext, client: Client, live_server: LiveServer, cast: Cast
) -> None:
    form = IntakeForm.objects.create(service=cast.printing)
    toner = {"key": "toner", "label": {"nl": "Toner op"}}
    broken = {"key": "stuk", "label": {"nl": "Stuk"}}
    FormField.objects.create(
        form=form,
        key="wat",
        type="choice",
        label={"nl": "Wat is er mis?"},
        options=[toner, broken],
        required=True,
    )
    FormField.objects.create(
        form=form,
        key="kleur",
        type="text",
        label={"nl": "Kleur"},
        required=True,
        order=1,
        shown_if={"field": "wat", "equals": "toner"},
    )
    FormField.objects.create(form=form, key="waar", type="place", label={"nl": "Waar staat hij?"}, order=2)
    call = take_in(
        Contact(
            channel="email",
            text="Printer stuk",
            customer=cast.carla,
            by=cast.carla.actor,
            service=cast.printing,
        )
    )
    signed_in(context, client, live_server, cast.anna.user)
    page = quiet_page
    page.goto(f"{live_server.url}/desk/tickets/{call.number}/", wait_until="networkidle")
    expect(page.get_by_text("Nog open: Wat is er mis?")).to_be_visible()

    page.get_by_role("link", name="Antwoorden aanvullen").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Wat is er mis?")).to_be_focused()
    expect(dialog.get_by_label("Kleur")).to_be_hidden()
    dialog.get_by_label("Wat is er mis?").select_option("toner")
    dialog.get_by_label("Kleur").fill("Geel")
    dialog.get_by_label("Waar staat hij?").click()
    expect(dialog.get_by_text("Niets gevonden")).to_be_hidden()
    dialog.get_by_label("Waar staat hij?").press_sequentially("2.08")
    dialog.get_by_role("listbox").get_by_role("option").first.click()
    assert violations(page) == []
    page.keyboard.press("Control+Enter")

    facts = page.get_by_role("region", name="Feiten")
    expect(facts.get_by_text("Geel")).to_be_visible()
    expect(facts.get_by_text("2.08")).to_have_count(2)
    expect(page.get_by_text("Kleur: Geel")).to_be_visible()
    expect(facts.get_by_text("Nog open")).to_have_count(0)

    page.get_by_role("link", name="Antwoorden wijzigen").click()
    expect(dialog.get_by_label("Kleur")).to_have_value("Geel")
    dialog.get_by_label("Wat is er mis?").select_option("stuk")
    expect(dialog.get_by_label("Kleur")).to_be_hidden()
    dialog.get_by_role("button", name="Bewaren").click()

    expect(page.get_by_text("Wat is er mis? Toner op → Stuk")).to_be_visible()
    expect(facts.get_by_text("Geel")).to_have_count(0)
    page.wait_for_load_state("networkidle")
