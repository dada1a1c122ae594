"""Every text can be read in Dutch, and the tool that says so sees what is missing."""

from pathlib import Path

import pytest

from kwis.config import translating

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Calls"
msgstr "Meldingen"

msgid "Gone"
msgstr "Weg"

msgid "%(count)s calls of %(name)s"
msgstr "%(count)s meldingen van %(naam)s"
"""


def test_every_message_is_translated() -> None:
    assert translating.missing() == []


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(translating, "ROOMS", tmp_path)
    folder = tmp_path / "desk"
    (folder / "locale" / "nl" / "LC_MESSAGES").mkdir(parents=True)
    (folder / "locale" / "nl" / "LC_MESSAGES" / "django.po").write_text(PO)
    (folder / "templates" / "desk").mkdir(parents=True)
    return folder


def test_a_message_without_a_translation_is_found_wherever_it_stands(room: Path) -> None:
    (room / "a.py").write_text(
        '_("Calls"); ngettext("%(n)s order", "%(n)s orders", n); pgettext("kind", "Fault")'
    )
    (room / "templates" / "desk" / "a.html").write_text(
        """{% load i18n %}{% translate "Nothing (yet)" %}{% blocktranslate %}It's {{ name }}{% endblocktranslate %}
        {{ _("In use") }}{% include "x.html" with title=_("A title") %}"""
    )
    lines = translating.missing()
    for message in ("%(n)s order", "Fault", "Nothing (yet)", "It's %(name)s", "In use", "A title"):
        assert any(f"not in nl: {message!r}" in line for line in lines), (message, lines)
    assert not any("'Calls'" in line for line in lines)


def test_a_translation_that_nobody_asks_for_is_found(room: Path) -> None:
    (room / "a.py").write_text('_("Calls")')
    assert "desk/locale/nl: nobody asks for 'Gone'" in translating.missing()


def test_a_translation_with_another_placeholder_is_found(room: Path) -> None:
    assert any(
        "other placeholders than '%(count)s calls of %(name)s'" in line for line in translating.missing()
    )


def test_two_rooms_that_translate_one_message_differently_are_found(room: Path) -> None:
    folder = room.parent / "dispatch" / "locale" / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO.replace("Meldingen", "Bellen"))
    assert "dispatch: 'Calls' is 'Bellen' here and 'Meldingen' in desk" in translating.missing()
