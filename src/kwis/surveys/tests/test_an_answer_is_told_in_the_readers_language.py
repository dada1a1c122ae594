"""The face that a customer chose is kept as a code, and told in the language of who reads the time line."""

import pytest
from django.utils import translation
from tests.cast import Cast

from kwis.core.events import sentence
from kwis.core.models import Event
from kwis.desk.intake import Contact, take_in
from kwis.surveys.asking import ask, record_answer
from kwis.surveys.events import SurveyAnswered


@pytest.mark.parametrize("answered_in", ["nl", "en"])
def test_it_is_answered_in_one_language_and_read_in_both(answered_in: str, cast: Cast) -> None:
    call = take_in(
        Contact(channel="portal", text="Lamp stuk", customer=cast.carla, by=cast.carla.actor, kind="fault")
    )
    with translation.override(answered_in):
        record_answer(ask(call), "very_happy", by=cast.carla.actor)
    event = Event.objects.get(type=SurveyAnswered.type)
    with translation.override("nl"):
        assert sentence(event).endswith("Heel fijn")
    with translation.override("en"):
        assert sentence(event).endswith("Very happy")


def test_an_answer_of_before_is_told_by_its_face() -> None:
    event = Event(type=SurveyAnswered.type, data={"face": "good", "label": "Goed"})
    with translation.override("en"):
        assert sentence(event).endswith("Good")
