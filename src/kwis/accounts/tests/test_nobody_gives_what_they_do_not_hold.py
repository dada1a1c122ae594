"""Log-ins and roles in Beheer: what is given, what is refused (and then nothing changed), and who keeps the keys."""

from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.accounts.governing import somebody_keeps_the_keys
from kwis.accounts.models import Role, RoleHolding, User
from kwis.accounts.roles import give
from kwis.accounts.scope import Scope
from kwis.core.events import history_of
from kwis.core.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client, cast: Cast) -> Client:
    client.force_login(cast.admin.user)
    return client


@pytest.fixture
def key_holder(cast: Cast) -> User:
    """Ineke leads the desk and may manage log-ins, but holds no rights of, for instance, the catalogue's plans."""
    role = Role.objects.create(name={"nl": "Sleutels"}, rights=["accounts.manage"])
    RoleHolding.objects.create(user=cast.ineke.user, role=role, scope_kind="everywhere")
    return cast.ineke.user


def login(user: User | None = None, *new: tuple[Role, str], **changes: Any) -> dict[str, Any]:
    given = {"name": "Nieuw", "login_name": "nieuw", "email": "", "language": "nl"}
    held = list(user.holdings.order_by("pk")) if user else []
    if user is not None:
        newest = history_of(user).first()
        given = {
            "name": user.name,
            "login_name": user.login_name,
            "email": user.email or "",
            "language": "nl",
        }
        given["seen"] = newest.pk if newest else 0
    rows: dict[str, Any] = {"TOTAL_FORMS": len(held) + len(new), "INITIAL_FORMS": len(held)}
    for at, one in enumerate(held):
        rows |= {
            f"{at}-id": one.pk,
            f"{at}-role": one.role_id,
            f"{at}-where": f"{one.scope_kind}:{one.scope_key}",
        }
    for at, (role, where) in enumerate(new, start=len(held)):
        rows |= {f"{at}-role": role.pk, f"{at}-where": where}
    return given | {f"holdings-{name}": value for name, value in rows.items()} | changes


def role(code: str) -> Role:
    return Role.objects.get(code=code)


def test_a_log_in_is_made_with_a_role_for_one_team_and_a_password(ada: Client, cast: Cast):
    given = login(
        None,
        (role("specialist"), f"team:{cast.hr.pk}"),
        new_password="weiland-kikker-7",
        again="weiland-kikker-7",
    )
    answer = ada.post("/manage/logins/new/", given)
    made = User.objects.get(login_name="nieuw")
    assert answer.status_code == 302, answer.content.decode()
    assert made.check_password("weiland-kikker-7")
    assert made.scopes_of("dispatch.work") == {Scope("team", cast.hr.pk)}
    assert "weiland" not in str(list(Event.objects.values()))
    assert "Behandelaar (HR-advies)" in ada.get("/manage/logins/?q=nieuw").content.decode()


def test_a_log_in_without_a_password_cannot_be_used_yet(ada: Client, cast: Cast):
    ada.post("/manage/logins/new/", login())
    assert not User.objects.get(login_name="nieuw").has_usable_password()


def test_a_changed_password_is_told_but_not_what_it_is(ada: Client, cast: Cast):
    ada.post(
        f"/manage/logins/{cast.wim.user.pk}/",
        login(cast.wim.user, new_password="weiland-kikker-7", again="weiland-kikker-7"),
    )
    cast.wim.user.refresh_from_db()
    assert cast.wim.user.check_password("weiland-kikker-7")
    told = history_of(cast.wim.user).get()
    assert (told.data["action"], told.data["changes"]) == ("changed", {})


@pytest.mark.parametrize(
    "wrong",
    [
        {"new_password": "kort", "again": "kort"},
        {"new_password": "weiland-kikker-7", "again": "anders"},
        {"login_name": "ANNA"},
        {"email": "Anna@Example.org"},
    ],
)
def test_a_wrong_password_or_a_name_or_address_that_is_taken_is_refused(
    ada: Client, cast: Cast, wrong: dict[str, str]
):
    before = cast.wim.user.password
    assert ada.post(f"/manage/logins/{cast.wim.user.pk}/", login(cast.wim.user, **wrong)).status_code == 422
    user = User.objects.get(pk=cast.wim.user.pk)
    assert (user.password, user.login_name, user.email) == (before, "wim", "wim@example.org")


def test_nobody_gives_a_role_that_may_do_more_than_they_may(client: Client, cast: Cast, key_holder: User):
    client.force_login(key_holder)
    answer = client.post("/manage/logins/new/", login(None, (role("administrator"), "everywhere:0")))
    assert answer.status_code == 422
    assert not User.objects.filter(login_name="nieuw").exists()
    answer = client.post(
        f"/manage/logins/{key_holder.pk}/", login(key_holder, (role("catalogue_owner"), "everywhere:0"))
    )
    assert answer.status_code == 422
    assert not key_holder.holdings.filter(role__code="catalogue_owner").exists()


