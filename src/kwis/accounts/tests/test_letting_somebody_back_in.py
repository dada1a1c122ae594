"""A letter for a password, taking the code away and ending sessions: who may, what it brings, and what is told of it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.test import Client, override_settings
from tests.cast import Cast

from kwis.accounts import recovering
from kwis.accounts.models import Role, RoleHolding, User
from kwis.accounts.tests.codes import set_up_code
from kwis.channels.models import Delivery
from kwis.core.actors import KWIS
from kwis.core.events import history_of, sentence
from kwis.core.models import Event

pytestmark = pytest.mark.django_db

ACTS = ("password-letter", "code", "sessions")
OLD, NEW = "kwis-test-1", "weiland-kikker-7"


@pytest.fixture
def ada(client: Client, cast: Cast) -> Client:
    client.force_login(cast.admin.user)
    return client


@pytest.fixture
def wim(cast: Cast) -> User:
    """Logs in with a code as well."""
    set_up_code(cast.wim.user)
    user: User = cast.wim.user
    return user


@pytest.fixture
def key_holder(cast: Cast) -> Client:
    """Ineke leads the desk and may manage log-ins, but may do less than the administrator."""
    role = Role.objects.create(name={"nl": "Sleutels"}, rights=["accounts.manage"])
    RoleHolding.objects.create(user=cast.ineke.user, role=role, scope_kind="everywhere")
    client = Client()
    client.force_login(cast.ineke.user)
    return client


def page_of(user: User, act: str) -> str:
    return f"/manage/logins/{user.pk}/{act}/"


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    assert is_in(client)
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/password/change/").status_code == 200


def told(user: User) -> list[str]:
    return [sentence(event) for event in history_of(user)]


def untouched(user: User) -> tuple[object, ...]:
    """Everything that the three acts could change."""
    user = User.objects.get(pk=user.pk)
    codes = Authenticator.objects.filter(user=user).count()
    return (user.password, user.session_round, codes, len(mail.outbox), history_of(user).count())


def test_the_page_of_a_log_in_leads_to_what_can_be_done_for_it(ada: Client, cast: Cast, wim: User) -> None:
    page = ada.get(f"/manage/logins/{wim.pk}/").content.decode()
    assert all(page_of(wim, act) in page for act in ACTS)
    page = ada.get(f"/manage/logins/{cast.anna.user.pk}/").content.decode()
    assert page_of(cast.anna.user, "code") not in page


def test_asking_changes_nothing(ada: Client, wim: User) -> None:
    before = untouched(wim)
    for act in ACTS:
        page = ada.get(page_of(wim, act))
        assert page.status_code == 200
        assert '<form class="panel" method="post"' in page.content.decode()
    assert untouched(wim) == before


def test_by_the_letter_the_person_chooses_a_password_and_all_sessions_end(ada: Client, cast: Cast) -> None:
    user = cast.wim.user
    elsewhere = logged_in(user)
    answer = ada.post(page_of(user, "password-letter"), HTTP_HOST="127.0.0.1")
    assert answer.headers["Location"] == f"/manage/logins/{user.pk}/"
    (letter,) = mail.outbox
    assert letter.to == ["wim@example.org"]
    assert "Ada Adan vraagt u een wachtwoord te kiezen" in letter.body
    link = re.search(rf"{re.escape(settings.BASE_URL)}(/account/password/reset/key/\S+)", letter.body)
    assert link is not None
    # the old one holds until there is a new one
    assert is_in(elsewhere)
    reader = Client()
    page = reader.get(link[1], follow=True)
    reader.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not is_in(elsewhere)
    assert "Deze link werkt niet meer" in Client().get(link[1], follow=True).content.decode()


def test_a_log_in_that_never_had_a_password_gets_its_first_by_the_letter(ada: Client, cast: Cast) -> None:
    user = User.objects.create_user("nieuw", email="nieuw@example.org", name="Nieuw", language="en")
    ada.post(page_of(user, "password-letter"))
    (letter,) = mail.outbox
    assert letter.subject.startswith("Choose a password for")
    link = re.search(r"https?://[^/]+(/account/password/reset/key/\S+)", letter.body)
    assert link is not None
    reader = Client()
    page = reader.get(link[1], follow=True)
    reader.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert reader.login(username="nieuw", password=NEW)


def test_the_letter_says_how_long_its_link_works() -> None:
    assert settings.PASSWORD_RESET_TIMEOUT == 3 * 24 * 3600


@override_settings(EMAIL_BACKEND="kwis.channels.delivering.backend.DeliveryBackend")
def test_the_link_stands_in_the_letter_and_nowhere_else(
    ada: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    user = cast.wim.user
    caplog.set_level("DEBUG", logger="kwis")
    answer = ada.post(page_of(user, "password-letter"), follow=True)
    letter = Delivery.objects.get()
    assert (letter.secret, letter.address) == (True, "wim@example.org")
    found = re.search(r"/reset/key/(\S+)/", letter.text)
    assert found is not None
    secret = found[1].partition("-")[2]
    pages = [answer.content.decode()]
    pages += [ada.get(f"/desk/letters/{end}").content.decode() for end in ("", f"{letter.pk}/")]
    pages += [ada.get(f"/manage/logins/{user.pk}/").content.decode(), caplog.text]
    assert not [page for page in pages if secret in page]
    assert secret not in str(list(Event.objects.values()))


def test_each_act_is_told_with_who_and_when(ada: Client, wim: User) -> None:
    for act in ACTS:
        assert ada.post(page_of(wim, act)).status_code == 302
    assert told(wim) == [
        "heeft wim overal uitgelogd",
        "heeft de code van wim weggehaald",
        "heeft wim een mail gestuurd om een wachtwoord te kiezen",
    ]
    assert {event.actor_name for event in history_of(wim)} == {"Ada Adan"}
    assert "heeft de code van wim weggehaald" in ada.get(f"/manage/logins/{wim.pk}/").content.decode()


def test_taking_the_code_away_ends_sessions_and_its_owner_reads_of_it(ada: Client, wim: User) -> None:
    elsewhere = logged_in(wim)
    ada.post(page_of(wim, "code"))
    assert not Authenticator.objects.filter(user=wim).exists()
    assert not is_in(elsewhere)
    (letter,) = mail.outbox
    assert letter.subject == "U logt nu in zonder code"
    assert "Ada Adan heeft de code weggehaald" in letter.body
    client = Client()
    client.post("/account/login/", {"login": "wim", "password": OLD})
    assert is_in(client)


def test_ending_sessions_ends_all_of_this_log_in_and_none_of_others(ada: Client, cast: Cast) -> None:
    user = cast.wim.user
    devices, colleague = [logged_in(user), logged_in(user)], logged_in(cast.anna.user)
    ada.post(page_of(user, "sessions"))
    assert [is_in(device) for device in devices] == [False, False]
    assert is_in(colleague)
    assert is_in(ada)
    # and one can log in again, with the same password
    again = Client()
    again.post("/account/login/", {"login": "wim", "password": OLD})
    assert is_in(again)


def test_a_password_that_somebody_else_changed_ends_sessions_too(ada: Client, cast: Cast) -> None:
    user = User.objects.create_user("kees", OLD, name="Kees")
    elsewhere = logged_in(user)
    rows = {"holdings-TOTAL_FORMS": 0, "holdings-INITIAL_FORMS": 0}
    given = {"name": "Kees", "login_name": "kees", "email": "", "language": "nl", "seen": 0}
    answer = ada.post(f"/manage/logins/{user.pk}/", given | rows | {"new_password": NEW, "again": NEW})
    assert answer.status_code == 302
    assert not is_in(elsewhere)


@pytest.mark.parametrize(("field", "value"), [("email", None), ("is_active", False)])
def test_no_letter_goes_without_an_address_or_to_a_log_in_out_of_use(
    ada: Client, cast: Cast, field: str, value: object
) -> None:
    user = cast.wim.user
    User.objects.filter(pk=user.pk).update(**{field: value})
    before = untouched(user)
    assert page_of(user, "password-letter") not in ada.get(f"/manage/logins/{user.pk}/").content.decode()
    page = ada.get(page_of(user, "password-letter"))
    assert (page.status_code, "btn-primary" in page.content.decode()) == (200, False)
    assert ada.post(page_of(user, "password-letter")).status_code == 409
    with pytest.raises(recovering.CannotRecover):
        recovering.send_password_letter(user, KWIS)
    assert untouched(user) == before


def test_without_a_code_there_is_none_to_take_away(ada: Client, cast: Cast) -> None:
    before = untouched(cast.wim.user)
    assert ada.post(page_of(cast.wim.user, "code")).status_code == 409
    with pytest.raises(recovering.CannotRecover):
        recovering.take_code_away(cast.wim.user, KWIS)
    assert untouched(cast.wim.user) == before


def test_nobody_takes_their_own_code_away_without_showing_that_it_is_them(ada: Client, cast: Cast) -> None:
    user = cast.admin.user
    set_up_code(user)
    before = untouched(user)
    answer = ada.post(page_of(user, "code"))
    assert answer.status_code == 409
    assert "Uw eigen code haalt u weg onder uw eigen naam" in answer.content.decode()
    assert untouched(user) == before


@pytest.mark.parametrize("act", ACTS)
def test_nobody_does_it_for_who_may_do_more(key_holder: Client, cast: Cast, act: str) -> None:
    user = cast.admin.user
    set_up_code(user)
    before = untouched(user)
    assert page_of(user, act) not in key_holder.get(f"/manage/logins/{user.pk}/").content.decode()
    assert key_holder.get(page_of(user, act)).status_code == 404
    assert key_holder.post(page_of(user, act)).status_code == 404
    assert untouched(user) == before


@pytest.mark.parametrize("act", ACTS)
def test_for_who_may_do_less_a_keeper_of_the_keys_does_it(key_holder: Client, cast: Cast, act: str) -> None:
    user = cast.carla.user
    set_up_code(user)
    RoleHolding.objects.filter(user=user).delete()
    before = untouched(user)
    assert key_holder.post(page_of(user, act)).status_code == 302
    assert untouched(user) != before


@pytest.mark.parametrize("act", ACTS)
def test_who_may_not_manage_log_ins_finds_no_page_and_changes_nothing(
    client: Client, cast: Cast, wim: User, act: str
) -> None:
    before = untouched(wim)
    assert "/account/login/" in client.post(page_of(wim, act)).headers["Location"]
    for who in (cast.carla, cast.anna, cast.ineke, cast.wim):
        client.force_login(who.user)
        assert client.get(page_of(wim, act)).status_code == 404
        assert client.post(page_of(wim, act)).status_code == 404
    assert untouched(wim) == before


@pytest.mark.parametrize("act", ACTS)
def test_a_log_in_that_is_not_there_is_not_found(ada: Client, act: str) -> None:
    assert ada.post(f"/manage/logins/999999/{act}/").status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_a_page_of_another_site_cannot_do_it(cast: Cast, wim: User, act: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.admin.user)
    before = untouched(wim)
    assert strict.post(page_of(wim, act)).status_code == 403
    assert untouched(wim) == before


@pytest.mark.parametrize(("language", "words"), [("nl", "Haal de code weg"), ("en", "Take the code away")])
def test_the_question_is_asked_in_both_languages(ada: Client, wim: User, language: str, words: str) -> None:
    page = ada.get(page_of(wim, "code"), HTTP_ACCEPT_LANGUAGE=language)
    assert words in page.content.decode()
