"""Initials and tints."""

from types import SimpleNamespace

import pytest

from kwis.ui import people


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Joost van Dam", "JD"),
        ("Annemiek de Boer", "AB"),
        ("Ayşe Kaya", "AK"),
        ("Cher", "C"),
        ("", "?"),
        ("'s-Gravesande", "SG"),
        ("de", "D"),
    ],
)
def test_initials_are_first_and_last_name_without_particles(name: str, initials: str) -> None:
    assert people.initials_of(name) == initials


def test_a_person_keeps_the_same_tint_on_every_page() -> None:
    """As a log-in, as a person in a list, and as the name that stands with a message."""
    user, person = SimpleNamespace(pk=3, name="Joost van Dam"), SimpleNamespace(pk=12, name="Joost van Dam")

    assert people.tint_of(user) == people.tint_of(person) == people.tint_of("Joost van Dam") in people.TINTS
