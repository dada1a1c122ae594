"""A gate asks a stranger to log in, and shows who lacks the right the page that does not exist."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from kwis.accounts import roles
from kwis.accounts.guards import Gate, by_link, guard, public, signed_in
from kwis.accounts.models import User
from kwis.accounts.models.role import Scope, ScopeKind
from kwis.accounts.permissions import AccountsRight
from kwis.people.permissions import PeopleRight

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened() -> list[str]:
    return []


def asked_by(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/secret/?q=1")
    request.user = user
    return request


def somebody(role: str = "", scope: Scope | None = None) -> User:
    user = User.objects.create_user(f"somebody-{User.objects.count()}")
    if role:
        roles.give(user, role, scope)
    return user


def test_a_stranger_is_asked_to_log_in_and_comes_back_to_the_page(opened: list[str]) -> None:
    for gate in (guard(PeopleRight.SEE), signed_in):
        answer = gate(lambda request: opened.append("in") or HttpResponse())(asked_by(AnonymousUser()))
        assert answer.status_code == 302
        assert answer["Location"] == "/account/login/?next=/secret/%3Fq%3D1"
    assert opened == []


def test_who_lacks_the_right_sees_the_page_that_does_not_exist(opened: list[str]) -> None:
    view = guard(AccountsRight.MANAGE)(lambda request: opened.append("in") or HttpResponse())
    for user in (somebody(), somebody("customer"), somebody("agent"), somebody("manager")):
        with pytest.raises(Http404):
            view(asked_by(user))
    assert opened == []


def test_who_holds_one_of_the_rights_somewhere_comes_in() -> None:
    view = guard(AccountsRight.MANAGE, PeopleRight.SEE)(lambda request: HttpResponse("in"))
    assert view(asked_by(somebody("administrator"))).content == b"in"
    assert view(asked_by(somebody("agent", Scope(ScopeKind.DESK, 3)))).content == b"in"


def test_a_log_in_out_of_use_does_not_come_in() -> None:
    user = somebody("administrator")
    user.is_active = False
    with pytest.raises(Http404):
        guard(AccountsRight.MANAGE)(lambda request: HttpResponse())(asked_by(user))


def test_every_gate_says_what_it_is() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert guard(PeopleRight.SEE)(view).gate == Gate("right", ("people.see",))
    assert signed_in(view).gate == Gate("signed_in")
    assert by_link(view).gate == Gate("link")
    assert public(view).gate == Gate("public")
