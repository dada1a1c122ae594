"""Beheer: a list described once can be searched, added to, edited, retired, and tells who changed what."""

from typing import Any, ClassVar

import pytest
from django import forms
from django.test import Client
from tests.cast import Cast

from kwis.core.events import history_of
from kwis.core.models import Event
from kwis.people.models import Team, TeamMembership
from kwis.ui import managing
from kwis.ui.forms import ManagedForm
from kwis.ui.managing import lists

pytestmark = pytest.mark.django_db
RIGHT = "accounts.manage"


class TeamForm(ManagedForm):
    class Meta:
        model = Team
        fields = ("code", "name", "role", "email", "desk")
        pick: ClassVar = {"desk": "test-desks"}


class MembershipForm(forms.ModelForm):
    class Meta:
        model = TeamMembership
        fields = ("person",)


class Teams(managing.Managed):
    slug = "test-teams"
    title, singular, room = "Teams", "Team", "People"
    right = RIGHT
    model = Team
    form = TeamForm
    columns = (
        managing.Column("name", "Name"),
        managing.Column("role", "Role"),
        managing.Column("desk__name", "Desk"),
    )
    search = ("name", "code")
    sort = ("name", "pk")
    retire = "active"
    secret = frozenset({"email"})
    children = (managing.Children("members", "Members", TeamMembership, MembershipForm, "team"),)


@pytest.fixture(autouse=True)
def teams_are_managed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_lists", {})
    managing.register(Teams)


@pytest.fixture
def ada(client: Client, cast: Cast) -> Client:
    client.force_login(cast.admin.user)
    return client


def filled(team: Team | None = None, **changes: Any) -> dict[str, Any]:
    given = {"code": "nieuw", "name": "Nieuw team", "role": "back_office", "email": "", "desk": ""}
    if team is not None:
        given |= {"code": team.code, "name": team.name, "role": team.role, "email": team.email}
        newest = history_of(team).first()
        given["seen"] = newest.pk if newest else 0
    members = {
        "members-TOTAL_FORMS": 0,
        "members-INITIAL_FORMS": 0,
        "members-MIN_NUM_FORMS": 0,
        "members-MAX_NUM_FORMS": 200,
    }
    if team is not None:
        rows = list(team.memberships.order_by("pk"))
        members |= {"members-TOTAL_FORMS": len(rows), "members-INITIAL_FORMS": len(rows)}
        for at, row in enumerate(rows):
            members |= {
                f"members-{at}-id": row.pk,
                f"members-{at}-person": row.person_id,
                f"members-{at}-team": team.pk,
            }
    return {**given, **members, **changes}


def test_a_new_row_is_kept_and_the_event_tells_who_added_it(ada: Client, cast: Cast) -> None:
    ada.post("/manage/test-teams/new/", filled())

    team = Team.objects.get(code="nieuw")
    event = history_of(team).get()
    assert (event.type, event.actor_name, event.data["action"]) == ("ui.list_changed", "Ada Adan", "added")


def test_a_change_tells_old_and_new_in_words(ada: Client, cast: Cast) -> None:
    ada.post(f"/manage/test-teams/{cast.hr.pk}/", filled(cast.hr, name="HR", role="front_office"))

    changes = history_of(cast.hr).get().data["changes"]
    assert changes["Naam" if "Naam" in changes else "Name"] == ["HR-advies", "HR"]
    assert len(changes) == 2


def test_saving_without_a_change_tells_nothing(ada: Client, cast: Cast) -> None:
    ada.post(f"/manage/test-teams/{cast.hr.pk}/", filled(cast.hr))

    assert not history_of(cast.hr).exists()


def test_a_secret_field_is_told_as_a_change_but_never_its_value(ada: Client, cast: Cast) -> None:
    ada.post(f"/manage/test-teams/{cast.hr.pk}/", filled(cast.hr, email="geheim@example.org"))

    event = history_of(cast.hr).get()
    assert event.data["changes"] == {}
    assert "geheim" not in str(event.data)


def test_child_rows_are_added_and_told(ada: Client, cast: Cast) -> None:
    given = filled(cast.hr)
    at = given["members-TOTAL_FORMS"]
    given |= {"members-TOTAL_FORMS": at + 1, f"members-{at}-person": cast.wim.pk}

    ada.post(f"/manage/test-teams/{cast.hr.pk}/", given)

    assert set(cast.hr.members.all()) == {cast.hanna, cast.wim}
    (pair,) = history_of(cast.hr).get().data["changes"].values()
    assert pair == ["", "Wim Wagenaar · HR-advies"]


