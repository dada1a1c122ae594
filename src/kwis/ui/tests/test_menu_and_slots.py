"""Rooms above plug in; the layouts draw what this user may use."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.safestring import SafeString, mark_safe

from kwis.ui import menu, slots
from kwis.ui.rights import may


@pytest.fixture
def empty_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_entries", [])
    monkeypatch.setattr(slots, "_providers", {})


def request_of(path: str, *rights: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = SimpleNamespace(is_authenticated=True, has_right=lambda right: right in rights)  # type: ignore[assignment]
    return request


@pytest.mark.usefixtures("empty_menu")
def test_an_entry_is_drawn_only_for_who_holds_its_right() -> None:
    menu.register("Manage", "settings", "ui:manage", right="people.manage")

    assert menu.shown(request_of("/"), "rail") == ()
    assert [entry.label for entry in menu.shown(request_of("/", "people.manage"), "rail")] == ["Manage"]


@pytest.mark.usefixtures("empty_menu")
def test_an_entry_of_a_room_that_is_not_there_is_not_drawn() -> None:
    menu.register("Nowhere", "x", "no_such_room:page")

    assert menu.shown(request_of("/"), "rail") == ()


@pytest.mark.usefixtures("empty_menu")
def test_the_entry_with_the_longest_matching_address_is_the_current_one() -> None:
    menu.register("Manage", "settings", "ui:manage")
    menu.register("Styleguide", "eye", "ui:styleguide")

    assert [entry.label for entry in menu.shown(request_of("/manage/teams/3/"), "rail") if entry.current] == [
        "Manage"
    ]


@pytest.mark.usefixtures("empty_menu")
def test_an_address_elsewhere_can_belong_to_an_entry() -> None:
    menu.register("Manage", "settings", "ui:manage", holds=("/styleguide/swap/",))
    menu.register("Styleguide", "eye", "ui:styleguide")

    assert [entry.current for entry in menu.shown(request_of("/styleguide/swap/"), "rail")] == [True, False]


@pytest.mark.usefixtures("empty_menu")
def test_the_work_begins_where_an_entry_says_so_else_at_the_first_and_nowhere_for_a_customer() -> None:
    assert menu.first_page(request_of("/")) == ""
    menu.register("Manage", "settings", "ui:manage", order=10)
    menu.register(
        "Styleguide", "eye", "ui:styleguide", order=20, begins=lambda request: may(request.user, "x.y")
    )

    assert menu.first_page(request_of("/")) == "/manage/"
    assert menu.first_page(request_of("/", "x.y")) == "/styleguide/"


@pytest.mark.usefixtures("empty_menu")
def test_entries_stand_in_their_order() -> None:
    menu.register("Second", "x", "ui:manage", order=20)
    menu.register("First", "x", "ui:styleguide", order=10)

    assert [entry.label for entry in menu.shown(request_of("/"), "rail")] == ["First", "Second"]


@pytest.mark.usefixtures("empty_menu")
def test_a_place_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        menu.register("Lost", "x", "ui:manage", place="cellar")


@pytest.mark.usefixtures("empty_menu")
def test_a_slot_shows_its_panels_in_order_and_escapes_plain_words() -> None:
    def second(request: HttpRequest, **context: object) -> SafeString:
        return mark_safe("<b>second</b>")

    def first(request: HttpRequest, **context: object) -> str:
        return f"<first {context['ticket']}>"

    def silent(request: HttpRequest, **context: object) -> None:
        return None

    slots.register("ticket.side", second, order=2)
    slots.register("ticket.side", first, order=1)
    slots.register("ticket.side", silent)

    assert slots.render("ticket.side", request_of("/"), ticket=7) == "&lt;first 7&gt;\n<b>second</b>"


@pytest.mark.usefixtures("empty_menu")
def test_a_slot_that_nobody_fills_is_empty() -> None:
    assert slots.render("nobody", request_of("/")) == ""
    assert not slots.filled("nobody")
