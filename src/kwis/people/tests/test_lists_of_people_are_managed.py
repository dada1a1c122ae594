"""People, organisations, places, desks, teams and notes in Beheer."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.accounts.models import Role, RoleHolding, User
from kwis.core.clock import now
from kwis.core.events import history_of
from kwis.core.models import Event
from kwis.people.models import CustomerNote, Desk, Organisation, Person, PersonAddress, Place, Team

pytestmark = pytest.mark.django_db

LISTS = ("people", "organisations", "places", "desks", "teams", "customer-notes")


@pytest.fixture
def ineke(client: Client, cast: Cast) -> Client:
    """Leads the desk, and so keeps these lists."""
    client.force_login(cast.ineke.user)
    client.cookies["django_language"] = "nl"
    return client


def rows(prefix: str, *given: dict[str, Any], there: int = 0) -> dict[str, Any]:
    filled: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": there}
    for at, row in enumerate(given):
        filled |= {f"{prefix}-{at}-{name}": value for name, value in row.items()}
    return filled


def person(who: Person | None = None, **changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"given_name": "Noor", "family_name": "Nieuwenhuis", "language": "nl", "seen": 0}
    if who is not None:
        given |= {"given_name": who.given_name, "family_name": who.family_name}
    addresses = who.addresses.order_by("pk") if who else []
    kept = [
        {"id": one.pk, "value": one.value} | ({"primary": "on"} if one.primary else {}) for one in addresses
    ]
    return given | rows("addresses", *kept, there=len(kept)) | rows("numbers") | changes


def test_somebody_is_added_with_addresses_and_numbers(ineke: Client, cast: Cast):
    given = person() | rows("addresses", {"value": "noor@example.org", "primary": "on"})
    given |= rows("numbers", {"value": "06 8765 4321"}) | {
        "organisation": cast.department.pk,
        "place": cast.room.pk,
    }
    assert ineke.post("/manage/people/new/", given).status_code == 302
    noor = Person.objects.get(family_name="Nieuwenhuis")
    assert (noor.name, noor.email, noor.place) == ("Noor Nieuwenhuis", "noor@example.org", cast.room)
    assert noor.numbers.get().dialled == "+31687654321"
    assert "noor@example.org" in str(history_of(noor).get().data["changes"])


@pytest.mark.parametrize("words", ["nieuwen", "CELIK", "carla@example.org", "06-12345678"])
def test_people_are_found_by_name_address_and_number(ineke: Client, cast: Cast, words: str):
    Person.objects.create(given_name="Noor", family_name="Nieuwenhuis")
    found = ineke.get("/manage/people/", {"q": words}).content.decode()
    assert ("Nieuwenhuis" in found.split("<tbody")[1]) == (words == "nieuwen")
    assert ("Çelik" in found.split("<tbody")[1]) == (words != "nieuwen")


def test_an_address_of_somebody_else_is_refused_whatever_its_capitals(ineke: Client, cast: Cast):
    given = person() | rows("addresses", {"value": "CARLA@example.org"})
    answer = ineke.post("/manage/people/new/", given)
    assert (answer.status_code, "Carla Çelik" in answer.content.decode()) == (422, True)
    assert not Person.objects.filter(family_name="Nieuwenhuis").exists()


def test_a_changed_address_is_not_verified_any_more(ineke: Client, cast: Cast):
    address = cast.carla.addresses.get()
    address.verified_at = now()
    address.save()
    changed = rows("addresses", {"id": address.pk, "value": "c.celik@example.org", "primary": "on"}, there=1)
    ineke.post(f"/manage/people/{cast.carla.pk}/", person(cast.carla) | changed)
    address.refresh_from_db()
    assert (address.value, address.verified_at) == ("c.celik@example.org", None)


def test_letters_go_to_one_address(ineke: Client, cast: Cast):
    both = rows(
        "addresses", {"value": "a@example.org", "primary": "on"}, {"value": "b@example.org", "primary": "on"}
    )
    assert ineke.post("/manage/people/new/", person() | both).status_code == 422
    assert not PersonAddress.objects.filter(value="a@example.org").exists()


def test_a_department_is_not_part_of_what_is_part_of_it(ineke: Client, cast: Cast):
    below = Organisation.objects.create(code="balies", name="Balies", parent=cast.department)
    given = {"name": "Burgerzaken", "code": "burgerzaken", "kind": "internal", "parent": below.pk, "seen": 0}
    assert ineke.post(f"/manage/organisations/{cast.department.pk}/", given).status_code == 422
    cast.department.refresh_from_db()
    assert cast.department.parent is None
    ineke.post(f"/manage/organisations/{cast.department.pk}/retire/")
    cast.department.refresh_from_db()
    assert cast.department.active


def test_suppliers_have_a_list_of_their_own(ineke: Client, cast: Cast):
    found = ineke.get("/manage/organisations/?kind=supplier").content.decode().split("<tbody")[1]
    assert ("Printfix" in found, "Burgerzaken" in found) == (True, False)


def test_a_site_with_another_name_gives_its_rooms_their_new_label(ineke: Client, cast: Cast):
    given = {"kind": "site", "name": "Raadhuis", "path": "stadhuis", "seen": 0}
    assert ineke.post(f"/manage/places/{cast.site.pk}/", given).status_code == 302
    cast.room.refresh_from_db()
    assert cast.room.label == "Raadhuis, 2.08"


def test_a_room_is_always_part_of_something(ineke: Client, cast: Cast):
    answer = ineke.post("/manage/places/new/", {"kind": "room", "name": "9.99", "path": "9.99"})
    assert answer.status_code == 422
    assert not Place.objects.filter(path="9.99").exists()


def desk(**changes: Any) -> dict[str, Any]:
    terms = {"owner_term_minutes": 60, "promise_minutes": 480, "close_term_days": 5, "reopen_term_days": 30}
    return {"name": "Tweede loket", "code": "tweede", "seen": 0} | terms | changes


def test_one_desk_takes_what_no_other_takes(ineke: Client, cast: Cast):
    assert (
        ineke.post(f"/manage/desks/{cast.desk.pk}/", desk(name="Servicepunt", code="servicepunt")).status_code
        == 422
    )
    ineke.post(f"/manage/desks/{cast.desk.pk}/retire/")
    assert ineke.post("/manage/desks/new/", desk(is_default="on")).status_code == 302
    cast.desk.refresh_from_db()
    assert (cast.desk.active, cast.desk.is_default) == (True, False)
    assert Desk.objects.get(is_default=True).code == "tweede"


def test_a_team_gets_a_member(ineke: Client, cast: Cast):
    given = {"name": "HR-advies", "code": "hr", "role": "back_office", "seen": 0}
    there = cast.hr.memberships.get()
    given |= rows("members", {"id": there.pk, "person": there.person_id}, {"person": cast.bo.pk}, there=1)
    assert ineke.post(f"/manage/teams/{cast.hr.pk}/", given).status_code == 302
    assert set(cast.hr.members.all()) == {cast.hanna, cast.bo}
    assert "Bo Bakker" in str(history_of(cast.hr).get().data["changes"])


def test_a_front_office_works_at_a_desk(ineke: Client, cast: Cast):
    given = {"name": "Balie 2", "code": "balie-2", "role": "front_office"} | rows("members")
    assert ineke.post("/manage/teams/new/", given).status_code == 422
    assert not Team.objects.filter(code="balie-2").exists()


def test_the_words_of_a_note_are_in_no_event(ineke: Client, cast: Cast):
    given = {
        "person": cast.carla.pk,
        "text": "Hoort slecht",
        "purpose": "Rustig spreken",
        "until": "2031-01-01",
    }
    assert ineke.post("/manage/customer-notes/new/", given).status_code == 302
    note = CustomerNote.objects.get()
    assert (note.by_name, note.until) == ("Ineke Ince", date(2031, 1, 1))
    assert "slecht" not in str(list(Event.objects.values()))


def test_every_list_and_form_opens_with_few_queries(ineke: Client, cast: Cast, django_assert_max_num_queries):
    CustomerNote.objects.create(
        person=cast.carla, text="Hoort slecht", purpose="Rustig spreken", until=date(2031, 1, 1)
    )
    for slug in LISTS:
        with django_assert_max_num_queries(14):
            page = ineke.get(f"/manage/{slug}/")
        assert page.status_code == 200
        assert ineke.get(f"/manage/{slug}/?q=a&use=all").status_code == 200
        assert ineke.get(f"/manage/{slug}/new/").status_code == 200
        key = page.context["rows"][0][0].pk
        assert ineke.get(f"/manage/{slug}/{key}/").status_code == 200


@pytest.mark.parametrize("slug", LISTS)
def test_who_lacks_the_right_finds_no_page_and_changes_nothing(client: Client, cast: Cast, slug: str):
    models = (Person, Organisation, Place, Desk, Team, CustomerNote)
    before = [model.objects.count() for model in models]
    for who in (cast.carla, cast.wim):
        client.force_login(who.user)
        assert client.get(f"/manage/{slug}/").status_code == 404
        assert client.post(f"/manage/{slug}/new/", person() | desk()).status_code == 404
    assert [model.objects.count() for model in models] == before
    assert not Event.objects.filter(type="ui.list_changed").exists()


def test_a_customer_cannot_pick_people_and_a_specialist_can(client: Client, cast: Cast):
    client.force_login(cast.carla.user)
    assert client.get("/manage/people/options/?q=bo").status_code == 404
    client.force_login(cast.wim.user)
    assert "Bo Bakker" in client.get("/manage/people/options/?q=bo").content.decode()


def test_who_manages_log_ins_gives_a_person_one_and_who_does_not_cannot(ineke: Client, cast: Cast):
    user = User.objects.create_user("noor", "kwis-test-1")
    noor = Person.objects.create(given_name="Noor", family_name="Nieuwenhuis")
    given = person(noor, user=user.pk)
    ineke.post(f"/manage/people/{noor.pk}/", given)
    noor.refresh_from_db()
    assert noor.user is None
    ineke.force_login(cast.admin.user)
    assert ineke.post(f"/manage/people/{noor.pk}/", given | {"seen": 10**9}).status_code == 302
    noor.refresh_from_db()
    assert noor.user == user
    assert f"/manage/logins/{user.pk}/" in ineke.get(f"/manage/people/{noor.pk}/").content.decode()
    # a log-in belongs to one person
    taken = person(cast.dirk, user=user.pk, seen=10**9)
    assert ineke.post(f"/manage/people/{cast.dirk.pk}/", taken).status_code == 422


def test_nobody_takes_the_log_in_of_who_may_do_more(ineke: Client, cast: Cast):
    role = Role.objects.create(name={"nl": "Sleutels"}, rights=["accounts.manage"])
    RoleHolding.objects.create(user=cast.ineke.user, role=role, scope_kind="everywhere")
    ada = cast.admin.user_id
    Person.objects.filter(pk=cast.admin.pk).update(user=None)
    noor = Person.objects.create(given_name="Noor", family_name="Nieuwenhuis")
    assert ineke.post(f"/manage/people/{noor.pk}/", person(noor, user=ada)).status_code == 422
    noor.refresh_from_db()
    assert noor.user is None


def test_the_list_leads_to_the_import(ineke: Client, cast: Cast):
    assert "/manage/people/import/" in ineke.get("/manage/people/").content.decode()