def test_nobody_changes_the_log_in_of_who_may_do_more(client: Client, cast: Cast, key_holder: User):
    client.force_login(key_holder)
    ada = cast.admin.user
    page = client.get(f"/manage/logins/{ada.pk}/")
    assert page.status_code == 200
    assert "new_password" not in page.content.decode()
    taken = login(ada, new_password="weiland-kikker-7", again="weiland-kikker-7")
    assert client.post(f"/manage/logins/{ada.pk}/", taken).status_code == 404
    assert client.post(f"/manage/logins/{ada.pk}/retire/").status_code == 404
    ada.refresh_from_db()
    assert (ada.check_password("kwis-test-1"), ada.is_active) == (True, True)


def test_nobody_puts_a_right_in_a_role_that_they_do_not_hold_themselves(
    client: Client, cast: Cast, key_holder: User
):
    client.force_login(key_holder)
    own = Role.objects.get(name={"nl": "Sleutels"})
    given = {"seen": 0, "name_nl": "Sleutels", "rights": ["accounts.manage", "dispatch.manage_plans"]}
    assert client.post(f"/manage/roles/{own.pk}/", given).status_code == 422
    own.refresh_from_db()
    assert own.rights == ["accounts.manage"]
    # nor does the role of others become theirs to fill in
    administrator = role("administrator")
    assert client.post(f"/manage/roles/{administrator.pk}/", given).status_code == 404


def test_a_right_held_for_one_team_cannot_be_given_everywhere(client: Client, cast: Cast, key_holder: User):
    give(key_holder, "specialist", Scope("team", cast.hr.pk))
    client.force_login(User.objects.get(pk=key_holder.pk))
    for where in ("everywhere:0", f"team:{cast.workplace.pk}"):
        assert client.post("/manage/logins/new/", login(None, (role("specialist"), where))).status_code == 422
    assert (
        client.post(
            "/manage/logins/new/", login(None, (role("specialist"), f"team:{cast.hr.pk}"))
        ).status_code
        == 302
    )


def test_the_last_administrator_keeps_the_keys(ada: Client, cast: Cast):
    user = cast.admin.user
    without = login(user, **{"holdings-0-DELETE": "on"})
    assert ada.post(f"/manage/logins/{user.pk}/", without).status_code == 422
    ada.post(f"/manage/logins/{user.pk}/retire/")
    rights = [right for right in role("administrator").rights if right != "accounts.manage"]
    given = {"seen": 0, "name_nl": "Beheerder", "rights": rights}
    assert ada.post(f"/manage/roles/{role('administrator').pk}/", given).status_code == 422
    user.refresh_from_db()
    assert user.is_active
    assert somebody_keeps_the_keys()
    assert User.objects.get(pk=user.pk).has_right_everywhere("accounts.manage")
    assert not history_of(user).exists()


def test_one_of_two_administrators_can_go(ada: Client, cast: Cast):
    give(cast.bo.user, "administrator")
    ada.post(f"/manage/logins/{cast.bo.user.pk}/retire/")
    cast.bo.user.refresh_from_db()
    assert not cast.bo.user.is_active


def test_the_rights_of_a_role_are_told_in_words_and_ready_made_roles_stay(ada: Client, cast: Cast):
    specialist = role("specialist")
    rights = [*specialist.rights, "desk.see"]
    answer = ada.post(
        f"/manage/roles/{specialist.pk}/",
        {"seen": 0, "name_nl": "Behandelaar", "name_en": "Specialist", "rights": rights},
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert answer.status_code == 302
    (pair,) = history_of(specialist).get().data["changes"].values()
    assert len(pair[1]) > len(pair[0])
    ada.post(f"/manage/roles/{specialist.pk}/retire/")
    specialist.refresh_from_db()
    assert specialist.active


def test_the_page_of_a_role_groups_its_rights_by_room(ada: Client, cast: Cast):
    page = ada.get(f"/manage/roles/{role('agent').pk}/").content.decode()
    assert page.count("<legend>") >= 5
    assert 'value="desk.see"' in page


@pytest.mark.parametrize("slug", ["logins", "roles"])
def test_who_lacks_the_right_finds_no_page_and_changes_nothing(client: Client, cast: Cast, slug: str):
    before = (User.objects.count(), Role.objects.count())
    for who in (cast.anna, cast.carla, cast.ineke):
        client.force_login(who.user)
        assert client.get(f"/manage/{slug}/").status_code == 404
        assert client.get(f"/manage/{slug}/options/").status_code == 404
        assert client.post(f"/manage/{slug}/new/", login()).status_code == 404
    assert (User.objects.count(), Role.objects.count()) == before
