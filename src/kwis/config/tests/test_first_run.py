"""An installation without users is set up on one page, and then everything works on it."""

import threading
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import RoutePattern
from tests.house.test_access_of_every_address import routes

from kwis.accounts import first_run, roles
from kwis.accounts.models import Role, User
from kwis.agreements.opening import calendar_of
from kwis.api.models import ApiToken
from kwis.catalogue.models import Service
from kwis.channels.call.mail.receive import receive
from kwis.config import command
from kwis.config.first_run.setting_up import SetUpAlready, set_up
from kwis.config.first_run.starter import SERVICES
from kwis.core.clock import now
from kwis.desk.models import Ticket
from kwis.insight import figures, panes
from kwis.people.models import Desk, Person, PersonAddress, Team, TeamMembership

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


# where an address without arguments leads somebody who is logged in, when it is not a page to open
NOT_A_PAGE = {
    "first_run:set_up": 404,  # gone for good
    "people:import_run": 302,  # back to choosing a file
    "kwis-api:calls": 401,  # asks for a key
    "kwis-api:make": 401,
}
ROOMS = {"first_run", "ui", "people", "catalogue", "desk", "dispatch", "kwis-api", "api", "automation", "insight",
         "channels", "telephone", "face", "portal"}  # fmt: skip
BARE = {
    "desk_phone": "",
    "desk_email": "",
    "holidays": "",
    "facility": "",
    "ict": "",
    "more_teams": "",
    "services": [],
}


def plain_addresses() -> list[str]:
    """Every address of Kwis without arguments. Pages of the log-in library depend on how one logged in."""
    return [
        name
        for name, pattern in routes(get_resolver().url_patterns)
        if isinstance(pattern.pattern, RoutePattern)
        and not pattern.pattern.converters
        and not name.startswith(("account_", "mfa_"))
        and name != "kwis-api:api-root"
    ]


def from_the_browser(here: Client, **changes: Any) -> None:
    assert here.post("/setup/", filled(**changes)).status_code == 302


