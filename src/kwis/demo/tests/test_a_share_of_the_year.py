"""A share of the year, told by the real verbs. The whole year is a proof (tests/proofs)."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from kwis.accounts.models import User
from kwis.core.models import Event
from kwis.demo import loading
from kwis.demo.fingerprint import fingerprint
from kwis.demo.models import Loading
from kwis.desk.models import Message, Ticket
from kwis.people.models import Person

NOW = datetime(2026, 6, 9, 7, 42, tzinfo=UTC)  # a Tuesday, 9:42 at the desk
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_share_is_told_true_to_time_and_the_same_each_time() -> None:
    # numbers that other tests drew are not given back by emptying tables
    loading.empty()
    loaded = loading.load(NOW, every=40, shares=1)

    assert Person.objects.count() == 600
    assert Ticket.objects.count() == loaded.calls > 30
    assert not Ticket.objects.filter(created_at__gt=NOW).exists()
    assert not Event.objects.filter(at__gt=NOW).exists()
    # numbers are given out in the order in which calls came in
    moments = list(Ticket.objects.order_by("id").values_list("created_at", flat=True))
    assert moments == sorted(moments)
    # nobody forgot to fill in a word
    assert not Message.objects.filter(text__contains="{").exists()

    first = fingerprint()
    call_command("flush", interactive=False, verbosity=0)
    loading.empty()
    loading.load(NOW, every=40, shares=1)

    assert fingerprint() == first


def test_a_load_that_was_cut_off_begins_again_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    Loading.objects.create(year_ends_at=NOW)
    User.objects.create_user("half", "made-by-the-first-try")
    monkeypatch.setattr(loading, "load", lambda: loading.Loaded(0, 0.0))

    loading.load_once()

    assert not User.objects.exists()
    assert not Loading.objects.exists()


def test_a_real_organisation_is_left_alone() -> None:
    User.objects.create_user("karin", "somebody-real")

    loading.load_once()

    assert list(User.objects.values_list("login_name", flat=True)) == ["karin"]
    assert not Person.objects.exists()


def test_a_second_start_changes_nothing() -> None:
    Loading.objects.create(year_ends_at=NOW, done_at=NOW)

    loading.load_once()

    assert not Person.objects.exists()
