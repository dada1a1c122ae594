"""An installation without users is set up on one page, and then everything works on it."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from kwis.accounts import first_run
from kwis.accounts.models import Role, User
from kwis.agreements.opening import calendar_of
from kwis.catalogue.models import Service
from kwis.config.first_run.setting_up import SetUpAlready, set_up
from kwis.config.first_run.starter import SERVICES
from kwis.core.actors import KWIS
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket
from kwis.people.models import Desk, Person, Team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_yet(set_up_already: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(first_run._known, "done", False)


def filled(**changes: Any) -> dict[str, Any]:
    given = {
        "language": "nl", "organisation": "Gemeente Waterwijk",
        "given_name": "Ada", "family_name": "Adan", "login_name": "Ada", "email": "ada@example.org",
        "password": "weiland-kikker-7", "again": "weiland-kikker-7",
        "desk_name": "Servicepunt", "desk_phone": "4400", "desk_email": "servicepunt@example.org",
        "hours": "ma-vr 8:00-17:00", "holidays": "on",
        "front_office": "Servicepunt", "facility": "Gebouwen", "ict": "ICT-beheer", "hr": "", "more_teams": "Griffie\nGriffie\nArchief",
        "services": ["printen", "klimaat", "personeelsvraag"],
    }  # fmt: skip
    return given | changes


@pytest.fixture
def here(client: Client) -> Client:
    """A browser on the machine itself."""
    client.defaults["HTTP_HOST"] = "localhost"
    return client


def test_every_page_leads_to_the_set_up_until_there_is_a_user(here: Client):
    for address in ("/", "/desk/", "/account/login/", "/manage/", "/no-such-page/"):
        answer = here.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/setup/")
    assert here.post("/account/login/").status_code == 503
    assert here.get("/setup/").status_code == 200


def test_the_set_up_makes_a_desk_that_can_begin(here: Client):
    answer = here.post("/setup/", filled())
    assert answer.status_code == 302, answer.context["form"].errors
    assert answer.headers["Location"] == "/begin/"
    user = User.objects.get()
    assert (user.login_name, user.has_right_everywhere("accounts.manage")) == ("ada", True)
    assert user.person.email == "ada@example.org"
    desk = Desk.objects.get()
    assert (desk.is_default, desk.organisation_name) == (True, "Gemeente Waterwijk")
    assert str(calendar_of(desk).hours) == "mon-fri 08:00-17:00"
    assert set(Team.objects.values_list("name", flat=True)) == {
        "Servicepunt",
        "Gebouwen",
        "ICT-beheer",
        "Griffie",
        "Archief",
    }
    printing = Service.objects.get(code="printen")
    assert (Service.objects.count(), printing.team.name, printing.name["en"]) == (
        3,
        "ICT-beheer",
        "Printing and copying",
    )
    assert Service.objects.get(code="personeelsvraag").team is None


def test_after_that_the_set_up_is_gone_for_good(here: Client):
    here.post("/setup/", filled())
    for browser in (here, Client(HTTP_HOST="localhost")):
        assert browser.get("/setup/").status_code == 404
        assert browser.post("/setup/", filled(login_name="eve", email="eve@example.org")).status_code == 404
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "kort", "again": "kort"},
        {"again": "anders"},
        {"hours": "altijd"},
        {"email": "geen adres"},
        {"desk_name": " "},
        {"services": ["bestaat-niet"]},
    ],
)
def test_a_mistake_is_told_and_nothing_is_made(here: Client, wrong: dict[str, Any]):
    answer = here.post("/setup/", filled(**wrong))
    assert answer.status_code == 422
    assert "weiland-kikker" not in answer.content.decode()
    assert not User.objects.exists()
    assert not Desk.objects.exists()


def test_another_machine_needs_the_code_of_the_terminal(client: Client):
    code = first_run.new_code()
    away = Client(REMOTE_ADDR="192.0.2.7", HTTP_HOST="localhost")
    assert 'name="code"' in away.get("/setup/").content.decode()
    assert away.post("/setup/", filled()).status_code == 422
    assert away.post("/setup/", {"code": "AAAA-AAAA"}).status_code == 422
    assert not User.objects.exists()
    assert away.post("/setup/", {"code": code.lower()}).status_code == 302
    assert away.post("/setup/", filled()).headers["Location"] == "/begin/"
    assert not first_run.is_code(code)


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA"])
def test_who_comes_through_a_proxy_on_this_machine_needs_the_code_too(header: str):
    through = Client(HTTP_HOST="localhost", **{header: "192.0.2.7"})
    assert 'name="code"' in through.get("/setup/").content.decode()


def test_a_name_that_only_points_here_needs_the_code_too(settings: Any):
    settings.ALLOWED_HOSTS = ["*"]
    assert 'name="code"' in Client(HTTP_HOST="evil.example").get("/setup/").content.decode()


def test_guessing_the_code_ends_after_twenty_tries(client: Client):
    code = first_run.new_code()
    away = Client(REMOTE_ADDR="192.0.2.7", HTTP_HOST="localhost")
    answers = [
        away.post("/setup/", {"code": "AAAA-AAAA"}).status_code for _try in range(first_run.MOST_TRIES + 1)
    ]
    assert answers[-1] == 429
    assert away.post("/setup/", {"code": code}).status_code == 429


@pytest.mark.django_db(transaction=True)
def test_of_two_browsers_at_once_one_wins():
    results: list[str] = []

    def run(name: str) -> None:
        try:
            set_up(
                filled(
                    login_name=name, email=f"{name}@example.org", more_teams=[], holidays=True, desk_phone=""
                )
            )
            results.append("made")
        except SetUpAlready:
            results.append("too late")
        finally:
            connection.close()

    runs = [threading.Thread(target=run, args=(name,)) for name in ("ada", "eve")]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert sorted(results) == ["made", "too late"]
    assert (User.objects.count(), Desk.objects.count(), Person.objects.count()) == (1, 1, 1)


def test_the_ten_services_have_both_languages_and_icons_that_exist():
    assert len(SERVICES) == 10
    for one in SERVICES:
        for texts in (one.name, one.summary, one.synonyms):
            assert set(texts) == {"nl", "en"}
            assert all(texts.values())


PAGES = (
    "first_run:begin", "ui:manage", "desk:work", "dispatch:boards", "portal:home", "portal:services", "portal:calls",
    "portal:ask", "portal:contact", "portal:articles", "channels:quarantine", "channels:letters", "insight:page",
    "insight:home", "telephone:intake", "automation:rules", "api:tokens", "counter:line",
)  # fmt: skip


def test_everything_works_on_the_new_installation(here: Client):
    here.post("/setup/", filled())
    seen = 0
    for name in PAGES:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue  # a room that is not built yet
        assert here.get(address, follow=True).status_code == 200, name
        seen += 1
    assert seen >= 4
    overview = here.get("/manage/")
    for _room, lists in overview.context["groups"]:
        for one in lists:
            assert here.get(one.list_url).status_code == 200, one.slug
            if one.may_add(User.objects.get()):
                assert here.get(f"{one.list_url}new/").status_code == 200, one.slug
    customer = Person.objects.create(given_name="Carla", family_name="Çelik")
    call = take_in(Contact(channel="phone", text="De printer heeft geen toner", customer=customer, by=KWIS))
    assert (call.service.code, call.desk.name) == ("printen", "Servicepunt")
    assert call.number in here.get(reverse("desk:work"), {"view": "all"}).content.decode()
    assert here.get(reverse("desk:ticket", args=[call.number])).status_code == 200
    assert Ticket.objects.visible_to(User.objects.get()).count() == 1
    here.post(reverse("account_logout"))
    assert here.get("/account/login/").status_code == 200
    answer = here.post("/account/login/", {"login": "ada", "password": "weiland-kikker-7"})
    assert answer.status_code == 302
    assert Role.objects.filter(active=True).count() == 8
