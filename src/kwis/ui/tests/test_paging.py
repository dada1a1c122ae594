"""Back and on by key, over rows that share a value."""

import pytest

from kwis.ui.models import PulseStamp
from kwis.ui.paging import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> None:
    PulseStamp.objects.bulk_create(PulseStamp(key=f"k{number:02}", stamp=number // 3) for number in range(10))


def walk(order: tuple[str, ...]) -> list[list[str]]:
    seen, after = [], ""
    while True:
        page = page_of(PulseStamp.objects.all(), order, size=4, after=after)
        seen.append([row.key for row in page])
        if not page.after:
            return seen
        after = page.after


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("order", [("stamp", "key"), ("-stamp", "key"), ("-stamp", "-key")])
def test_walking_on_shows_every_row_once_in_order(order: tuple[str, ...]) -> None:
    assert [key for page in walk(order) for key in page] == list(
        PulseStamp.objects.order_by(*order).values_list("key", flat=True)
    )


@pytest.mark.usefixtures("rows")
def test_walking_back_shows_the_page_before() -> None:
    everything = PulseStamp.objects.all()
    order = ("stamp", "key")
    first = page_of(everything, order, size=4)
    second = page_of(everything, order, size=4, after=first.after)
    back = page_of(everything, order, size=4, before=second.before)

    assert [row.key for row in back] == [row.key for row in first]
    assert (back.before, bool(back.after)) == ("", True)


@pytest.mark.usefixtures("rows")
def test_a_forged_token_gives_the_first_page() -> None:
    assert [row.key for row in page_of(PulseStamp.objects.all(), ("key",), size=2, after="x")] == [
        "k00",
        "k01",
    ]
