"""The page of mail that waits for a decision: for who may, and safe to look at."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast, make_cast

from kwis.channels.models import RawMail, UnwantedSender
from kwis.channels.tests.mails import take
from kwis.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def aside(cast: Cast) -> RawMail:
    return take(
        "Carla <carla@example.org>",
        "<script>alert(1)</script>",
        "<b>vet</b> \u202egnp.exe",
        Auto_Submitted="auto-replied",
    )


def as_(client: Client, person: object) -> Client:
    client.force_login(person.user)  # type: ignore[attr-defined]
    return client


def test_the_list_tells_what_waits_and_why(client: Client, cast: Cast, aside: RawMail) -> None:
    page = as_(client, cast.ineke).get(reverse("channels:quarantine"))
    assert page.status_code == 200
    text = page.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert aside.explained in text


def test_the_raw_mail_is_shown_without_working(client: Client, cast: Cast, aside: RawMail) -> None:
    text = as_(client, cast.ineke).get(reverse("channels:quarantined", args=[aside.pk])).content.decode()
    assert "&lt;b&gt;vet&lt;/b&gt; ⟨202E⟩gnp.exe" in text
    assert "<b>vet</b>" not in text


def test_a_call_is_made_of_it(client: Client, cast: Cast, aside: RawMail) -> None:
    again = reverse("channels:quarantined_again", args=[aside.pk])
    as_(client, cast.ineke).post(again)
    assert not Ticket.objects.exists()
    client.post(again, {"insist": "1"})
    assert Ticket.objects.get().customer == cast.carla
    assert client.get(reverse("channels:quarantined", args=[aside.pk])).status_code == 404


def test_it_is_dropped_with_a_reason_and_not_without(client: Client, cast: Cast, aside: RawMail) -> None:
    address = reverse("channels:quarantined_drop", args=[aside.pk])
    assert as_(client, cast.ineke).post(address, {"why": ""}).status_code == 422
    aside.refresh_from_db()
    assert aside.state == RawMail.State.QUARANTINED
    client.post(address, {"why": "reclame"})
    aside.refresh_from_db()
    assert (aside.state, aside.reason, aside.detail) == ("dropped", "decided", "reclame")
    assert aside.subject not in client.get(reverse("channels:quarantine")).content.decode()
    assert "reclame" in client.get(reverse("channels:quarantined", args=[aside.pk])).content.decode()


@pytest.mark.parametrize("who", ["anna", "wim", "carla", ""])
def test_who_may_not_sees_nothing_and_changes_nothing(
    client: Client, cast: Cast, aside: RawMail, who: str
) -> None:
    if who:
        as_(client, getattr(cast, who))
    expected = 404 if who else 302
    assert client.get(reverse("channels:quarantine")).status_code == expected
    for name in ("quarantined", "quarantined_again", "quarantined_drop"):
        address = reverse(f"channels:{name}", args=[aside.pk])
        answer = (
            client.get(address)
            if name == "quarantined"
            else client.post(address, {"why": "x", "insist": "1"})
        )
        assert answer.status_code == expected
    aside.refresh_from_db()
    assert aside.state == RawMail.State.QUARANTINED
    assert not Ticket.objects.exists()


def test_a_mail_that_became_a_call_is_not_read_here(client: Client, cast: Cast) -> None:
    taken = take("Carla <carla@example.org>")
    assert as_(client, cast.ineke).get(reverse("channels:quarantined", args=[taken.pk])).status_code == 404


def test_the_list_of_unwanted_senders_is_kept_up_to_date_in_beheer(client: Client, cast: Cast) -> None:
    as_(client, cast.ineke)
    answer = client.post(
        "/manage/unwanted-senders/new/", {"pattern": " Reclame.Example ", "words": "folders"}
    )
    assert answer.status_code == 302, answer.content.decode()
    assert UnwantedSender.objects.get().pattern == "reclame.example"
    assert "reclame.example" in client.get("/manage/unwanted-senders/").content.decode()
    assert take("koop@reclame.example").reason == "blocked"
