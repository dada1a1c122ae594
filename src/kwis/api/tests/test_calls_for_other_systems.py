"""Creating and reading calls with a key: scoped, expiring, and never more than its log-in may see."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.api.models import ApiToken
from kwis.core.clock import at, now
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket

BOTH = ["calls:read", "calls:create"]


def key(cast: Cast, scopes: list[str] = BOTH, who: str = "anna") -> str:
    person = getattr(cast, who)
    _token, secret = ApiToken.issue(
        name="Test", user=person.user, scopes=scopes, expires_at=now() + timedelta(days=1)
    )
    return secret


def headers(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


NEW = {"text": "De lift staat stil", "customer_email": "carla@example.org", "dedupe_key": "sensor-7"}


def test_a_call_is_made_once_per_dedupe_key(cast: Cast, client: Client) -> None:
    secret = key(cast)
    first = client.post("/api/v1/calls", NEW, content_type="application/json", headers=headers(secret))
    again = client.post("/api/v1/calls", NEW, content_type="application/json", headers=headers(secret))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["number"] == again.json()["number"]
    call = Ticket.objects.get()
    assert (call.channel, call.customer, call.open_promise is not None) == ("api", cast.carla, True)


def test_calls_are_listed_and_read(cast: Cast, client: Client) -> None:
    call = take_in(Contact(channel="email", text="Hoi", customer=cast.carla, by=cast.carla.actor))
    call.note("intern", author=cast.anna)
    secret = key(cast)
    listed = client.get("/api/v1/calls?status=new", headers=headers(secret)).json()
    assert [item["number"] for item in listed["items"]] == [call.number]
    assert listed["next"] == ""
    read = client.get(f"/api/v1/calls/{call.number}", headers=headers(secret)).json()
    assert [message["public"] for message in read["messages"]] == [True, False]


def test_pages_follow_each_other_and_end(cast: Cast, client: Client) -> None:
    for _ in range(51):
        take_in(Contact(channel="email", text="Hoi", customer=cast.carla, by=cast.carla.actor))
    secret = key(cast)
    first = client.get("/api/v1/calls", headers=headers(secret)).json()
    second = client.get(first["next"], headers=headers(secret)).json()
    numbers = [item["number"] for item in first["items"] + second["items"]]
    assert (len(first["items"]), len(set(numbers)), second["next"]) == (50, 51, "")


@pytest.mark.parametrize(
    "sent", [{}, {"Authorization": "Bearer kwis_wrong"}, {"Authorization": "Basic YTpi"}]
)
def test_without_a_living_key_there_is_a_401_that_tells_nothing(
    cast: Cast, client: Client, sent: dict[str, str]
) -> None:
    answer = client.get("/api/v1/calls", headers=sent)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_key_ends_when_it_expires_is_withdrawn_or_its_log_in_may_not_come_in(
    cast: Cast, client: Client
) -> None:
    secret = key(cast)
    with at(now() + timedelta(days=2)):
        assert client.get("/api/v1/calls", headers=headers(secret)).status_code == 401
    assert client.get("/api/v1/calls", headers=headers(secret)).status_code == 200
    cast.anna.user.is_active = False
    cast.anna.user.save()
    assert client.get("/api/v1/calls", headers=headers(secret)).status_code == 401


def test_a_key_may_only_do_what_its_scopes_say(cast: Cast, client: Client) -> None:
    reading, making = key(cast, ["calls:read"]), key(cast, ["calls:create"])
    assert (
        client.post(
            "/api/v1/calls", NEW, content_type="application/json", headers=headers(reading)
        ).status_code
        == 403
    )
    assert client.get("/api/v1/calls", headers=headers(making)).status_code == 403
    assert Ticket.objects.count() == 0


def test_who_asks_too_often_waits_and_the_others_do_not(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kwis.api.guarding.PER_MINUTE", 2)
    monkeypatch.setattr("kwis.api.guarding.monotonic", lambda: 6000.0)
    eager, calm = key(cast), key(cast)
    for _turn in range(2):
        assert client.get("/api/v1/calls", headers=headers(eager)).status_code == 200
    refused = client.post("/api/v1/calls", NEW, content_type="application/json", headers=headers(eager))
    assert (refused.status_code, refused.headers["Content-Type"]) == (429, "application/problem+json")
    assert Ticket.objects.count() == 0
    assert client.get("/api/v1/calls", headers=headers(calm)).status_code == 200
    monkeypatch.setattr("kwis.api.guarding.monotonic", lambda: 6060.0)
    assert client.get("/api/v1/calls", headers=headers(eager)).status_code == 200


def test_a_key_of_a_customer_or_specialist_makes_no_calls(cast: Cast, client: Client) -> None:
    for who in ("carla", "wim"):
        answer = client.post(
            "/api/v1/calls", NEW, content_type="application/json", headers=headers(key(cast, who=who))
        )
        assert answer.status_code == 403
    assert Ticket.objects.count() == 0


def test_a_confidential_call_is_a_404_like_one_that_does_not_exist(cast: Cast, client: Client) -> None:
    call = take_in(
        Contact(channel="email", text="x", customer=cast.carla, by=cast.carla.actor, service=cast.hr_talk)
    )
    secret = key(cast)
    hidden = client.get(f"/api/v1/calls/{call.number}", headers=headers(secret))
    nothing = client.get("/api/v1/calls/26-999999", headers=headers(secret))
    assert (hidden.status_code, hidden.json()) == (nothing.status_code, nothing.json())
    assert client.get("/api/v1/calls", headers=headers(secret)).json()["items"] == []


@pytest.mark.parametrize(
    "change",
    [
        {"text": ""},
        {"customer_email": "geen adres"},
        {"kind": "ticket"},
        {"service": "bestaat-niet"},
        {"place": "nergens"},
        {"owner": "anna"},
        {"status": "closed"},
        {"created_at": "2020-01-01"},
    ],
)
def test_what_does_not_fit_is_refused_as_a_problem_and_makes_nothing(
    cast: Cast, client: Client, change: dict[str, str]
) -> None:
    answer = client.post(
        "/api/v1/calls", NEW | change, content_type="application/json", headers=headers(key(cast))
    )
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 422
    assert Ticket.objects.count() == 0


def test_the_secret_is_shown_once_and_kept_hashed(cast: Cast, client: Client) -> None:
    client.force_login(cast.admin.user)
    form = {
        "name": "Sensoren",
        "user": cast.anna.user.pk,
        "scopes": BOTH,
        "until": (now() + timedelta(days=30)).date().isoformat(),
    }
    page = client.post("/desk/keys/new/", form).content.decode()
    token = ApiToken.objects.get()
    assert token.start in page
    assert "kwis_" in page.split("<code>")[1].split("</code>")[0]
    assert page.split("<code>")[1].split("</code>")[0] not in client.get("/desk/keys/").content.decode()
    client.post(f"/desk/keys/{token.pk}/withdrawal/")
    token.refresh_from_db()
    assert not token.alive


def test_only_who_manages_keys_sees_and_gives_them(cast: Cast, client: Client) -> None:
    for who in ("anna", "wim", "carla", "ineke"):
        client.force_login(getattr(cast, who).user)
        assert client.get("/desk/keys/").status_code == 404
        assert client.post("/desk/keys/new/", {"name": "x"}).status_code == 404
    assert ApiToken.objects.count() == 0


def test_the_reference_is_drawn_from_the_description(cast: Cast, client: Client) -> None:
    client.force_login(cast.anna.user)
    assert "/api/v1/calls" in client.get("/api/").content.decode()
    assert client.get("/api/openapi.json").json()["info"]["title"] == "Kwis"


def test_the_routes_answer_no_cookie(cast: Cast, client: Client) -> None:
    client.force_login(cast.anna.user)
    assert client.get("/api/v1/calls").status_code == 401