def test_a_child_row_is_taken_away_and_told(ada: Client, cast: Cast) -> None:
    ada.post(f"/manage/test-teams/{cast.hr.pk}/", filled(cast.hr, **{"members-0-DELETE": "on"}))

    assert not cast.hr.members.exists()
    (pair,) = history_of(cast.hr).get().data["changes"].values()
    assert pair == ["Hanna Haddad · HR-advies", ""]


def test_a_mistake_keeps_what_was_typed_and_nothing_is_saved(ada: Client, cast: Cast) -> None:
    answer = ada.post(f"/manage/test-teams/{cast.hr.pk}/", filled(cast.hr, name="", code="met spaties"))

    cast.hr.refresh_from_db()
    assert answer.status_code == 422
    assert b"met spaties" in answer.content
    assert (cast.hr.code, cast.hr.name) == ("hr", "HR-advies")
    assert not Event.objects.exists()


def test_who_comes_second_is_told_and_overwrites_nothing(ada: Client, cast: Cast) -> None:
    opened = filled(cast.hr, name="Van mij")
    ada.post(f"/manage/test-teams/{cast.hr.pk}/", filled(cast.hr, name="Van de ander"))

    answer = ada.post(f"/manage/test-teams/{cast.hr.pk}/", opened)

    cast.hr.refresh_from_db()
    assert cast.hr.name == "Van de ander"
    assert answer.status_code == 422
    assert b"Ada Adan" in answer.content


def test_a_row_is_taken_out_of_use_and_back(ada: Client, cast: Cast) -> None:
    ada.post(f"/manage/test-teams/{cast.hr.pk}/retire/")
    cast.hr.refresh_from_db()
    assert not cast.hr.active
    assert b"HR-advies" not in ada.get("/manage/test-teams/").content.split(b"<tbody")[1].split(b"</tbody")[0]

    ada.post(f"/manage/test-teams/{cast.hr.pk}/restore/")
    cast.hr.refresh_from_db()
    assert cast.hr.active
    assert [event.data["action"] for event in history_of(cast.hr)] == ["restored", "retired"]


def test_taking_out_of_use_twice_is_told_once(ada: Client, cast: Cast) -> None:
    ada.post(f"/manage/test-teams/{cast.hr.pk}/retire/")
    ada.post(f"/manage/test-teams/{cast.hr.pk}/retire/")

    assert history_of(cast.hr).count() == 1


def test_the_list_is_searched_by_every_word(ada: Client, cast: Cast) -> None:
    found = ada.get("/manage/test-teams/", {"q": "werk plek"}).content.split(b"<main")[1]

    assert b"Werkplekbeheer" in found
    assert b"HR-advies" not in found


@pytest.mark.parametrize("page", ["", "new/", "{pk}/"])
def test_who_lacks_the_right_sees_the_same_as_for_a_list_that_does_not_exist(
    client: Client, cast: Cast, page: str
) -> None:
    client.force_login(cast.anna.user)
    address = page.format(pk=cast.hr.pk)

    forbidden = client.get(f"/manage/test-teams/{address}")
    unknown = client.get(f"/manage/no-such-list/{address}")

    assert (forbidden.status_code, unknown.status_code) == (404, 404)


def test_who_lacks_the_right_changes_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.anna.user)

    for address in (f"{cast.hr.pk}/", f"{cast.hr.pk}/retire/", "new/"):
        assert client.post(f"/manage/test-teams/{address}", filled(cast.hr, name="Anders")).status_code == 404

    cast.hr.refresh_from_db()
    assert (cast.hr.name, cast.hr.active) == ("HR-advies", True)
    assert not Event.objects.exists()
    assert not Team.objects.filter(code="nieuw").exists()


def test_a_stranger_is_asked_to_log_in(client: Client) -> None:
    assert client.get("/manage/test-teams/").status_code == 302


def test_rows_can_be_picked_by_who_holds_a_right_for_it(ada: Client, cast: Cast) -> None:
    assert b"HR-advies" in ada.get("/manage/test-teams/options/", {"q": "hr"}).content

    ada.force_login(cast.carla.user)
    assert ada.get("/manage/test-teams/options/", {"q": "hr"}).status_code == 404


def test_the_page_of_a_row_shows_its_history(ada: Client, cast: Cast) -> None:
    ada.post(f"/manage/test-teams/{cast.hr.pk}/", filled(cast.hr, name="HR"))

    page = ada.get(f"/manage/test-teams/{cast.hr.pk}/").content.decode()

    assert "<del>HR-advies</del>" in page
    assert "<ins>HR</ins>" in page


def test_two_lists_cannot_have_the_same_address() -> None:
    class Others(Teams):
        pass

    with pytest.raises(ValueError, match="two lists"):
        managing.register(Others)
