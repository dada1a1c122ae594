"""Every icon that is used is in the sprite, and nothing else is asked of the reader's line."""

from kwis.ui import build, icons
from kwis.ui import components as tags


def test_every_icon_that_is_named_somewhere_is_in_the_built_sprite() -> None:
    missing = build.used_icons() - icons.known()

    assert not missing, f"run `python -m kwis.ui.build`; not in the sprite: {sorted(missing)}"


def test_an_icon_is_found_wherever_it_may_be_named() -> None:
    assert {
        "clock-exclamation",
        "arrow-down-right",
        "mood-happy",
        "settings",
        "truck",
        "archive-off",
    } <= build.used_icons()


def test_a_page_does_not_fall_over_a_drawing_that_is_not_there() -> None:
    assert "#point" in tags.icon("no-such-drawing")


def test_an_icon_says_nothing_to_a_screen_reader() -> None:
    assert 'aria-hidden="true"' in tags.icon("phone")


def test_squeezing_a_style_takes_out_comments_and_space_only() -> None:
    css = '/* why */\n@layer base {\n  a:hover { color: red; }\n\n  b::after { content: "/"; }\n}\n'

    assert build.squeezed(css) == '@layer base{a:hover{color: red}b::after{content: "/"}}'
