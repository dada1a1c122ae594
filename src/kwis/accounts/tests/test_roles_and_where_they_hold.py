"""Roles are rows that an administrator edits; a right is held at a desk, in a team, on a site, or everywhere."""

import pytest

from kwis.accounts import rights, roles
from kwis.accounts.models import Role, RoleHolding, User
from kwis.accounts.models.role import Scope, ScopeKind
from kwis.accounts.permissions import AccountsRight
from kwis.people.permissions import PeopleRight

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("Anna ", "a-long-password")


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_the_eight_ready_made_roles_are_there_and_making_them_again_changes_nothing() -> None:
    roles.make_ready()
    before = list(Role.objects.values())
    assert {role["code"] for role in before} == set(roles.READY_MADE)
    roles.make_ready()
    assert list(Role.objects.values()) == before


def test_the_administrator_holds_every_right_and_a_customer_none() -> None:
    roles.make_ready()
    assert set(Role.objects.get(code="administrator").rights) == set(rights.all_rights())
    assert Role.objects.get(code="customer").rights == sorted(rights.ready_made("customer"))


def test_what_an_administrator_took_away_or_gave_stays_so() -> None:
    roles.make_ready()
    agent = Role.objects.get(code="agent")
    agent.rights = [right for right in agent.rights if right != PeopleRight.NOTE] + [AccountsRight.MANAGE]
    agent.name = {"nl": "Medewerker"}
    agent.save()
    roles.make_ready()
    agent.refresh_from_db()
    assert PeopleRight.NOTE not in agent.rights
    assert AccountsRight.MANAGE in agent.rights
    assert agent.name == {"nl": "Medewerker"}


def test_a_right_that_is_new_in_this_version_is_given_to_the_roles_it_was_made_for() -> None:
    roles.make_ready()
    agent = Role.objects.get(code="agent")
    agent.rights = [right for right in agent.rights if right != PeopleRight.NOTE]
    agent.known_rights = [right for right in agent.known_rights if right != PeopleRight.NOTE]
    agent.save()
    roles.make_ready()
    agent.refresh_from_db()
    assert PeopleRight.NOTE in agent.rights


def test_a_right_that_is_gone_from_the_programme_is_taken_out() -> None:
    roles.make_ready()
    Role.objects.filter(code="agent").update(rights=["gone.right"])
    roles.make_ready()
    assert "gone.right" not in Role.objects.get(code="agent").rights


def test_a_right_held_somewhere_is_held_there_and_not_elsewhere(anna: User) -> None:
    roles.give(anna, "agent", Scope(ScopeKind.DESK, 1))
    anna = fresh(anna)
    assert anna.has_right(PeopleRight.SEE)
    assert anna.has_right(PeopleRight.SEE, Scope(ScopeKind.DESK, 1))
    assert not anna.has_right(PeopleRight.SEE, Scope(ScopeKind.DESK, 2))
    assert not anna.has_right(PeopleRight.SEE, Scope(ScopeKind.TEAM, 1))
    assert not anna.has_right_everywhere(PeopleRight.SEE)
    assert not anna.has_right(AccountsRight.MANAGE)


def test_a_right_held_everywhere_is_held_at_each_place(anna: User) -> None:
    roles.give(anna, "agent")
    anna = fresh(anna)
    assert anna.has_right_everywhere(PeopleRight.SEE)
    assert anna.has_right(PeopleRight.SEE, Scope(ScopeKind.SITE, 99))


def test_scopes_of_several_roles_add_up(anna: User) -> None:
    roles.give(anna, "agent", Scope(ScopeKind.DESK, 1))
    roles.give(anna, "specialist", Scope(ScopeKind.TEAM, 7))
    assert fresh(anna).scopes_of(PeopleRight.SEE) == {Scope(ScopeKind.DESK, 1), Scope(ScopeKind.TEAM, 7)}


def test_a_role_is_held_once_in_one_place_and_given_at_once(anna: User) -> None:
    assert not anna.has_right(PeopleRight.SEE)
    roles.give(anna, "agent")
    roles.give(anna, "agent")
    assert RoleHolding.objects.count() == 1
    assert anna.has_right(PeopleRight.SEE)


def test_a_role_out_of_use_and_a_log_in_out_of_use_give_nothing(anna: User) -> None:
    roles.give(anna, "agent")
    Role.objects.filter(code="agent").update(active=False)
    assert not fresh(anna).has_right(PeopleRight.SEE)
    Role.objects.filter(code="agent").update(active=True)
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert not fresh(anna).has_right(PeopleRight.SEE)


def test_rights_cost_one_query_per_request(anna: User, django_assert_num_queries) -> None:
    roles.give(anna, "agent")
    anna = fresh(anna)
    with django_assert_num_queries(1):
        for _turn in range(5):
            anna.has_right(PeopleRight.SEE)
            anna.has_right(AccountsRight.MANAGE)


def test_log_in_names_are_kept_small_and_two_people_may_both_have_no_address() -> None:
    first, second = User.objects.create_user(" Piet "), User.objects.create_user("Jan", email=None)
    assert (first.login_name, second.email) == ("piet", None)
    first.email = ""
    first.clean()
    assert first.email is None