def from_the_terminal(here: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a log-in and its person: no desk, no team."""
    create_user(monkeypatch, "ada", "--role", "administrator")
    assert not (Desk.objects.exists() or Team.objects.exists())
    assert here.post("/account/login/", {"login": "ada", "password": "weiland-kikker-7"}).status_code == 302


def create_user(monkeypatch: pytest.MonkeyPatch, name: str, *more: str) -> User:
    monkeypatch.setattr("sys.stdin", StringIO("weiland-kikker-7\n"))
    assert command.main(["createuser", name, "--password-stdin", *more]) == 0
    return User.objects.get(login_name=name)


@pytest.fixture(params=["full", "bare", "english", "terminal"])
def new_installation(request: pytest.FixtureRequest, here: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """One that somebody has just begun, in each way there is."""
    if request.param == "terminal":
        from_the_terminal(here, monkeypatch)
    else:
        from_the_browser(here, **{"full": {}, "bare": BARE, "english": {"language": "en"}}[request.param])
    return here


def test_every_page_of_every_room_opens_on_a_new_installation(new_installation: Client):
    names = plain_addresses()
    assert {name.partition(":")[0] for name in names} >= ROOMS
    answers = {name: new_installation.get(reverse(name)).status_code for name in names}
    # 405: an act, which is a POST
    wrong = {name: code for name, code in answers.items() if code not in (NOT_A_PAGE.get(name, 200), 405)}
    if not Desk.objects.exists():
        # the one page that has nowhere to send what is written on it; it says so
        assert wrong.pop("portal:ask") == 409
    assert wrong == {}


def test_every_list_opens_on_a_new_installation(new_installation: Client):
    user = User.objects.get()
    overview = new_installation.get("/manage/")
    for _room, lists in overview.context["groups"]:
        for one in lists:
            pages = [one.list_url, *(one.url(row) for row in one.queryset(user)[:3])]
            pages += [f"{one.list_url}new/"] if one.may_add(user) else []
            assert {page: new_installation.get(page).status_code for page in pages} == dict.fromkeys(
                pages, 200
            )


def test_every_pane_figure_board_and_service_opens_on_the_new_installation(here: Client):
    here.post("/setup/", filled())
    pages = [reverse("insight:pane", args=[code]) for code in panes.BY_CODE]
    pages += [reverse("insight:figure", args=[code]) for code in figures.BY_CODE]
    pages += [reverse("dispatch:board", args=[team.code]) for team in Team.objects.filter(role="back_office")]
    pages += [
        reverse(name, args=[service.code])
        for name in ("portal:service", "portal:request")
        for service in Service.objects.all()
    ]
    assert {page: code for page in pages if (code := here.get(page).status_code) != 200} == {}


def test_a_call_walks_through_the_new_installation(here: Client):
    here.post("/setup/", filled())
    me, ict = User.objects.get().person, Team.objects.get(code="ict-beheer")
    user = User.objects.create_user("carla", "weiland-kikker-8", email="carla@example.org")
    roles.give(user, "customer")
    carla = Person.objects.create(user=user, given_name="Carla", family_name="Çelik")
    customer = Client(HTTP_HOST="localhost")
    customer.force_login(user)
    sent = customer.post("/calls/new/", {"text": "De printer heeft geen toner", "urgency": "2"})
    call = Ticket.objects.get()
    assert sent.headers["Location"] == f"/calls/{call.number}/sent/"
    assert (call.service.code, call.desk.name, call.customer) == ("printen", "Servicepunt", carla)
    assert call.number in here.get(reverse("desk:work"), {"view": "all"}).content.decode()
    of_call = f"/desk/tickets/{call.number}"
    assert here.get(f"{of_call}/").status_code == 200
    assert here.post(f"{of_call}/ownership/").status_code == 302
    TeamMembership.objects.create(team=ict, person=me)
    order = {"title": "Toner vervangen", "team": ict.pk, "customer_label": "De toner", "due_hours": 8}
    assert here.post(f"{of_call}/orders/", order).status_code == 302
    number = call.orders.get().number
    assert number in here.get(reverse("dispatch:board", args=[ict.code])).content.decode()
    here.post(f"/desk/orders/{number}/start/")
    assert here.post(f"/desk/orders/{number}/completion/", {"text": "Vervangen"}).status_code == 302
    assert customer.get(f"/calls/{call.number}/").status_code == 200
    customer.post(f"/calls/{call.number}/parts/{number}/answer/", {"answer": "yes"})
    assert here.post(f"{of_call}/solution/", {"text": "Er zit weer toner in."}).status_code in (302, 409)
    customer.post(f"/calls/{call.number}/answer/", {"answer": "yes", "score": "4"})
    call.refresh_from_db()
    assert call.status == "closed"
    assert Ticket.objects.visible_to(User.objects.get(login_name="ada")).count() == 1


def test_calls_come_in_by_every_channel_of_the_new_installation(here: Client):
    here.post("/setup/", filled())
    me = User.objects.get()
    phoned = {"channel": "phone", "customer": me.person.pk, "text": "De lamp is stuk", "decision": "answered",
              "told": "Er komt iemand.", "dedupe": "a" * 32}  # fmt: skip
    assert here.post("/desk/intake/", phoned).status_code == 302
    assert (
        here.post("/desk/counter/visits/", {"name": "Bezoeker", "words": "Pas vergeten"}).status_code == 302
    )
    mail = b"From: ada@example.org\r\nTo: servicepunt@example.org\r\nSubject: Deur\r\nMessage-ID: <1@example.org>\r\n\r\nDe deur klemt."
    assert receive(mail).state == "handled"
    _key, secret = ApiToken.issue(
        name="x", user=me, scopes=["calls:read"], expires_at=now() + timedelta(days=1)
    )
    listed = Client(HTTP_HOST="localhost").get("/api/v1/calls", headers={"authorization": f"Bearer {secret}"})
    assert listed.status_code == 200
    assert set(Ticket.objects.values_list("channel", flat=True)) == {"phone", "email"}


def test_after_the_set_up_one_logs_in_again(here: Client):
    here.post("/setup/", filled())
    here.post(reverse("account_logout"))
    assert here.get("/account/login/").status_code == 200
    answer = here.post("/account/login/", {"login": "ada", "password": "weiland-kikker-7"})
    assert answer.status_code == 302
    assert Role.objects.filter(active=True).count() == 8


def test_who_is_made_in_the_terminal_is_a_person_too(monkeypatch: pytest.MonkeyPatch):
    user = create_user(monkeypatch, "jansen", "--name", "A. Jansen", "--email", "jansen@example.org")
    assert (user.person.given_name, user.person.family_name) == ("A.", "Jansen")
    assert user.person.email == "jansen@example.org"
    assert create_user(monkeypatch, "kees").person.name == "kees"


def test_who_is_known_already_gets_the_log_in_that_is_made_in_the_terminal(monkeypatch: pytest.MonkeyPatch):
    known = Person.objects.create(given_name="Anna", family_name="Jansen")
    PersonAddress.objects.create(person=known, value="Jansen@example.org", primary=True)
    assert create_user(monkeypatch, "jansen", "--email", "jansen@example.org").person == known
    # somebody's address does not make another log-in theirs
    other = create_user(monkeypatch, "eve", "--name", "Eve", "--email", "eve@example.org")
    assert other.person != known
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "hoort nog niet bij een persoon"), ("en", "does not belong to a person")]
)
def test_a_log_in_of_nobody_is_told_so_and_nothing_breaks(here: Client, language: str, words: str):
    """An administrator made it in Beheer and has not chosen it at a person yet."""
    here.post("/setup/", filled())
    roles.give(user := User.objects.create_user("los", "weiland-kikker-8"), "agent")
    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE=language, raise_request_exception=False)
    client.force_login(user)
    codes = {name: client.get(reverse(name)).status_code for name in plain_addresses()}
    assert {name: code for name, code in codes.items() if code >= 500} == {}
    told = client.get("/desk/boards/")
    assert told.status_code == 403
    assert words in told.content.decode()
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Er is nog geen servicedesk"), ("en", "There is no service desk yet")]
)
def test_without_a_desk_one_is_told_to_make_it_and_then_calls_come_in(
    here: Client, monkeypatch: pytest.MonkeyPatch, language: str, words: str
):
    from_the_terminal(here, monkeypatch)
    here.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    sent = {"text": "De lamp is stuk", "urgency": "2"}
    for answer in (here.get("/calls/new/"), here.post("/calls/new/", sent)):
        assert answer.status_code == 409
        assert words in answer.content.decode()
    assert not Ticket.objects.exists()
    begin = here.get("/begin/").content.decode()
    assert 'href="/manage/desks/new/"' in begin
    assert "None" not in begin
    Desk.objects.create(code="servicepunt", name="Servicepunt", is_default=True)
    assert here.post("/calls/new/", sent).status_code == 302
    assert Ticket.objects.get().desk.name == "Servicepunt"
