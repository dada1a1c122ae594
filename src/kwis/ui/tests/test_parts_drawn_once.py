"""`{% remembered %}` draws once per values and language, and never mixes up two of them."""

from django.template import Context, Template
from django.utils import translation

DRAWN = Template(
    "{% load i18n kwis %}{% remembered who %}{{ who }}{{ count }}{% translate 'Close' %}{% endremembered %}"
)


def test_other_values_are_drawn_anew_and_the_same_ones_are_not() -> None:
    with translation.override("nl"):
        first = DRAWN.render(Context({"who": "Anna", "count": 1}))
        assert DRAWN.render(Context({"who": "Bo", "count": 2})) == first.replace("Anna1", "Bo2")
        # what is not named is not looked at again
        assert DRAWN.render(Context({"who": "Anna", "count": 3})) == first


def test_each_language_has_its_own() -> None:
    with translation.override("nl"):
        dutch = DRAWN.render(Context({"who": "<i>"}))
    with translation.override("en"):
        english = DRAWN.render(Context({"who": "<i>"}))

    assert (dutch, english) == ("&lt;i&gt;Sluiten", "&lt;i&gt;Close")
