"""A notice is for one log-in, told once while it is unseen, and seen only by whom it is for."""

import pytest

from kwis.core.models import Notice
from kwis.core.notices import notify, see

pytestmark = pytest.mark.django_db

ANNA, BO = 1, 2


def test_each_log_in_gets_one_notice_and_the_same_unseen_one_is_not_told_twice() -> None:
    notify([ANNA, BO, ANNA], "Printer klaar", "/desk/1/")
    notify([ANNA], "Printer klaar", "/desk/1/")
    notify([ANNA], "Printer klaar", "/desk/2/")
    assert sorted(Notice.objects.values_list("user_key", "url")) == [
        (ANNA, "/desk/1/"),
        (ANNA, "/desk/2/"),
        (BO, "/desk/1/"),
    ]


def test_what_was_seen_is_told_again_when_it_happens_again() -> None:
    notify([ANNA], "Printer klaar", "/")
    see(ANNA, Notice.objects.get().pk)
    notify([ANNA], "Printer klaar", "/")
    assert Notice.objects.filter(seen_at__isnull=True).count() == 1


def test_nobody_sees_a_notice_away_for_somebody_else() -> None:
    notify([ANNA], "Printer klaar", "/")
    see(BO, Notice.objects.get().pk)
    assert Notice.objects.get().seen_at is None


def test_a_long_text_is_cut_and_still_told_once() -> None:
    notify([ANNA], "x" * 500, "/")
    notify([ANNA], "x" * 500, "/")
    assert len(Notice.objects.get().text) == 300
